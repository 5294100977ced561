using System.Collections.Frozen;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Finds at once which of many lists of words have a word in a text.</summary>
internal sealed class HintIndex
{
    private readonly FrozenDictionary<char, Word[]> _byFirst;
    private readonly int _lists;

    private HintIndex(FrozenDictionary<char, Word[]> byFirst, int lists) => (_byFirst, _lists) = (byFirst, lists);

    /// <summary>The lists with a word in the text, one bit for each list.</summary>
    public ulong[] Find(string text)
    {
        var found = new ulong[(_lists + 63) / 64];
        for (var at = 0; at < text.Length; at++)
        {
            if (!_byFirst.TryGetValue(text[at], out var words))
            {
                continue;
            }

            var rest = text.AsSpan(at);
            foreach (var word in words)
            {
                if (rest.StartsWith(word.Text, StringComparison.Ordinal))
                {
                    foreach (var list in word.Lists)
                    {
                        found[list / 64] |= 1UL << (list % 64);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Whether the list is one of those found.</summary>
    public static bool Has(ulong[] found, int list) => (found[list / 64] & (1UL << (list % 64))) != 0;

    /// <summary>Collects the lists.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, List<int>> _words = new(StringComparer.Ordinal);
        private int _lists;

        /// <summary>Adds a list.</summary>
        /// <returns>Its bit.</returns>
        public int Add(IReadOnlyList<string> words)
        {
            foreach (var word in words)
            {
                if (!_words.TryGetValue(word, out var lists))
                {
                    _words.Add(word, lists = []);
                }

                lists.Add(_lists);
            }

            return _lists++;
        }

        /// <summary>The index of all lists added.</summary>
        public HintIndex Build() => new(
            _words.GroupBy(static word => word.Key[0]).ToFrozenDictionary(static group => group.Key, static group => group.Select(static word => new Word(word.Key, [.. word.Value])).ToArray()),
            _lists);
    }

    private sealed record Word(string Text, int[] Lists);
}
