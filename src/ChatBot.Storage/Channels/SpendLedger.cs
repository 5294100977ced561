using System.Globalization;
using ChatBot.Application.Channels;
using ChatBot.Application.Turns;
using ChatBot.Domain.Calendar;
using StackExchange.Redis;

namespace ChatBot.Storage.Channels;

/// <summary>
/// Monthly spending in Redis, a hash a budget and month: kind and count. What Redis could not be told is kept here and told
/// with the next.
/// </summary>
internal sealed class SpendLedger(RedisStore redis, TimeProvider time) : ISpendLedger
{
    /// <summary>Past the end of the month, so that the last month can still be looked at.</summary>
    private static readonly TimeSpan Keeps = TimeSpan.FromDays(65);

    private static readonly BranchCalendar Platform = BranchCalendar.For("Asia/Shanghai");

    // KEYS month. ARGV lifetime, kind, amount, kind, amount …
    private const string SpendScript = """
        for i = 2, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return 1
        """;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, int>> _untold = new(StringComparer.Ordinal);

    public async ValueTask SpendAsync(Budget budget, string kind, int amount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        var month = Month(budget.Key);
        var counts = Take(month);
        counts[kind] = counts.GetValueOrDefault(kind) + amount;
        try
        {
            RedisValue[] arguments =
            [
                (long)Keeps.TotalMilliseconds, .. counts.SelectMany(c => new RedisValue[] { c.Key, c.Value }),
            ];
            await redis.RunAsync(SpendScript, [redis.Key(month)], arguments, cancellationToken);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            Keep(month, counts);
        }
    }

    public async ValueTask<IReadOnlyList<Spending>> ReadAsync(IReadOnlyCollection<Budget> budgets, CancellationToken cancellationToken)
    {
        var read = new List<Spending>(budgets.Count);
        foreach (var budget in budgets)
        {
            var entries = await redis.RunAsync(database => database.HashGetAllAsync(redis.Key(Month(budget.Key))), cancellationToken);
            var kinds = entries.ToDictionary(e => (string)e.Name!, e => (int)e.Value, StringComparer.Ordinal);
            read.Add(new Spending(budget, kinds.Values.Sum(), kinds));
        }

        return read;
    }

    private string Month(string key) =>
        string.Create(CultureInfo.InvariantCulture, $"spend:{{{key}}}:{Platform.Day(time.GetUtcNow()):yyyyMM}");

    private Dictionary<string, int> Take(string month)
    {
        lock (_gate)
        {
            return _untold.Remove(month, out var counts) ? counts : new Dictionary<string, int>(StringComparer.Ordinal);
        }
    }

    private void Keep(string month, Dictionary<string, int> counts)
    {
        lock (_gate)
        {
            if (!_untold.TryGetValue(month, out var untold))
            {
                _untold[month] = untold = new Dictionary<string, int>(StringComparer.Ordinal);
            }

            foreach (var (kind, amount) in counts)
            {
                untold[kind] = untold.GetValueOrDefault(kind) + amount;
            }
        }
    }
}
