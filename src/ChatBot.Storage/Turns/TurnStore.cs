using System.Globalization;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ChatBot.Storage.Turns;

/// <summary>
/// Leases, dialog states and replies. All keys of a person share a hash tag, so that a script finds them on one node of a
/// cluster. A lease is the person's and names the message that runs: it is the claim to that message as well.
/// </summary>
internal sealed class TurnStore(RedisStore redis, IOptions<TurnLimits> limits, TimeProvider clock) : ITurnStore, IOfferStore, IDialogStates
{
    /// <summary>
    /// How long a turn may hold the lease; a dead owner's turn can run again after it. WeCom repeats after 5, 10 and
    /// 15 s and waits 5 s each time, so the first repeat still finds it ended. A turn that is slower than that and one that
    /// repeats it meet at the inbox row.
    /// </summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    /// <summary>How long an answer may be on its way: longer than the 8 s that a channel gives a turn and its answer together.</summary>
    private static readonly TimeSpan DeliveryLease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan KeepsReplies = TimeSpan.FromHours(24);

    private static readonly TimeSpan KeepsState = TimeSpan.FromHours(2);

    private static readonly TimeSpan KeepsOffers = TimeSpan.FromDays(3);

    /// <summary>How long a message that was one too many is known as answered; platforms repeat within minutes.</summary>
    private static readonly TimeSpan KeepsRefusal = TimeSpan.FromMinutes(10);

    // KEYS state, writer, lease. ARGV holder of a turn that was called lost, milliseconds since it began, those that a state
    // is kept. Its age is read from the time that it has left, so that no two clocks are compared. A try of the lost turn's
    // own that came through late is known by its writer.
    private const string ForgetScript = """
        local left = redis.call('PTTL', KEYS[1])
        if left > 0 and (redis.call('GET', KEYS[2]) == ARGV[1] or tonumber(ARGV[3]) - left >= tonumber(ARGV[2])) then
            redis.call('DEL', KEYS[1], KEYS[2])
        end
        if redis.call('GET', KEYS[3]) == ARGV[1] then redis.call('DEL', KEYS[3]) end
        return 1
        """;

    // KEYS message, lease, state, offer, count. ARGV lease holder, how a holder of this message ends, milliseconds, most, the
    // count's and a refusal's milliseconds. A message holds 'r' and the replies once it is answered; while it runs, the lease
    // names it. Counted is a message when its turn begins; one too many is refused before it waits for the turns in front.
    private const string ClaimScript = """
        local now = redis.call('MGET', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5])
        local message, holder = now[1], now[2]
        if message and string.sub(message, 1, 1) == 'r' then return {'answered', string.sub(message, 2)} end
        local mine = holder == ARGV[1]
        if holder and not mine and string.sub(holder, -#ARGV[2]) == ARGV[2] then return {'running'} end
        local counts = not mine and ARGV[4] ~= '0'
        if counts then
            local above = tonumber(now[5] or 0) - tonumber(ARGV[4])
            if above >= 0 then
                redis.call('SET', KEYS[1], 'r[]', 'PX', ARGV[6])
                if above > 0 then return {'many'} end
                redis.call('INCR', KEYS[5])
                return {'just'}
            end
        end
        if holder and not mine then return {'running'} end
        redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
        if counts and redis.call('INCR', KEYS[5]) == 1 then redis.call('PEXPIRE', KEYS[5], ARGV[5]) end
        return {'taken', now[3], now[4]}
        """;

    // KEYS message, lease, state, writer. ARGV lease holder, 'r' and replies, milliseconds, '1' when there is a state, state,
    // milliseconds, '1' when a try before this one may have come through. When the lease ran out and somebody else's turn
    // runs, the state is theirs to write.
    private const string CompleteScript = """
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        local holder = redis.call('GET', KEYS[2])
        if holder and holder ~= ARGV[1] then return 0 end
        if not holder and ARGV[7] == '1' then return 0 end
        if ARGV[4] == '1' then
            redis.call('SET', KEYS[3], ARGV[5], 'PX', ARGV[6])
            redis.call('SET', KEYS[4], ARGV[1], 'PX', ARGV[6])
        else
            redis.call('DEL', KEYS[3], KEYS[4])
        end
        redis.call('DEL', KEYS[2])
        return 1
        """;

