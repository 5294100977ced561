using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Choices;

/// <summary>Finds choices by their name, their kind, or a telling part of either.</summary>
internal sealed class NameMatcher(Func<WordLists> words)
{
    private const int ShortestName = 2;

    /// <summary>Of a shorter name no part is enough: two characters of a person's name are two different people.</summary>
    private const int ShortestToShare = 4;

    /// <summary>The choices that fit best; none when the words name none.</summary>
    /// <param name="plain">What was said, plain.</param>
    /// <param name="choices">What can be picked.</param>
    public List<Choice> Find(string plain, IReadOnlyList<Choice> choices)
    {
        var found = Best(choices, c => Math.Max(c.Names.Max(n => (int?)Score(plain, Plain.Of(n))) ?? 0, KindScore(plain, c)));
        return found.Count > 0 ? found : Best(choices, c => c.Names.Max(n => (int?)Shared(plain, Plain.Of(n))) ?? 0);
    }

    /// <summary>Whether the words name a kind of the family that all the choices belong to; false when one has no kind.</summary>
    public bool NamesKind(string plain, IReadOnlyList<Choice> choices) =>
        choices.Count > 0
        && choices.All(c => c.Kind is not null)
        && choices.Select(c => WordLists.FamilyOf(c.Kind!)).Distinct(StringComparer.Ordinal)
            .SelectMany(words().Family).Any(w => plain.Contains(w, StringComparison.Ordinal));

    private static List<Choice> Best(IReadOnlyList<Choice> choices, Func<Choice, int> scoreOf)
    {
        var best = 0;
        var found = new List<Choice>();
        foreach (var choice in choices)
        {
            var score = scoreOf(choice);
            if (score > best)
            {
                best = score;
                found.Clear();
            }

            if (score == best && score > 0)
            {
                found.Add(choice);
            }
        }

        return found;
    }

    // A name in the text counts by its length; the text inside a name counts less; the same words count most.
    private static int Score(string plain, string name)
    {
        if (name.Length < ShortestName || plain.Length < ShortestName)
        {
            return name.Length > 0 && plain == name ? 1000 : 0;
        }

        if (plain == name)
        {
            return 1000;
        }

        if (plain.Contains(name, StringComparison.Ordinal))
        {
            return 100 + name.Length;
        }

        return name.Contains(plain, StringComparison.Ordinal) ? plain.Length : 0;
    }

    // "党课" finds the sessions of that kind; a theme that is named counts more.
    private int KindScore(string plain, Choice choice)
    {
        if (choice.Kind is not { } kind)
        {
            return 0;
        }

        var longest = 0;
        foreach (var word in words()[kind])
        {
            if (word.Length > longest && plain.Contains(word, StringComparison.Ordinal))
            {
                longest = word.Length;
            }
        }

        return longest == 0 ? 0 : 50 + longest;
    }

    // "植树活动" is meant by "义务植树": the longest part that both have, words left out that everything has.
    private int Shared(string plain, string name)
    {
        foreach (var word in words()["generic"])
        {
            plain = plain.Replace(word, " ", StringComparison.Ordinal);
            name = name.Replace(word, " ", StringComparison.Ordinal);
        }

        var longest = 0;
        if (name.Length < ShortestToShare)
        {
            return 0;
        }

        for (var from = 0; from < name.Length; from++)
        {
            for (var length = Math.Max(ShortestName, longest + 1); from + length <= name.Length; length++)
            {
                var part = name.AsSpan(from, length);
                if (part.Contains(' ') || !plain.AsSpan().Contains(part, StringComparison.Ordinal))
                {
                    break;
                }

                longest = length;
            }
        }

        return longest;
    }
}
