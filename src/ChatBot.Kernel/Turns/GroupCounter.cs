using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>
/// Counts what is said in each group within a window, in this process: a shared count would lie on another node of a Redis
/// cluster than the person's keys and cost a round trip. Holds no more than the groups of one window.
/// </summary>
internal sealed class GroupCounter(int most, TimeSpan window, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _window;

    /// <summary>Counts a message of a group; where it stands.</summary>
    public MessageRoom Enter(InboundMessage message)
    {
        if (most == 0 || message.Scope != ConversationScope.Group)
        {
            return MessageRoom.Enough;
        }

        var now = clock.GetUtcNow().Ticks / window.Ticks;
        var group = $"{message.Sender.Channel}:{message.Sender.Account}:{message.ConversationId}";
        lock (_gate)
        {
            if (_window != now)
            {
                _window = now;
                _counts.Clear();
            }

            var count = _counts[group] = _counts.GetValueOrDefault(group) + 1;
            return count <= most ? MessageRoom.Enough : count == most + 1 ? MessageRoom.JustFull : MessageRoom.Full;
        }
    }
}

/// <summary>Whether there is room for one more message.</summary>
internal enum MessageRoom
{
    /// <summary>There is.</summary>
    Enough,

    /// <summary>This is the first for which there is none.</summary>
    JustFull,

    /// <summary>There is none, and that was said.</summary>
    Full,
}
