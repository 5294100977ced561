using System.Collections.Frozen;

namespace ChatBot.Conversation.Understanding.Text;

/// <summary>Words with a value each, matched longest first at a position, without allocating.</summary>
internal sealed class Lexicon<T>
{
    private readonly FrozenDictionary<char, (string Word, T Value)[]> _byFirst;

    public Lexicon(IEnumerable<(string Word, T Value)> entries)
    {
        _byFirst = entries
            .GroupBy(static entry => entry.Word[0])
            .ToFrozenDictionary(
                static group => group.Key,
                static group => group.OrderByDescending(static entry => entry.Word.Length).ToArray());
    }

    /// <summary>The longest word that starts at <paramref name="at"/>.</summary>
    public bool TryMatch(ReadOnlySpan<char> text, int at, out T value, out int end)
    {
        if (at < text.Length && _byFirst.TryGetValue(text[at], out var candidates))
        {
            var rest = text[at..];
            foreach (var (word, candidate) in candidates)
            {
                if (rest.StartsWith(word, StringComparison.Ordinal))
                {
                    value = candidate;
                    end = at + word.Length;
                    return true;
                }
            }
        }

        value = default!;
        end = at;
        return false;
    }

    /// <summary>Whether any word starts at <paramref name="at"/>.</summary>
    public bool Matches(ReadOnlySpan<char> text, int at) => TryMatch(text, at, out _, out _);
}

/// <summary>Builds lexicons from compact tables.</summary>
internal static class Lexicon
{
    /// <summary>One value for several words, separated by blanks.</summary>
    public static IEnumerable<(string Word, T Value)> Words<T>(T value, string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, value));

    /// <summary>A set of words, separated by blanks.</summary>
    public static Lexicon<bool> Set(string words) => new(Words(true, words).DistinctBy(static entry => entry.Word));
}
