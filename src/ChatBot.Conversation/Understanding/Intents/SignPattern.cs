using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Makes regular expressions of the patterns in <c>examples.yaml</c>.</summary>
internal static class SignPattern
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // Who writes a pattern may write a slow one; on a busy machine the time passes by itself, so it is not short.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The pattern. One that repeats a group must not backtrack where that can be had: 哈哈哈哈哈… can be cut into words in so many ways that
    /// trying them all takes minutes. Patterns that look around can only backtrack; those end after a second.
    /// </summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex Make(string pattern)
    {
        if (pattern.Contains(")+", StringComparison.Ordinal) || pattern.Contains(")*", StringComparison.Ordinal))
        {
            try
            {
                return new Regex(pattern, Options | RegexOptions.NonBacktracking, Limit);
            }
            catch (NotSupportedException)
            {
                // It looks around, or refers back.
            }
        }

        return new Regex(pattern, Options, Limit);
    }
}
