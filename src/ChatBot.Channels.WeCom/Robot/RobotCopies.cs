using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// Whose copy of a card in a group changes with a tap. What the card becomes was written for the person who tapped, so it
/// is shown to that person alone, unless the card is about a thing that all of them share: then everybody sees that it is
/// done, and nobody taps twice.
/// </summary>
internal static class RobotCopies
{
    private static readonly HashSet<string> SharedKinds = new(StringComparer.Ordinal)
    {
        "leave", "claim", "dispute", "session", "step",
    };

    /// <summary>The user ids for the platform; null for all copies. In a single chat there is only one.</summary>
    public static IReadOnlyList<string>? WhoseChange(InboundMessage message, string userId) =>
        message.Scope == ConversationScope.Group && !(CardKey.Read(message.Tapped?.Key) is var (kind, _) && SharedKinds.Contains(kind))
            ? [userId]
            : null;
}
