using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Ledger;

/// <summary>A chat no longer belongs to the branch.</summary>
public sealed record ConversationUnbound(OutboundRoute Route) : Change
{
    public override bool TouchesSnapshot => true;
}
