using System.Text;

namespace ChatBot.Kernel.Tests.Architecture;

/// <summary>Reads C# just well enough to tell comments from code.</summary>
internal static class SourceText
{
    /// <summary>The lines of a C# file with all comments, XML documentation included, left out.</summary>
    public static IReadOnlyList<string> CodeLines(string source)
    {
        var code = new StringBuilder(source.Length);
        for (var at = 0; at < source.Length;)
        {
            var end = EndOfToken(source, at, out var isComment);
            code.Append(isComment ? LineBreaks(source[at..end]) : source[at..end]);
            at = end;
        }

        return code.ToString().Split('\n');
    }

    private static int EndOfToken(string source, int at, out bool isComment)
    {
        isComment = false;
        switch (source[at])
        {
            case '/' when Next(source, at) == '/':
                isComment = true;
                return End(source, source.IndexOf('\n', at));
            case '/' when Next(source, at) == '*':
                isComment = true;
                return After(source, "*/", at + 2);
            case '"' when string.CompareOrdinal(source, at, "\"\"\"", 0, 3) == 0:
                var quotes = at;
                while (quotes < source.Length && source[quotes] == '"')
                {
                    quotes++;
                }

                return After(source, source[at..quotes], quotes);
            case '"':
                var isVerbatim = at > 0 && (source[at - 1] == '@' || (source[at - 1] == '$' && at > 1 && source[at - 2] == '@'));
                return EndOfString(source, at + 1, isVerbatim);
            case '\'':
                return End(source, source.IndexOf('\'', Next(source, at) == '\\' ? at + 3 : at + 2) + 1);
            default:
                return at + 1;
        }
    }

    private static int EndOfString(string source, int at, bool isVerbatim)
    {
        while (at < source.Length && source[at] != '"')
        {
            at += source[at] == '\\' && !isVerbatim ? 2 : 1;
        }

        return Math.Min(at + 1, source.Length);
    }

    private static char Next(string source, int at) => at + 1 < source.Length ? source[at + 1] : '\0';

    private static int After(string source, string mark, int from) =>
        source.IndexOf(mark, Math.Min(from, source.Length), StringComparison.Ordinal) is >= 0 and var found ? found + mark.Length : source.Length;

    private static int End(string source, int found) => found > 0 ? found : source.Length;

    private static string LineBreaks(string text) => new('\n', text.Count(c => c == '\n'));
}
