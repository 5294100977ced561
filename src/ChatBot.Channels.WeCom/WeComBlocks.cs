using System.Collections.Concurrent;

namespace ChatBot.Channels.WeCom;

/// <summary>
/// How long 45009 blocks a call: as long as the window that was hit, and the answer does not say which (pages 90313, 90454).
/// So the minute is waited for first, and when that was not enough the hour, then the day.
/// </summary>
internal sealed class WeComBlocks(TimeProvider clock)
{
    /// <summary>The platform's days end at midnight in Beijing.</summary>
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private readonly ConcurrentDictionary<string, (int Level, DateTimeOffset Until)> _blocks = new(StringComparer.Ordinal);

    /// <summary>The call with the wait that fits, when it ran into a limit; else the end of what was blocked.</summary>
    public WeComApiCall Note(string operation, WeComApiCall call)
    {
        if (call.Answer?.ErrCode != WeComErrorCodes.TooFast)
        {
            if (call.Failure is null)
            {
                _blocks.TryRemove(operation, out _);
            }

            return call;
        }

        if (call.IsWaitStated)
        {
            return call;
        }

        var now = clock.GetUtcNow();
        var block = _blocks.AddOrUpdate(
            operation,
            _ => (0, now + WaitOf(0, now)),
            (_, last) => now < last.Until ? last
                : now - last.Until < TimeSpan.FromMinutes(5) ? (last.Level + 1, now + WaitOf(last.Level + 1, now))
                : (0, now + WaitOf(0, now)));
        return call with { RetryAfter = block.Until - now };
    }

    private static TimeSpan WaitOf(int level, DateTimeOffset now) => level switch
    {
        0 => TimeSpan.FromMinutes(1),
        1 => TimeSpan.FromHours(1),
        _ => new DateTimeOffset(now.ToOffset(Beijing).Date.AddDays(1), Beijing) - now,
    };
}
