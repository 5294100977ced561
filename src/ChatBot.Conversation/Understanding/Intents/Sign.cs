using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Something that a message may have: a pattern found in it, a combination of other signs, or something that the engine reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pattern">The pattern; null for the others.</param>
/// <param name="Condition">The combination; null for the others.</param>
/// <param name="Test">What the engine reads; null for the others.</param>
internal sealed record Sign(string Name, Regex? Pattern = null, Condition? Condition = null, Func<Message, bool>? Test = null)
{
    /// <summary>Whether the message has it.</summary>
    public bool IsIn(Message message)
    {
        if (Pattern is not null)
        {
            try
            {
                return Pattern.IsMatch(message.Plain);
            }
            catch (RegexMatchTimeoutException)
            {
                // A pattern that takes too long on a strange text means nothing.
                return false;
            }
        }

        return Condition?.IsMet(message) ?? Test!(message);
    }
}
