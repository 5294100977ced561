using System.Text.RegularExpressions;
using ChatBot.Conversation.Understanding.Intents;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Things that patterns lead to. Most patterns need a word that a message does not hold; only the others are tried on it.</summary>
internal sealed class AuthoredPatterns<T>
{
    private readonly List<Entry> _patterns = [];
    private readonly HintIndex _hints;

    /// <summary>Reads which words the patterns need.</summary>
    /// <param name="things">The things, each with its patterns.</param>
    public AuthoredPatterns(IEnumerable<(T Thing, IReadOnlyList<Regex> Patterns)> things)
    {
        var hints = new HintIndex.Builder();
        foreach (var (thing, patterns) in things)
        {
            foreach (var pattern in patterns)
            {
                // A letter stands for another one where the case is ignored.
                var words = PatternReader.Read(pattern.ToString(), out _) is { } needed && !needed.Any(HasCase) ? needed : null;
                _patterns.Add(new Entry(thing, pattern, words is null ? null : hints.Add(words)));
            }
        }

        _hints = hints.Build();
    }

    /// <summary>The things of which a pattern is found, in their order; one with several such patterns comes several times.</summary>
    public IEnumerable<T> In(string plain)
    {
        var hints = _hints.Find(plain);
        foreach (var entry in _patterns)
        {
            if ((entry.Hint is not { } list || HintIndex.Has(hints, list)) && AuthoredPattern.IsIn(entry.Pattern, plain))
            {
                yield return entry.Thing;
            }
        }
    }

    private static bool HasCase(string word) => word.Any(static c => char.ToUpperInvariant(c) != char.ToLowerInvariant(c));

    private sealed record Entry(T Thing, Regex Pattern, int? Hint);
}
