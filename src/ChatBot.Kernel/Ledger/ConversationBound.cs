namespace ChatBot.Kernel.Ledger;

/// <summary>A chat belongs to the branch.</summary>
public sealed record ConversationBound(BoundConversation Conversation) : Change
{
    public override bool TouchesSnapshot => true;
}
