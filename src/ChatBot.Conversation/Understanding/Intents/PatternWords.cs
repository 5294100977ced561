using System.Buffers;
using System.Text;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Lists of words that patterns name in braces, <c>{gathering}</c>. A capability may add its own words to a list of another folder.</summary>
internal sealed class PatternWords
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");

    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.Ordinal)
    {
        ["others"] = [People.Others],
        ["full_name"] = [People.FullName],
    };

    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <summary>Names of the lists.</summary>
    public IEnumerable<string> Names => _lists.Keys;

    /// <summary>A new list; the place of the first one when there is one of that name already.</summary>
    public string? Define(string name, IEnumerable<string> words, string place)
    {
        if (!_lists.TryAdd(name, [.. words]))
        {
            return _places.GetValueOrDefault(name, "the bot itself");
        }

        _places[name] = place;
        return null;
    }

    /// <summary>More words for a list; false when there is none of that name.</summary>
    public bool Add(string name, IEnumerable<string> words)
    {
        if (!_lists.TryGetValue(name, out var list))
        {
            return false;
        }

        list.AddRange(words);
        return true;
    }

    /// <summary>The pattern with the lists in their places.</summary>
    /// <param name="pattern">What is written.</param>
    /// <param name="unknown">The first name that no list has; null when all are known.</param>
    public string Expand(string pattern, out string? unknown) => Expand(pattern, out unknown, depth: 0);

    private string Expand(string pattern, out string? unknown, int depth)
    {
        unknown = null;
        var expanded = new StringBuilder(pattern.Length);
        for (var at = 0; at < pattern.Length; at++)
        {
            if (NameAt(pattern, at) is not { } name)
            {
                expanded.Append(pattern[at]);
                continue;
            }

            if (!_lists.TryGetValue(name, out var words) || depth > 8)
            {
                unknown ??= name;
                return pattern;
            }

            // What an empty list stands for is never found.
            expanded.Append(words.Count == 0 ? "(?!" : "(?:").Append(Expand(string.Join('|', words), out unknown, depth + 1)).Append(')');
            if (unknown is not null)
            {
                return pattern;
            }

            at += name.Length + 1;
        }

        return expanded.ToString();
    }

    // {name}; a quantifier such as {0,4} begins with a digit, and what \p{…} names with a capital letter.
    private static string? NameAt(string pattern, int at)
    {
        if (pattern[at] != '{' || (at > 0 && pattern[at - 1] == '\\'))
        {
            return null;
        }

        var end = pattern.IndexOf('}', at);
        return end > at + 1 && pattern.AsSpan(at + 1, end - at - 1).IndexOfAnyExcept(NameCharacters) < 0 ? pattern[(at + 1)..end] : null;
    }
}
