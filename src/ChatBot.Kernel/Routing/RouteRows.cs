using System.Globalization;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Routing;

/// <summary>Private rows to the secretary about routes and budgets.</summary>
internal static class RouteRows
{
    /// <summary>A route refuses us; told at most once a day.</summary>
    public static IEnumerable<OutboxItem> Sick(BranchSnapshot branch, OutboundRoute route, string code, IIdSource ids, DateTimeOffset now)
    {
        var day = branch.Calendar.Day(now);
        return Secretaries(branch, now).Select(secretary => new OutboxItem
        {
            Id = ids.New(),
            Branch = branch.Id,
            DueAt = now,
            Kind = "route.sick",
            Recipient = Recipient.To(secretary.Id),
            Facts = new Dictionary<string, string> { ["channel"] = route.Channel, ["kind"] = route.Kind.ToString(), ["code"] = code },
            DedupeKey = string.Create(CultureInfo.InvariantCulture, $"route.sick:{RouteHealth.EndpointOf(route)}:{day:yyyyMMdd}:{secretary.Id}"),
        });
    }

    /// <summary>A budget has reached a stage; told once a month, budget and stage.</summary>
    public static IEnumerable<OutboxItem> Warning(
        BranchSnapshot branch, Budget budget, BudgetThreshold threshold, IIdSource ids, DateTimeOffset now) =>
        Secretaries(branch, now).Select(secretary => new OutboxItem
        {
            Id = ids.New(),
            Branch = branch.Id,
            DueAt = now,
            Kind = "quota.warning",
            Recipient = Recipient.To(secretary.Id),
            Facts = new Dictionary<string, string>
            {
                ["budget"] = budget.Key,
                ["limit"] = budget.Limit.ToString(CultureInfo.InvariantCulture),
                ["threshold"] = threshold.ToString(),
            },
            DedupeKey = $"quota.warning:{budget.Key}:{PlatformMonth.Of(now).Key}:{threshold}:{secretary.Id}",
        });

    private static IEnumerable<Member> Secretaries(BranchSnapshot branch, DateTimeOffset now) =>
        branch.With(Roles.Secretary, branch.Calendar.Day(now));
}
