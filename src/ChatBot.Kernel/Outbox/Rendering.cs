using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Outbox;

/// <summary>What a renderer decides when a row is due.</summary>
public abstract record Rendering
{
    private Rendering()
    {
    }

    /// <summary>Send this.</summary>
    public sealed record Send(OutboundMessage Message) : Rendering;

    /// <summary>The guard does not hold any more (cancelled, answered, too late): nothing is sent, the reason is kept.</summary>
    public sealed record Drop(string Reason) : Rendering;

    /// <summary>Work: commit these changes, the row is done with them in one transaction.</summary>
    public sealed record Work(Ledger.ChangeSet Changes) : Rendering;
}
