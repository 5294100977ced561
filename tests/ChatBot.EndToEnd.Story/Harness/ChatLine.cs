namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>Where a line was said.</summary>
public enum ChatPlace
{
    WeComPrivate,
    DingTalkPrivate,
    Group,
}

/// <summary>One line of a chat, as people would see it.</summary>
/// <param name="At">When, by the bot's clock.</param>
/// <param name="Place">Where.</param>
/// <param name="From">Name of the person; null for the bot.</param>
/// <param name="To">For a private line of the bot the person's name.</param>
/// <param name="Text">The words.</param>
/// <param name="IsPush">Whether the bot said it on its own.</param>
public sealed record ChatLine(DateTimeOffset At, ChatPlace Place, string? From, string? To, string Text, bool IsPush);
