using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Sessions;

/// <summary>A new one. Guard: the number is free.</summary>
public sealed record SessionCreated(Session Session) : Change
{
    public override bool TouchesSnapshot => true;
}
