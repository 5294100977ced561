using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Time;

namespace ChatBot.Kernel.Routing;

/// <summary>How a way out is.</summary>
public enum RouteCondition
{
    /// <summary>It works, as far as is known.</summary>
    Good,

    /// <summary>It said "wait": too fast, or its quota is used up.</summary>
    Waiting,

    /// <summary>The platform did not answer several times; it is tried again now and then.</summary>
    Down,

    /// <summary>It refuses us: secret, permission or settings are wrong. Somebody has to look.</summary>
    Sick,
}

/// <summary>
/// The health of the ways out, as this process has seen it. A way that fails again and again is left alone for a growing
/// time, then tried with one message; one that said "wait" is not asked before. Safe for many threads.
/// </summary>
public sealed class RouteHealth(TimeProvider clock)
{
    private const int FailuresToOpen = 3;
    private static readonly BackOff Away = new(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(10));
    private static readonly BackOff Sick = new(TimeSpan.FromMinutes(15), TimeSpan.FromHours(2));

    /// <summary>How long others wait for the one message that tries the way again.</summary>
    private static readonly TimeSpan ProbeTakes = TimeSpan.FromSeconds(30);

    /// <summary>When a platform says "too fast" without a time.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _waits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Breaker> _breakers = new(StringComparer.Ordinal);

    /// <summary>
    /// The part of a route that is well or ill as one: a platform account's private or group sends, or one webhook.
    /// </summary>
    public static string EndpointOf(OutboundRoute route) => route.Kind == RouteKind.Webhook
        ? route.ToString()
        : $"{route.Channel}:{route.Account}:{route.Kind}";

    /// <summary>How long the route is to be left alone; null when it may be asked now.</summary>
    public TimeSpan? WaitOf(OutboundRoute route)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var until = Later(Later(WaitUntil(AccountOf(route)), WaitUntil(route.ToString())), BreakerOf(route)?.AwayUntil(now));
            return until > now ? until.Value - now : null;
        }
    }

    /// <summary>Says that the route is about to be asked, so that after a pause only one message tries it.</summary>
    public void Ask(OutboundRoute route)
    {
        lock (_gate)
        {
            BreakerOf(route)?.Probe(clock.GetUtcNow());
        }
    }

    /// <summary>Takes down how it went; true when the route has just turned out to be sick.</summary>
    public bool Report(OutboundRoute route, SendResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (result.Failure is null or FailureCategory.RateLimited or FailureCategory.Permanent)
            {
                // It answers. What it refuses for good is the message or the reader.
                _breakers.Remove(EndpointOf(route));
            }

            if (result.Failure == FailureCategory.RateLimited || (result.Failure is not null && result.RetryAfter is not null))
            {
                _waits[result.HoldsAccount ? AccountOf(route) : route.ToString()] = now + (result.RetryAfter ?? UsualWait);
            }

            if (result.Failure is null or FailureCategory.RateLimited or FailureCategory.Permanent)
            {
                return false;
            }

            if (!_breakers.TryGetValue(EndpointOf(route), out var breaker))
            {
                _breakers[EndpointOf(route)] = breaker = new Breaker();
            }

            return breaker.Fail(result, now);
        }
    }

    /// <summary>The condition of a route now.</summary>
    public RouteCondition ConditionOf(OutboundRoute route)
    {
        var wait = WaitOf(route);
        lock (_gate)
        {
            return BreakerOf(route) switch
            {
                { IsSick: true } => RouteCondition.Sick,
                { IsOpen: true } => RouteCondition.Down,
                _ => wait is null ? RouteCondition.Good : RouteCondition.Waiting,
            };
        }
    }

    /// <summary>The platform's code of the failure that keeps a route from working; null for one that works.</summary>
    public string? CodeOf(OutboundRoute route)
    {
        lock (_gate)
        {
            return BreakerOf(route) is { IsOpen: true } breaker ? breaker.Code : null;
        }
    }

    private static string AccountOf(OutboundRoute route) => $"{route.Channel}:{route.Account}";

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    private DateTimeOffset? WaitUntil(string key)
    {
        if (!_waits.TryGetValue(key, out var until))
        {
            return null;
        }

        if (until <= clock.GetUtcNow())
        {
            _waits.Remove(key);
            return null;
        }

        return until;
    }

    private Breaker? BreakerOf(OutboundRoute route) => _breakers.GetValueOrDefault(EndpointOf(route));

    private sealed class Breaker
    {
        private int _failures;
        private int _opened;
        private DateTimeOffset _until;
        private DateTimeOffset? _probed;

        public bool IsSick { get; private set; }

        public bool IsOpen => _opened > 0;

        public string Code { get; private set; } = "";

        public DateTimeOffset? AwayUntil(DateTimeOffset now) =>
            !IsOpen ? null : now < _until ? _until : _probed is { } at && now - at < ProbeTakes ? at + ProbeTakes : null;

        public void Probe(DateTimeOffset now) => _probed = IsOpen && now >= _until ? now : null;

        public bool Fail(SendResult result, DateTimeOffset now)
        {
            var fellSick = !IsSick && result.Failure is FailureCategory.Authentication or FailureCategory.Configuration;
            IsSick = result.Failure is FailureCategory.Authentication or FailureCategory.Configuration;
            Code = $"{result.Failure} {result.Code}";
            _probed = null;
            _failures++;
            if (IsSick || IsOpen || _failures >= FailuresToOpen)
            {
                _until = now + (IsSick ? Sick : Away).Pause(_opened);
                _opened++;
            }

            return fellSick;
        }
    }
}
