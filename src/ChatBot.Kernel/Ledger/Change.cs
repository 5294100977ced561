namespace ChatBot.Kernel.Ledger;

/// <summary>One change to a branch's books; each capability declares its own.</summary>
public abstract record Change
{
    /// <summary>Whether a cached <see cref="BranchSnapshot"/> is out of date after it.</summary>
    public virtual bool TouchesSnapshot => false;

    /// <summary>The card that is out of date after it (<see cref="Channels.CardKey"/>), or null.</summary>
    public virtual string? Card => null;

    /// <summary>Whether the card may wait a minute for more of the same, as sign-ups do.</summary>
    public virtual bool GathersOnCard => false;
}
