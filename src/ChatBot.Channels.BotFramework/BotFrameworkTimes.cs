using Microsoft.Bot.Schema;

namespace ChatBot.Channels.BotFramework;

/// <summary>
/// When an activity was sent. A client that does not say gets the moment at which its activity was first seen here, so that a
/// repeat carries the same time: the time is part of what a message is known by. Bounded; a flood only costs that.
/// </summary>
internal sealed class BotFrameworkTimes(TimeProvider clock)
{
    private const int MostKept = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>When it was sent.</summary>
    public DateTimeOffset Of(BotFrameworkAccount account, Activity activity) =>
        activity.Timestamp ?? activity.LocalTimestamp
        ?? (string.IsNullOrEmpty(activity.Id) ? clock.GetUtcNow() : See($"{account.Name}\n{activity.Conversation.Id}\n{activity.Id}").At);

    /// <summary>True for the first call with the key.</summary>
    public bool IsFirst(BotFrameworkAccount account, string key) => See($"{account.Name}\n#{key}").IsFirst;

    private (DateTimeOffset At, bool IsFirst) See(string key)
    {
        lock (_gate)
        {
            if (_seen.TryGetValue(key, out var at))
            {
                return (at, false);
            }

            if (_seen.Count >= MostKept)
            {
                _seen.Clear();
            }

            return (_seen[key] = clock.GetUtcNow(), true);
        }
    }
}
