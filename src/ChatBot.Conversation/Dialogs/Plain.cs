namespace ChatBot.Conversation.Dialogs;

/// <summary>Words in the one form in which they are compared: half-width, lower case, no blanks or marks around.</summary>
internal static class Plain
{
    private const string Marks = " \t\r\n\u3000.,!?;:~\u3002\uFF0C\uFF01\uFF1F\uFF1B\uFF1A\u3001\u2026\uFF5E\u300C\u300D\"'()";

    /// <summary>The text for comparing.</summary>
    public static string Of(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && (Marks.Contains(text[start], StringComparison.Ordinal) || IsFaceOrVariation(text[start])))
        {
            start++;
        }

        while (end > start && (Marks.Contains(text[end - 1], StringComparison.Ordinal) || IsFaceOrVariation(text[end - 1])))
        {
            end--;
        }

        return string.Create(end - start, (text, start), static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var c = source.text[source.start + i];
                target[i] = char.ToLowerInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c == '\u3000' ? ' ' : c);
            }
        });
    }

    /// <summary>The text without one of the words at its start, or null when it begins with none; the longest word wins.</summary>
    public static string? After(string plain, IReadOnlyList<string> words)
    {
        var longest = 0;
        foreach (var word in words)
        {
            if (word.Length > longest && plain.StartsWith(word, StringComparison.Ordinal))
            {
                longest = word.Length;
            }
        }

        return longest == 0 ? null : Of(plain[longest..]);
    }

    /// <summary>The text without one of the words at its end; the text itself when it ends with none.</summary>
    public static string Before(string plain, IReadOnlyList<string> words)
    {
        var longest = 0;
        foreach (var word in words)
        {
            if (word.Length > longest && word.Length < plain.Length && plain.EndsWith(word, StringComparison.Ordinal))
            {
                longest = word.Length;
            }
        }

        return plain[..^longest];
    }

    // Pictures and what joins them are outside the basic plane (surrogates) or in the symbol blocks.
    private static bool IsFaceOrVariation(char c) => char.IsSurrogate(c) || c is '\uFE0F' or '\u200D' or '\u20E3' or (>= '\u2600' and <= '\u27BF');
}
