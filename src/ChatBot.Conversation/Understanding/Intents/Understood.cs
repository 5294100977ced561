using ChatBot.Conversation.Understanding.MeetingTimes;

namespace ChatBot.Conversation.Understanding;

/// <summary>What a message means.</summary>
/// <param name="Intent">The name of an intent; <see cref="IntentNames.None"/> where nothing is to start.</param>
/// <param name="Slots">What it says besides.</param>
/// <param name="Confidence">0 to 1. Rules give 0.9 and more; below the threshold the intent is <see cref="IntentNames.None"/>.</param>
/// <param name="When">The time named, with its other readings; null where none is named or the intent has no use for one.</param>
/// <param name="Explanation">Why, for people who teach the bot: the rule, or the examples' votes. Empty unless asked for.</param>
public sealed record Understood(
    string Intent,
    SlotValues Slots,
    double Confidence,
    MeetingTime? When = null,
    IReadOnlyList<string>? Explanation = null)
{
    /// <summary>Whether a rule decided, rather than the examples' votes.</summary>
    public bool IsByRule { get; init; }

    /// <summary>Whether anything is to start.</summary>
    public bool IsNone => Intent == IntentNames.None;
}
