using ChatBot.Application.Channels;

namespace ChatBot.Application.Outbox;

/// <summary>Which routes lead to a recipient, best first.</summary>
public static class Routes
{
    /// <summary>
    /// A member's chat accounts; a party group's chats, then the branch's when the group has none of its own.
    /// </summary>
    public static IEnumerable<OutboundRoute> For(Recipient recipient, BranchSnapshot branch)
    {
        switch (recipient.Kind)
        {
            case RecipientKind.Member:
                return branch.AccountsOf(recipient.Member!.Value)
                    .Select(a => new OutboundRoute(a.Channel, a.Account, RouteKind.Private, a.UserId));
            case RecipientKind.Group:
                var own = branch.Conversations.Where(c => c.Group == recipient.Group).OrderBy(c => c.Rank).ToList();
                return (own.Count > 0 ? own : [.. branch.Conversations.Where(c => c.Group is null).OrderBy(c => c.Rank)])
                    .Select(c => c.Route);
            case RecipientKind.Work:
                return [];
            default:
                throw new ArgumentOutOfRangeException(nameof(recipient), recipient.Kind, "Unknown recipient.");
        }
    }
}
