namespace ChatBot.EndToEnd.Tests.Kills.Lines;

/// <summary>Words that a platform brings to the bot, as often as needed, always as the same message.</summary>
internal abstract class Said
{
    /// <summary>Whether the platform gives up after some calls, so that the member types again.</summary>
    public virtual bool IsGivenUp => false;

    /// <summary>What the bot said to it, one entry for each time; empty where only the call itself is answered.</summary>
    public virtual IReadOnlyList<string> Answers => [];

    /// <summary>One call of the platform; the answer, empty when it was taken and nothing came, or null when it was not taken.</summary>
    /// <exception cref="HttpRequestException">Nobody was there, or the call was cut off.</exception>
    public abstract Task<string?> CallAsync(CancellationToken cancellationToken);

    /// <summary>Waits until something holds; false when it does not within the time.</summary>
    protected static async Task<bool> HoldsAsync(Func<bool> holds, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var started = TimeProvider.System.GetTimestamp(); !holds(); await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit)
            {
                return false;
            }
        }

        return true;
    }
}
