using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Routing;

/// <summary>Knows the budgets on which a branch's messages draw.</summary>
public sealed class BudgetCatalogue(RouteTable routes)
{
    /// <summary>Every budget once, by its key: of the bound chats, and of private messages to one member of each account.</summary>
    public IReadOnlyList<Budget> Of(BranchSnapshot branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        var members = branch.Members.SelectMany(m => branch.AccountsOf(m.Id)).DistinctBy(u => (u.Channel, u.Account))
            .Select(u => new OutboundRoute(u.Channel, u.Account, RouteKind.Private, u.UserId));
        return [.. branch.Conversations.Select(c => c.Route).Concat(members)
            .Where(routes.Serves)
            .SelectMany(r => routes.ChannelOf(r)!.BudgetsOf(r))
            .DistinctBy(b => b.Key)
            .OrderBy(b => b.Key, StringComparer.Ordinal)];
    }
}