    // KEYS lease. ARGV lease holder.
    private const string ReleaseScript = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
        return 1
        """;

    // KEYS delivery. ARGV milliseconds. It holds 'c' while the answer is on its way, 'd' from then on.
    private const string DeliverScript = """
        local state = redis.call('GET', KEYS[1])
        if not state then
            redis.call('SET', KEYS[1], 'c', 'PX', ARGV[1])
            return 'taken'
        end
        if state == 'c' then return 'underway' end
        return 'delivered'
        """;

    // KEYS count. ARGV milliseconds.
    private const string CountScript = """
        local count = redis.call('INCR', KEYS[1])
        if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
        return count
        """;

    private readonly TurnLimits _limits = limits.Value;

    public async Task<TurnClaim> ClaimAsync(InboundMessage message, string owner, LostTurn? lost, CancellationToken cancellationToken)
    {
        if (lost is not null)
        {
            await ForgetAsync(lost, cancellationToken);
        }

        var result = (RedisResult[])(await redis.RunAsync(
            ClaimScript,
            [.. Keys(message), OfferKey(message.Sender), CountKey(message.Sender)],
            [
                Holder(message, owner), $" {message.Name}", Milliseconds(Lease),
                _limits.MessagesOfAPerson, Milliseconds(_limits.Window * 2), Milliseconds(KeepsRefusal),
            ],
            cancellationToken))!;
        return (string)result[0]! switch
        {
            "taken" => new TurnClaim(ClaimStatus.Taken, (string?)result[1]) { Offer = StoredOffers.Read((string?)result[2]) },
            "answered" => new TurnClaim(ClaimStatus.Answered, null, StoredReplies.Read((string)result[1]!)),
            "just" => new TurnClaim(ClaimStatus.JustTooMany),
            "many" => new TurnClaim(ClaimStatus.TooMany),
            _ => new TurnClaim(ClaimStatus.Running),
        };
    }

    public Task CompleteAsync(CompletedTurn turn, bool isAgain, CancellationToken cancellationToken) =>
        redis.RunAsync(
            CompleteScript,
            [.. Keys(turn.Message), $"{Person(turn.Message.Sender)}by"],
            [
                Holder(turn.Message, turn.Owner), "r" + StoredReplies.Write(turn.Replies), Milliseconds(KeepsReplies),
                turn.NextState is null ? "0" : "1", turn.NextState ?? "", Milliseconds(KeepsState), isAgain ? "1" : "0",
            ],
            cancellationToken);

    public Task ForgetAsync(LostTurn lost, CancellationToken cancellationToken)
    {
        var person = Person(lost.Message.Sender);
        return redis.RunAsync(
            ForgetScript,
            [$"{person}state", $"{person}by", $"{person}lease"],
            [Holder(lost.Message, lost.Owner), Milliseconds(lost.Age), Milliseconds(KeepsState)],
            cancellationToken);
    }

    public Task ReleaseAsync(InboundMessage message, string owner, CancellationToken cancellationToken) =>
        redis.RunAsync(ReleaseScript, [$"{Person(message.Sender)}lease"], [Holder(message, owner)], cancellationToken);

    public async Task<DeliveryStatus> TakeDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) =>
        (string?)await redis.RunAsync(DeliverScript, [DeliveryKey(message)], [Milliseconds(DeliveryLease)], cancellationToken) switch
        {
            "taken" => DeliveryStatus.Taken,
            "underway" => DeliveryStatus.Underway,
            _ => DeliveryStatus.Delivered,
        };

    public Task ConfirmDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) =>
        redis.RunAsync(database => database.StringSetAsync(DeliveryKey(message), "d", KeepsReplies), cancellationToken);

    public Task ReleaseDeliveryAsync(InboundMessage message, CancellationToken cancellationToken) =>
        redis.RunAsync(database => database.KeyDeleteAsync(DeliveryKey(message)), cancellationToken);

    public async Task<long> CountAsync(string key, TimeSpan window, CancellationToken cancellationToken) =>
        (long)await redis.RunAsync(CountScript, [redis.Key($"n:{key}")], [Milliseconds(window)], cancellationToken);

    public Task KeepAsync(PlatformUser person, Offer offer, CancellationToken cancellationToken) =>
        redis.RunAsync(database => database.StringSetAsync(OfferKey(person), StoredOffers.Write(offer), KeepsOffers), cancellationToken);

    public async Task<string?> PeekAsync(PlatformUser person, CancellationToken cancellationToken) =>
        await redis.RunAsync(database => database.StringGetAsync($"{Person(person)}state"), cancellationToken);

    private static RedisValue Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    /// <summary>The lease is held by a turn, not by an owner: a process that names all its turns alike still runs one at a time.</summary>
    private static string Holder(InboundMessage message, string owner) => $"{owner} {message.Name}";

    /// <summary>Message, lease, state.</summary>
    private RedisKey[] Keys(InboundMessage message)
    {
        var person = Person(message.Sender);
        return [$"{person}m:{message.Name}", $"{person}lease", $"{person}state"];
    }

    /// <summary>A key a window, so that counting is one command and a moved clock is no matter.</summary>
    private RedisKey CountKey(PlatformUser person) =>
        string.Create(CultureInfo.InvariantCulture, $"{Person(person)}f:{clock.GetUtcNow().Ticks / _limits.Window.Ticks}");

    private RedisKey OfferKey(PlatformUser person) => $"{Person(person)}offer";

    private RedisKey DeliveryKey(InboundMessage message) => $"{Person(message.Sender)}d:{message.Name}";

    private string Person(PlatformUser person) => redis.Key($"t:{{{person}}}:");
}
