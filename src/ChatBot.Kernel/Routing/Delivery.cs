using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.Time;
using Microsoft.Extensions.Logging;

namespace ChatBot.Kernel.Routing;

/// <summary>What became of a message.</summary>
public abstract record Delivered
{
    private Delivered()
    {
    }

    /// <summary>It went out.</summary>
    public sealed record Sent(OutboundRoute Route, string Detail, string? CardHandle) : Delivered;

    /// <summary>It goes out later.</summary>
    public sealed record Later(OutboxWait Wait, string Detail) : Delivered;

    /// <summary>The budget of every route left says something else than "send".</summary>
    public sealed record HeldBack(BudgetVerdict Verdict) : Delivered;

    /// <summary>No route can ever carry it.</summary>
    public sealed record Failed(string Detail) : Delivered;
}

/// <summary>Carries a message to one audience over the first of its routes that takes it.</summary>
public sealed class Delivery(RouteTable table, RouteHealth health, IRateLimiter limiter, BotTelemetry telemetry, TimeProvider clock, ILogger<Delivery> logger)
{

    // Spread, the longest is a quarter of an hour.
    private static readonly BackOff Retries = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(12.5));

    /// <summary>So long a row waits for a platform that does not answer, before its attempts count.</summary>
    private static readonly TimeSpan OutlivesOutage = TimeSpan.FromDays(2);

    /// <summary>So long chatter waits for the cheap route rather than to cost something.</summary>
    private static readonly TimeSpan ChatterWaits = TimeSpan.FromMinutes(10);

    /// <summary>Told of each route that turned out to be sick, with the platform's code.</summary>
    public delegate void SickRoute(OutboundRoute route, SendResult result);

    /// <summary>Tries the routes in their order.</summary>
    /// <param name="item">The row; its id is the idempotency key.</param>
    /// <param name="routes">The routes of the audience.</param>
    /// <param name="message">What to say.</param>
    /// <param name="messageClass">How much it matters.</param>
    /// <param name="fellSick">Told of routes that turned out to be sick.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Delivered> SendAsync(
        OutboxItem item,
        IReadOnlyList<OutboundRoute> routes,
        OutboundMessage message,
        MessageClass messageClass,
        SickRoute fellSick,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var now = clock.GetUtcNow();
        var ranked = await table.RankAsync(routes, message, messageClass, cancellationToken);
        if (item.Pinned is { } pinned && ranked.FirstOrDefault(c => c.Route.ToString() == pinned) is { } only)
        {
            ranked = [only];
        }

        var attempt = new Attempt();
        foreach (var candidate in ranked)
        {
            var (route, channel) = (candidate.Route, candidate.Channel);
            if (candidate.Verdict != BudgetVerdict.Send)
            {
                attempt.HeldBack(candidate.Verdict);
                continue;
            }

            if (attempt.Cheaper is { } cheaper && cheaper < candidate.Abilities.Cost
                && messageClass <= MessageClass.Digest && attempt.Free - now < ChatterWaits)
            {
                continue;
            }

            if (health.WaitOf(route) is { } pause)
            {
                attempt.Waits(now + pause, health.ConditionOf(route) == RouteCondition.Waiting ? "rate" : "route away", candidate);
                continue;
            }

            if (channel.LimitsOf(route, message) is { Count: > 0 } limits
                && await limiter.TryTakeAsync(limits, cancellationToken) is { } full)
            {
                telemetry.RateWaited(route.Channel);
                attempt.Waits(now + full, "rate", candidate);
                continue;
            }

            health.Ask(route);
            var result = await channel.SendAsync(route, message, item.Id.ToString("N"), cancellationToken);
            if (health.Report(route, result))
            {
                fellSick(route, result);
            }

            if (result.IsSent)
            {
                return new Delivered.Sent(route, route.Channel, result.CardHandle);
            }

            OutboxLog.NotSent(logger, item.Kind, item.Id, route.Channel, result.Failure!.Value, result.Code);
            var detail = $"{route.Channel} {result.Failure} {result.Code}";
            switch (result.Failure!.Value)
            {
                case FailureCategory.UnknownOutcome when item.Pinned is not null && !candidate.Abilities.ChecksDuplicates:
                    // Twice unknown: once too little is better here than once too often, and again and again.
                    return new Delivered.Sent(route, "outcome unknown", null);
                case FailureCategory.UnknownOutcome:
                    // It may have gone out: another route now would say it twice. The same one is tried once more, later.
                    return new Delivered.Later(new OutboxWait(Later(now + Retries.Pause(item.Attempts), now, route), true, true, route.ToString()), detail);
                case FailureCategory.Permanent:
                    attempt.Refused(detail);
                    break;
                case FailureCategory.RateLimited:
                    telemetry.RateWaited(route.Channel);
                    attempt.Waits(Later(now, now, route), detail, candidate);
                    break;
                case FailureCategory.ServiceDown:
                    // That the platform is away is not the row's fault: it outlives an outage, though not for ever.
                    attempt.Failed(Later(now + (result.RetryAfter ?? Retries.Pause(item.Attempts)), now, route), detail, counts: now - item.DueAt > OutlivesOutage);
                    break;
                case FailureCategory.Transient:
                case FailureCategory.Authentication:
                case FailureCategory.Configuration:
                    attempt.Failed(Later(now + (result.RetryAfter ?? Retries.Pause(item.Attempts)), now, route), detail, counts: true);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown failure {result.Failure}.");
            }
        }

        return attempt.Outcome(item.Pinned);
    }

    /// <summary>The later of a time and the one at which the route may be asked again.</summary>
    private DateTimeOffset Later(DateTimeOffset time, DateTimeOffset now, OutboundRoute route) =>
        health.WaitOf(route) is { } wait && now + wait > time ? now + wait : time;

    /// <summary>What the routes asked so far said.</summary>
    private sealed class Attempt
    {
        private string _detail = "no route";
        private bool _counts;
        private BudgetVerdict? _heldBack;

        /// <summary>When the first route that can carry it is free.</summary>
        public DateTimeOffset? Free { get; private set; }

        /// <summary>The least cost of a route that will be free.</summary>
        public int? Cheaper { get; private set; }

        public void HeldBack(BudgetVerdict verdict) => _heldBack = _heldBack is { } other && other < verdict ? other : verdict;

        public void Refused(string detail) => _detail = detail;

        public void Waits(DateTimeOffset until, string detail, Candidate candidate)
        {
            Note(until, detail);
            Cheaper = Cheaper is { } cost && cost < candidate.Abilities.Cost ? cost : candidate.Abilities.Cost;
        }

        public void Failed(DateTimeOffset until, string detail, bool counts)
        {
            Note(until, detail);
            _counts |= counts;
        }

        public Delivered Outcome(string? pinned) =>
            Free is { } free ? new Delivered.Later(new OutboxWait(free, HoldsLane: true, _counts, pinned), _detail)
            : _heldBack is { } verdict ? new Delivered.HeldBack(verdict)
            : new Delivered.Failed(_detail);

        private void Note(DateTimeOffset until, string detail)
        {
            Free = Free is { } other && other < until ? other : until;
            _detail = detail;
        }
    }
}
