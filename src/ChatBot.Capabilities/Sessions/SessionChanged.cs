using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Its new form. Guard: the stored version is <c>Session.Version - 1</c>.</summary>
public sealed record SessionChanged(Session Session) : Change
{
    public override bool TouchesSnapshot => true;

    /// <inheritdoc/>
    public override string? Card => SessionCard.KeyOf(Session.Id);
}
