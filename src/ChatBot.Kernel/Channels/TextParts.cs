using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatBot.Kernel.Channels;

/// <summary>Cuts a long text into messages that a platform takes whole; platforms count UTF-8 bytes and cut silently.</summary>
public static class TextParts
{
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("\n。！？!?；;…");
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create("，,、：: \t");

    /// <summary>
    /// The text in parts of at most <paramref name="maxBytes"/> UTF-8 bytes, in order, without blank parts: cut after a
    /// line or sentence where one ends in the later half of a part, else after a clause, else between two characters as
    /// a reader sees them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for a single character.</exception>
    public static IReadOnlyList<string> Split(string text, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 4);

        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return [];
        }

        if (Encoding.UTF8.GetByteCount(rest) <= maxBytes)
        {
            return [rest.Length == text.Length ? text : rest.ToString()];
        }

        var parts = new List<string>();
        while (!rest.IsEmpty)
        {
            var cut = CutAt(rest, maxBytes);
            parts.Add(rest[..cut].TrimEnd().ToString());
            rest = rest[cut..].TrimStart();
        }

        return parts;
    }

    private static int CutAt(ReadOnlySpan<char> text, int maxBytes)
    {
        var fits = LongestPrefix(text, maxBytes);
        if (fits == text.Length)
        {
            return fits;
        }

        var laterHalf = text[(fits / 2)..fits];
        var end = laterHalf.LastIndexOfAny(SentenceEnds);
        if (end < 0)
        {
            end = laterHalf.LastIndexOfAny(ClauseEnds);
        }

        return end < 0 ? fits : (fits / 2) + end + 1;
    }

    private static int LongestPrefix(ReadOnlySpan<char> text, int maxBytes)
    {
        var length = 0;
        var bytes = 0;
        while (length < text.Length)
        {
            var element = StringInfo.GetNextTextElementLength(text[length..]);
            var size = Encoding.UTF8.GetByteCount(text.Slice(length, element));
            if (bytes + size > maxBytes)
            {
                return length > 0 ? length : LongestRunePrefix(text, maxBytes);
            }

            bytes += size;
            length += element;
        }

        return length;
    }

    // A single "character" of stacked marks or joined emoji can be longer than a message; then only code points stay whole.
    private static int LongestRunePrefix(ReadOnlySpan<char> text, int maxBytes)
    {
        var length = 0;
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}
