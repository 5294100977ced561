using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Patterns from <c>dialogs/</c>: one that takes too long on a strange text means nothing.</summary>
internal static class AuthoredPattern
{
    /// <summary>Whether the pattern is found.</summary>
    public static bool IsIn(Regex pattern, string text) => Find(pattern, text) is not null;

    /// <summary>Where the pattern is found; null when it is not.</summary>
    public static Match? Find(Regex pattern, string text)
    {
        try
        {
            return pattern.Match(text) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
