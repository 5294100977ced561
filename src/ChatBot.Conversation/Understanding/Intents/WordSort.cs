using System.Text.RegularExpressions;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Words that give a message one value of a slot.</summary>
/// <param name="Value">The value.</param>
/// <param name="Weight">Of several values found the weightiest counts, and of equal ones the first in the message.</param>
/// <param name="Words">The words.</param>
/// <param name="Pattern">A pattern that gives it as well; null for none.</param>
/// <param name="Unless">A pattern beside which these words give <paramref name="Otherwise"/> instead; null for none.</param>
/// <param name="Otherwise">That other value.</param>
internal sealed record WordGroup(string Value, int Weight, IReadOnlyList<string> Words, Regex? Pattern, Regex? Unless, string? Otherwise);

/// <summary>Where a word is not meant.</summary>
/// <param name="Words">The words; empty for every word.</param>
/// <param name="Ending">A word with this end; empty for any.</param>
/// <param name="After">Characters in front of it.</param>
/// <param name="Before">Characters behind it.</param>
internal sealed record WordException(IReadOnlyList<string> Words, string Ending, string After, string Before)
{
    /// <summary>Whether the word between the positions is not meant.</summary>
    public bool Holds(string text, int at, int end)
    {
        if ((Words.Count > 0 && !IsOne(text.AsSpan(at, end - at))) || !text.AsSpan(at, end - at).EndsWith(Ending, StringComparison.Ordinal))
        {
            return false;
        }

        return (at > 0 && After.Contains(text[at - 1], StringComparison.Ordinal)) || (end < text.Length && Before.Contains(text[end], StringComparison.Ordinal));
    }

    private bool IsOne(ReadOnlySpan<char> word)
    {
        foreach (var one in Words)
        {
            if (word.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A slot whose value follows from the words of a message, such as the sort of reason that a leave request gives.</summary>
/// <param name="name">The slot.</param>
/// <param name="groups">Its words by value.</param>
/// <param name="exceptions">Where a word is not meant.</param>
/// <param name="passesOverName">Whether the words of the meeting's name do not count.</param>
/// <param name="isOutlined">Whether its words are one sign each where sentences are compared.</param>
internal sealed class WordSort(
    string name, IReadOnlyList<WordGroup> groups, IReadOnlyList<WordException> exceptions, bool passesOverName, bool isOutlined)
{
    private readonly Lexicon<int> _words = new(groups.SelectMany((group, index) => group.Words.Select(word => new LexiconEntry<int>(word, index))));

    /// <summary>The slot.</summary>
    public string Name => name;

    /// <summary>Its values.</summary>
    public IEnumerable<string> Values => groups.Select(g => g.Value).Concat(groups.Select(g => g.Otherwise).OfType<string>()).Distinct(StringComparer.Ordinal);

    /// <summary>Whether its words are one sign each where sentences are compared.</summary>
    public bool IsOutlined => isOutlined;

    /// <summary>How many sorts of words it has.</summary>
    public int Groups => groups.Count;

    /// <summary>The value, or null where the message has none of the words.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="nameStart">Where the meeting's name stands.</param>
    /// <param name="nameEnd">Position after it; equal to <paramref name="nameStart"/> where there is none.</param>
    public string? Read(string text, int nameStart, int nameEnd)
    {
        if (!passesOverName)
        {
            (nameStart, nameEnd) = (0, 0);
        }

        var rest = nameEnd > nameStart ? text.Remove(nameStart, nameEnd - nameStart) : text;
        string? value = null;
        var weight = int.MinValue;
        for (var at = 0; at < text.Length;)
        {
            if (at >= nameStart && at < nameEnd)
            {
                at = nameEnd;
            }
            else if (_words.TryMatch(text, at, out var index, out var end) && !IsExcepted(text, at, end))
            {
                Weigh(groups[index], rest, ref value, ref weight);
                at = end;
            }
            else
            {
                at++;
            }
        }

        foreach (var group in groups)
        {
            if (group.Pattern is not null && Found(group.Pattern, rest))
            {
                Weigh(group, rest, ref value, ref weight);
            }
        }

        return value;
    }

    /// <summary>Writes a sign over each word, one for each group.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="signs">As long as the text.</param>
    /// <param name="first">The sign of the first group.</param>
    public void Mark(string text, Span<char> signs, char first)
    {
        for (var at = 0; at < text.Length;)
        {
            if (_words.TryMatch(text, at, out var index, out var end) && !IsExcepted(text, at, end))
            {
                signs[at..end].Fill((char)(first + index));
                at = end;
            }
            else
            {
                at++;
            }
        }
    }

    private void Weigh(WordGroup group, string rest, ref string? value, ref int weight)
    {
        var (found, weighs) = (group.Value, group.Weight);
        if (group.Otherwise is not null && group.Unless is not null && Found(group.Unless, rest))
        {
            found = group.Otherwise;
            weighs = groups.Where(g => g.Value == found).Select(g => g.Weight).DefaultIfEmpty(weighs).First();
        }

        if (value is null || weighs > weight)
        {
            (value, weight) = (found, weighs);
        }
    }

    private bool IsExcepted(string text, int at, int end)
    {
        foreach (var exception in exceptions)
        {
            if (exception.Holds(text, at, end))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Found(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
