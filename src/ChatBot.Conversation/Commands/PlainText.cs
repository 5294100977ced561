namespace ChatBot.Conversation.Commands;

/// <summary>Typing habits levelled: full-width letters, digits and punctuation become half-width, capitals small.</summary>
internal static class PlainText
{
    /// <summary>The character as compared; the count of characters never changes.</summary>
    public static char Of(char c) => c switch
    {
        '\u3000' => ' ',
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        _ => char.ToLowerInvariant(c),
    };

    /// <summary>The text as compared, without blanks around it.</summary>
    public static string Of(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = Of(source[i]);
        }
    }).Trim();

    /// <summary>An English name with its parts divided by one blank: <c>Meeting-New</c> is <c>meeting new</c>.</summary>
    public static string OfName(string name) =>
        string.Join(' ', Of(name).Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries));
}
