namespace ChatBot.Kernel.Channels;

/// <summary>The replies to a tap, parted into what the tapped card becomes and what is said beside it.</summary>
/// <param name="NewState">The tapped card's new state; null when it stays as it is.</param>
/// <param name="Said">What is said as new messages, in order.</param>
public readonly record struct TapAnswer(OutboundMessage? NewState, IReadOnlyList<OutboundMessage> Said)
{
    /// <summary>Parts the replies to a message; of a message that is no tap on a known card all is said.</summary>
    public static TapAnswer Of(InboundMessage message, IReadOnlyList<OutboundMessage> replies)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(replies);

        return message.Tapped?.Key is { } key && replies.FirstOrDefault(r => r.Card == key) is { } state
            ? new TapAnswer(state, [.. replies.Where(r => !ReferenceEquals(r, state))])
            : new TapAnswer(null, replies);
    }
}
