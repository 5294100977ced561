using System.Diagnostics;

namespace ChatBot.TestKit;

/// <summary>Waits until something holds that another process or thread brings about.</summary>
public static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the condition holds.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="limit">The longest wait, on the machine's clock.</param>
    /// <param name="what">Names the condition in the exception.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        await ForAsync<object>(async () => await condition() ? new object() : null, limit, what, cancellationToken);
    }

    /// <summary>Asks again and again until there is a value.</summary>
    /// <typeparam name="T">What is waited for.</typeparam>
    /// <param name="look">Returns the value, or null while there is none.</param>
    /// <param name="limit">The longest wait, on the machine's clock.</param>
    /// <param name="what">Names the value in the exception.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public static async Task<T> ForAsync<T>(Func<Task<T?>> look, TimeSpan limit, string what, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(look);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await look() is { } value)
            {
                return value;
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {what}.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
