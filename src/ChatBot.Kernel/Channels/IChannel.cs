namespace ChatBot.Kernel.Channels;

/// <summary>How a route reaches people.</summary>
public enum RouteKind
{
    /// <summary>A private message to a platform user.</summary>
    Private,

    /// <summary>A group through the robot that hears it (DingTalk openConversationId, simulator group).</summary>
    Group,

    /// <summary>A group through a send-only webhook, by configured alias.</summary>
    Webhook,
}

/// <summary>One way to send.</summary>
/// <param name="Channel"><c>wecom</c>, <c>dingtalk</c> or <c>simulator</c>.</param>
/// <param name="Account">The configured account name.</param>
/// <param name="Kind">How it reaches people.</param>
/// <param name="Address">User id, conversation id or webhook alias.</param>
public readonly record struct OutboundRoute(string Channel, string Account, RouteKind Kind, string Address)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Channel}:{Account}:{Kind}:{Address}";
}

/// <summary>Why a send failed; one switch over it decides what happens next.</summary>
public enum FailureCategory
{
    /// <summary>The platform is away or busy: later.</summary>
    ServiceDown,

    /// <summary>Token or secret refused even after one renewal.</summary>
    Authentication,

    /// <summary>The settings are wrong (agent id, IP list, permission): tell the operator.</summary>
    Configuration,

    /// <summary>Too fast or quota used up: after <see cref="SendResult.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>Passing trouble: soon again.</summary>
    Transient,

    /// <summary>This target or this message will never work.</summary>
    Permanent,

    /// <summary>Nobody knows whether it went out (time-out on a call without idempotency key).</summary>
    UnknownOutcome,
}

/// <summary>What happened to a send.</summary>
public sealed record SendResult
{
    private SendResult()
    {
    }

    public bool IsSent => Failure is null;

    public FailureCategory? Failure { get; private init; }

    /// <summary>The platform's code, for the log and the secretary; never a message text or a token.</summary>
    public string Code { get; private init; } = "";

    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether <see cref="RetryAfter"/> holds for every route of the account ("stop everything"), not for this one alone.</summary>
    public bool HoldsAccount { get; private init; }

    /// <summary>What the platform needs to change the sent card later (WeCom response code, DingTalk outTrackId); null when it cannot be changed.</summary>
    public string? CardHandle { get; private init; }

    /// <summary>It went out.</summary>
    public static SendResult Sent(string code = "0") => new() { Code = code };

    /// <summary>A card went out that can be changed later by its handle.</summary>
    public static SendResult SentCard(string handle) => new() { Code = "0", CardHandle = handle };

    /// <summary>It did not, or nobody knows.</summary>
    public static SendResult Failed(FailureCategory category, string code, TimeSpan? retryAfter = null, bool holdsAccount = false) =>
        new() { Failure = category, Code = code, RetryAfter = retryAfter, HoldsAccount = holdsAccount };
}

/// <summary>The seam to one platform's sending side.</summary>
public interface IChannel
{
    /// <summary><c>wecom</c>, <c>dingtalk</c>, <c>simulator</c>.</summary>
    string Name { get; }

    /// <summary>Whether the route can be served with the present settings.</summary>
    bool CanSend(OutboundRoute route);

    /// <summary>What the route can do.</summary>
    RouteAbilities AbilitiesOf(OutboundRoute route);

    /// <summary>The platform's limits that sending the message meets; taken from the shared counters before the send.</summary>
    IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message);

    /// <summary>
    /// The monthly budgets that a send on the route draws on. They are spent where the call is made, by
    /// <see cref="ISpendLedger"/>; whoever chooses a route only looks at them.
    /// </summary>
    IReadOnlyList<Budget> BudgetsOf(OutboundRoute route);

    /// <summary>
    /// Sends one message. <paramref name="idempotencyKey"/> is handed to the platform where it has a duplicate check.
    /// Never throws for what the platform does; a cancelled token throws <see cref="OperationCanceledException"/>.
    /// </summary>
    Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a card that was sent before, for everybody who has the copy. Only called where
    /// <see cref="RouteAbilities.UpdatesCards"/>. Never throws for what the platform does.
    /// </summary>
    /// <param name="route">Where it was sent.</param>
    /// <param name="copyId">The id of the copy, <see cref="CardKey.CopyOf"/> with the idempotency key of the send.</param>
    /// <param name="handle"><see cref="SendResult.CardHandle"/> of the send.</param>
    /// <param name="message">What it is to show from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<SendResult> UpdateAsync(OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken);
}

/// <summary>Access tokens shared by all replicas (Redis), renewed by one at a time.</summary>
public interface ITokenStore
{
    /// <summary>
    /// The token under <paramref name="key"/>, fetched once through <paramref name="fetch"/> when there is none;
    /// concurrent callers wait for the one who fetches. Works in process alone when the shared store is away.
    /// </summary>
    Task<string> GetAsync(string key, Func<CancellationToken, Task<FetchedToken>> fetch, CancellationToken cancellationToken);

    /// <summary>Forgets <paramref name="badToken"/>, if it is still the stored one (two callers may find out at once).</summary>
    Task InvalidateAsync(string key, string badToken, CancellationToken cancellationToken);
}

/// <summary>A token as a platform gave it and how long it may be used.</summary>
public readonly record struct FetchedToken(string Value, TimeSpan Lifetime);
