using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Cards;

/// <summary>Cards as replies.</summary>
public static class CardReplies
{
    /// <summary>The reply as the new state of the card that was tapped; as it is, when another or none was.</summary>
    public static Reply OnTapped(this TurnScope scope, Reply reply, string key)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(reply);

        // In a group everybody sees the card: what one person said stands beside it, never on it.
        return scope.IsPrivate && scope.Message.Tapped?.Key == key ? reply with { Card = key } : reply;
    }
}
