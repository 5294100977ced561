using System.Globalization;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Routing;

/// <summary>Private notes to the secretary: a route refuses us, a month's budget runs short.</summary>
public sealed class RouteRenderer(IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["route.sick", "quota.warning"];

    /// <inheritdoc/>
    public Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Task.FromResult(item.Kind == "route.sick" ? Sick(item, branch, now) : Warning(item, branch, now));
    }

    private Rendering Sick(OutboxItem item, BranchSnapshot branch, DateTimeOffset now) =>
        Enum.TryParse<RouteKind>(item.Facts.GetValueOrDefault("kind"), out var kind)
            ? wording.Send(
                Reply.Of("routing.sick", ("channel", BudgetPhrases.Channel(item.Facts.GetValueOrDefault("channel"))), ("kind", kind), ("code", item.Facts.GetValueOrDefault("code"))),
                branch,
                now)
            : new Rendering.Drop("route unknown");

    private Rendering Warning(OutboxItem item, BranchSnapshot branch, DateTimeOffset now) =>
        Enum.TryParse<BudgetThreshold>(item.Facts.GetValueOrDefault("threshold"), out var threshold)
        && int.TryParse(item.Facts.GetValueOrDefault("limit"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var limit)
            ? wording.Send(
                Reply.Of(
                    threshold == BudgetThreshold.Much ? "routing.warning_much" : "routing.warning_nearly",
                    ("budget", BudgetPhrases.Budget(item.Facts.GetValueOrDefault("budget"))),
                    ("limit", limit)),
                branch,
                now)
            : new Rendering.Drop("budget unknown");
}
