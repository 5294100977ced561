namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Something that a message may have: a pattern found in it, a combination of other signs, or something that the engine reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">The patterns; null for the others.</param>
/// <param name="Condition">The combination; null for the others.</param>
/// <param name="Test">What the engine reads; null for the others.</param>
internal sealed record Sign(string Name, SignPattern? Pattern = null, Condition? Condition = null, Func<Message, bool>? Test = null)
{
    /// <summary>Whether the message has it.</summary>
    public bool IsIn(Message message) => Pattern?.IsIn(message) ?? Condition?.IsMet(message) ?? Test!(message);
}
