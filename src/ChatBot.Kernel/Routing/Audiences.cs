using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;

namespace ChatBot.Kernel.Routing;

/// <summary>People who see the same chats: each audience of a message gets it once, over the best of its routes.</summary>
/// <param name="Lane">The lane in which messages to them leave in order.</param>
/// <param name="Channel">Their platform; null where there is only one audience.</param>
/// <param name="Routes">The ways to them, best first.</param>
public sealed record Audience(string Lane, string? Channel, IReadOnlyList<OutboundRoute> Routes);

/// <summary>Finds the audiences of a recipient.</summary>
public sealed class Audiences(LastHeard lastHeard)
{
    /// <summary>
    /// One for a member (the chat accounts, the one last written from first). For a group one for each platform on which it
    /// has chats; a party group without chats of its own is reached by the branch's. None where nothing is bound.
    /// </summary>
    public IReadOnlyList<Audience> Of(OutboxItem item, BranchSnapshot branch)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(branch);
        var all = item.Recipient.Kind switch
        {
            RecipientKind.Member => OfMember(item.Recipient, branch),
            RecipientKind.Group => OfGroup(item.Recipient, branch),
            RecipientKind.Work => [],
        };
        return item.Channel is { } only ? [.. all.Where(a => a.Channel == only || a.Routes[0].Channel == only).Take(1)] : all;
    }

    private IReadOnlyList<Audience> OfMember(Recipient recipient, BranchSnapshot branch)
    {
        var member = recipient.Member!.Value;
        var accounts = branch.AccountsOf(member);
        if (accounts.Count > 1 && lastHeard.Find(member) is { } last && accounts.Contains(last))
        {
            accounts = [last, .. accounts.Where(a => a != last)];
        }

        return accounts.Count == 0
            ? []
            : [new Audience(Lanes.Of(recipient)!, null, [.. accounts.Select(a => new OutboundRoute(a.Channel, a.Account, RouteKind.Private, a.UserId))])];
    }

    private static IReadOnlyList<Audience> OfGroup(Recipient recipient, BranchSnapshot branch)
    {
        var group = recipient.Group;
        var bound = branch.Conversations.Where(c => c.Group == group).ToList();
        if (bound.Count == 0)
        {
            (group, bound) = (null, [.. branch.Conversations.Where(c => c.Group is null)]);
        }

        var lane = Lanes.OfGroup(group);
        var platforms = bound.OrderBy(c => c.Rank).GroupBy(c => c.Route.Channel, c => c.Route).ToList();
        return platforms.Count == 1
            ? [new Audience(lane, null, [.. platforms[0]])]
            : [.. platforms.Select(p => new Audience(Lanes.OfAudience(lane, p.Key), p.Key, [.. p]))];
    }
}
