using Microsoft.Bot.Schema;

namespace ChatBot.Channels.BotFramework;

/// <summary>When an activity was sent. Which notices were said already is bounded; a flood only costs that.</summary>
internal sealed class BotFrameworkTimes(TimeProvider clock)
{
    private const int MostKept = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>
    /// When it was sent, and whether the client said so. Without time and id an activity is known by when it was heard:
    /// nothing else tells a repeat from the same words said again.
    /// </summary>
    public (DateTimeOffset At, bool IsTold) Of(Activity activity) =>
        (activity.Timestamp ?? activity.LocalTimestamp) is { } told
            ? (told, true)
            : (clock.GetUtcNow(), string.IsNullOrEmpty(activity.Id));

    /// <summary>True for the first call with the key.</summary>
    public bool IsFirst(BotFrameworkAccount account, string key)
    {
        lock (_gate)
        {
            if (_seen.Count >= MostKept)
            {
                _seen.Clear();
            }

            return _seen.Add($"{account.Name}\n{key}");
        }
    }
}
