namespace ChatBot.Conversation.Understanding.Text;

/// <summary>
/// A message in the two forms that reading needs. Both have the length of the message as typed, so a position holds in all three.
/// </summary>
/// <param name="Surface">Full-width letters, digits and punctuation made half-width, letters lower case: what is reported back.</param>
/// <param name="Plain">The same in simplified characters, with one sort of dash, comma and blank: what patterns are matched against.</param>
internal readonly record struct NormalizedText(string Surface, string Plain)
{
    public static NormalizedText From(string input)
    {
        var surface = Map(input, ToHalfWidth);
        return new(surface, Map(surface, ToPlain));
    }

    private static string Map(string text, Func<char, char> map)
    {
        var index = 0;
        while (index < text.Length && map(text[index]) == text[index])
        {
            index++;
        }

        return index == text.Length
            ? text
            : string.Create(text.Length, (text, map), static (target, source) =>
            {
                for (var position = 0; position < target.Length; position++)
                {
                    target[position] = source.map(source.text[position]);
                }
            });
    }

    private static char ToHalfWidth(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(character - 0xFEE0)),
        '\u3000' => ' ',
        >= 'A' and <= 'Z' => (char)(character | 0x20),
        _ => character,
    };

    private static char ToPlain(char character) => character switch
    {
        < '\u0080' => character is '\t' or '\r' or '\n' ? ' ' : character,
        '\u00A0' or '\u2005' or '\u2002' or '\u2003' or '\u2009' => ' ',
        '—' or '–' or '―' or '─' or '−' or '‐' or '‑' or '‒' or '〜' => '~',
        _ => TraditionalCharacters.Simplify(character),
    };
}
