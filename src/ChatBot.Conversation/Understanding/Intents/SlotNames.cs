namespace ChatBot.Conversation.Understanding;

/// <summary>What the engine itself reads from a message besides its intent. Further slots come from sorts of words and from groups in signs.</summary>
public static class SlotNames
{
    /// <summary>The meeting's or activity's name as the member says it, in simplified characters.</summary>
    public const string Meeting = "meeting";

    /// <summary>Day, <c>yyyy-MM-dd</c>.</summary>
    public const string Date = "date";

    /// <summary>Last of several days, included.</summary>
    public const string DateEnd = "date_end";

    /// <summary>A whole month, <c>yyyy-MM</c>.</summary>
    public const string Month = "month";

    /// <summary><c>HH:mm</c>.</summary>
    public const string Time = "time";

    /// <summary><c>morning</c>, <c>noon</c>, <c>afternoon</c> or <c>evening</c>, where no time is named.</summary>
    public const string Part = "part";

    /// <summary>A number.</summary>
    public const string Quantity = "quantity";

    /// <summary><c>hours</c>, <c>class_hours</c>, <c>days</c>, <c>times</c>, <c>points</c> or <c>households</c>.</summary>
    public const string Unit = "unit";

    /// <summary>Place in a list from 1, <c>next</c> or <c>last</c>.</summary>
    public const string Choice = "choice";

    /// <summary>In a plan: all that a time says, from <see cref="Date"/> to <see cref="Part"/>.</summary>
    public const string When = "when";

    /// <summary>What a plan may name.</summary>
    internal static IReadOnlyList<string> Read { get; } = [Meeting, When, Quantity, Choice];
}
