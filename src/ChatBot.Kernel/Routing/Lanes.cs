using ChatBot.Kernel.Outbox;

namespace ChatBot.Kernel.Routing;

/// <summary>Names of lanes: rows of one lane reach their readers in the order in which they fell due.</summary>
public static class Lanes
{
    /// <summary>The lane of a recipient before its audiences are known; null for work.</summary>
    public static string? Of(Recipient recipient) => recipient.Kind switch
    {
        RecipientKind.Member => $"m:{recipient.Member}",
        RecipientKind.Group => OfGroup(recipient.Group),
        RecipientKind.Work => null,
    };

    /// <summary>The lane of a party group's chats, or of the whole branch's.</summary>
    public static string OfGroup(GroupId? group) => $"g:{group?.ToString() ?? "branch"}";

    /// <summary>The lane of the people of one platform among several that a group's chats are on.</summary>
    public static string OfAudience(string group, string channel) => $"{group}:{channel}";
}
