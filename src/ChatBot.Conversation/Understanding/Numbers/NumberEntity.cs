namespace ChatBot.Conversation.Understanding.Numbers;

/// <summary>A number found in a text.</summary>
/// <param name="Text">The number as written, half-width and lower case.</param>
/// <param name="Start">Position of its first UTF-16 unit; holds in the text as typed too.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="IsOrdinal">第三 rather than 三.</param>
/// <param name="Value">Its value.</param>
public sealed record NumberEntity(string Text, int Start, int Length, bool IsOrdinal, decimal Value);
