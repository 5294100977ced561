using System.Collections.Frozen;

namespace ChatBot.Conversation.Understanding.Text;

/// <summary>A word and what it means. No tuple: what is made of tuples is compiled anew for each sort of value when the bot starts.</summary>
internal sealed record LexiconEntry<T>(string Word, T Value)
{
    public static implicit operator LexiconEntry<T>((string Word, T Value) entry) => new(entry.Word, entry.Value);
}

/// <summary>Words with a value each, matched longest first at a position, without allocating.</summary>
internal sealed class Lexicon<T>
{
    private readonly FrozenDictionary<char, LexiconEntry<T>[]> _byFirst;

    public Lexicon(IEnumerable<LexiconEntry<T>> entries)
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
            foreach (var candidate in candidates)
            {
                if (rest.StartsWith(candidate.Word, StringComparison.Ordinal))
                {
                    value = candidate.Value;
                    end = at + candidate.Word.Length;
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
    public static IEnumerable<LexiconEntry<T>> Words<T>(T value, string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new LexiconEntry<T>(word, value));

    /// <summary>A set of words, separated by blanks.</summary>
    public static Lexicon<bool> Set(string words) => new(Words(true, words).DistinctBy(static entry => entry.Word));
}
