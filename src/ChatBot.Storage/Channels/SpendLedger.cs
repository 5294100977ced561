using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Turns;
using StackExchange.Redis;

namespace ChatBot.Storage.Channels;

/// <summary>
/// Monthly spending in Redis, a hash a budget and month: kind and count. What Redis could not be told is kept here and told
/// with the next. Now and then the counts are copied to Postgres; when Redis has forgotten a month, it is taught again.
/// </summary>
internal sealed class SpendLedger(RedisStore redis, Postgres postgres, TimeProvider time) : ISpendLedger
{
    /// <summary>Past the end of the month, so that the last month can still be looked at.</summary>
    private static readonly TimeSpan Keeps = TimeSpan.FromDays(65);

    /// <summary>A field that no kind is called by: stands in a hash that knows what Postgres knows.</summary>
    private const string Whole = "~";

    // KEYS month. ARGV lifetime, kind, amount, kind, amount …
    private const string SpendScript = """
        for i = 2, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return redis.call('HEXISTS', KEYS[1], '~')
        """;

    // The same arguments; only the first who comes adds.
    private const string RestoreScript = """
        if redis.call('HSETNX', KEYS[1], '~', 1) == 0 then return 0 end
        for i = 2, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return 1
        """;

    private const string Copied = "SELECT kind, amount FROM budget_spending WHERE budget_key = $1 AND month = $2";

    // Never less than was known: a Redis that has just forgotten counts from nothing.
    private const string Copy = """
        INSERT INTO budget_spending (budget_key, month, kind, amount) VALUES ($1, $2, $3, $4)
        ON CONFLICT (budget_key, month, kind) DO UPDATE SET amount = greatest(budget_spending.amount, excluded.amount)
        """;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Key, string Month), Dictionary<string, int>> _untold = [];
    private readonly ConcurrentDictionary<string, Budget> _known = new(StringComparer.Ordinal);

    public async ValueTask SpendAsync(Budget budget, string kind, int amount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        _known[budget.Key] = budget;
        var month = MonthNow();
        var counts = Take(budget.Key, month);
        counts[kind] = counts.GetValueOrDefault(kind) + amount;
        try
        {
            var isWhole = (int)await redis.RunAsync(SpendScript, [HashOf(budget.Key, month)], Arguments(counts), cancellationToken) == 1;
            if (isWhole)
            {
                return;
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            Keep(budget.Key, month, counts);
            return;
        }

        await TryRestoreAsync(budget.Key, month, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Spending>> ReadAsync(IReadOnlyCollection<Budget> budgets, CancellationToken cancellationToken)
    {
        var month = MonthNow();
        var read = new List<Spending>(budgets.Count);
        foreach (var budget in budgets)
        {
            _known[budget.Key] = budget;
            var counts = await CountsAsync(budget.Key, month, cancellationToken);
            if (!counts.Remove(Whole) && await TryRestoreAsync(budget.Key, month, cancellationToken))
            {
                counts = await CountsAsync(budget.Key, month, cancellationToken);
                counts.Remove(Whole);
            }

            read.Add(new Spending(budget, counts.Values.Sum(), counts));
        }

        return read;
    }

    /// <summary>Copies this month's counts of the budgets that this process has met to Postgres, and returns them.</summary>
    /// <exception cref="StoreUnavailableException">A store is away.</exception>
    public async Task<IReadOnlyList<Spending>> CopyAsync(CancellationToken cancellationToken)
    {
        var month = MonthNow();
        var copied = new List<Spending>();
        foreach (var (key, budget) in _known)
        {
            var counts = await CountsAsync(key, month, cancellationToken);
            if (!counts.Remove(Whole))
            {
                await TryRestoreAsync(key, month, cancellationToken);
            }

            if (counts.Count > 0)
            {
                // In the order of the kinds, so that two replicas wait for each other instead of both.
                await postgres.WriteAsync(
                    Scope.NoBranch,
                    batch =>
                    {
                        foreach (var (kind, amount) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
                        {
                            batch.BatchCommands.Add(Postgres.Command(Copy, [P.Of(key), P.Of(month), P.Of(kind), P.Of(amount)]));
                        }
                    },
                    cancellationToken);
            }

            copied.Add(new Spending(budget, counts.Values.Sum(), counts));
        }

        return copied;
    }

    private async Task<Dictionary<string, int>> CountsAsync(string key, string month, CancellationToken cancellationToken)
    {
        var entries = await redis.RunAsync(database => database.HashGetAllAsync(HashOf(key, month)), cancellationToken);
        return entries.ToDictionary(e => (string)e.Name!, e => (int)e.Value, StringComparer.Ordinal);
    }

    /// <summary>Adds what Postgres knows of the month to a hash that does not know it yet; false when a store is away.</summary>
    private async Task<bool> TryRestoreAsync(string key, string month, CancellationToken cancellationToken)
    {
        try
        {
            var copied = await postgres.QueryAsync<KindRow>(Scope.NoBranch, Copied, [P.Of(key), P.Of(month)], cancellationToken);
            await redis.RunAsync(
                RestoreScript, [HashOf(key, month)], Arguments(copied.ToDictionary(c => c.Kind, c => c.Amount)), cancellationToken);
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // The next who counts tries again.
            return false;
        }
    }

    private string MonthNow() => PlatformMonth.Of(time.GetUtcNow()).Key;

    private RedisKey HashOf(string key, string month) => redis.Key($"spend:{{{key}}}:{month}");

    private static RedisValue[] Arguments(Dictionary<string, int> counts) =>
        [(long)Keeps.TotalMilliseconds, .. counts.SelectMany(c => new RedisValue[] { c.Key, c.Value })];

    private Dictionary<string, int> Take(string key, string month)
    {
        lock (_gate)
        {
            return _untold.Remove((key, month), out var counts) ? counts : new Dictionary<string, int>(StringComparer.Ordinal);
        }
    }

    private void Keep(string key, string month, Dictionary<string, int> counts)
    {
        lock (_gate)
        {
            if (!_untold.TryGetValue((key, month), out var untold))
            {
                _untold[(key, month)] = untold = new Dictionary<string, int>(StringComparer.Ordinal);
            }

            foreach (var (kind, amount) in counts)
            {
                untold[kind] = untold.GetValueOrDefault(kind) + amount;
            }
        }
    }

    private sealed record KindRow(string Kind, int Amount);
}

/// <summary>Copies monthly counts to where they last; for a host to run now and then.</summary>
public sealed class SpendKeeper
{
    private readonly SpendLedger _ledger;

    internal SpendKeeper(SpendLedger ledger) => _ledger = ledger;

    /// <summary>Copies what was spent of the budgets that this process has met, and returns it.</summary>
    /// <exception cref="StoreUnavailableException">A store is away.</exception>
    public Task<IReadOnlyList<Spending>> KeepAsync(CancellationToken cancellationToken) => _ledger.CopyAsync(cancellationToken);
}
