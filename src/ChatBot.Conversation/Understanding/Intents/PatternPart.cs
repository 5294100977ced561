namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>What is known of the texts that a part of a pattern matches.</summary>
/// <param name="Texts">All of them; null where they are not few.</param>
/// <param name="Needed">Words of which each of them holds one; null where no such words are known.</param>
internal sealed record PatternPart(IReadOnlyList<string>? Texts, IReadOnlyList<string>? Needed)
{
    private const int Few = 64;
    private const int Many = 400;

    // How seldom a message holds a character by chance, roughly.
    private const double Chance = 0.02;

    /// <summary>Any text.</summary>
    public static PatternPart Anything { get; } = new(null, null);

    /// <summary>A place between two characters.</summary>
    public static PatternPart Nothing { get; } = new([""], null);

    /// <summary>Words of which a text holds one where this part is found in it; null where no such words are known.</summary>
    /// <remarks>A word that holds another one of the list says no more than that one; the empty word says nothing.</remarks>
    public IReadOnlyList<string>? Words => Texts is null ? Needed : Shortest(Texts);

    /// <summary>Just one text.</summary>
    public static PatternPart Of(string text) => new([text], null);

    /// <summary>One of these characters.</summary>
    public static PatternPart OneOf(IReadOnlyCollection<char> characters) =>
        characters.Count <= Few ? new([.. characters.Distinct().Select(static c => c.ToString())], null) : Anything;

    /// <summary>One of several parts.</summary>
    public static PatternPart AnyOf(IReadOnlyList<PatternPart> parts)
    {
        if (parts.All(static part => part.Texts is not null) && parts.Sum(static part => part.Texts!.Count) <= Few)
        {
            return new([.. parts.SelectMany(static part => part.Texts!).Distinct(StringComparer.Ordinal)], null);
        }

        var words = parts.Select(static part => part.Words).ToList();
        return words.Contains(null) || words.Sum(static w => w!.Count) > Many ? Anything : new(null, [.. words.SelectMany(static w => w!).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Several parts, one behind the other.</summary>
    public static PatternPart Sequence(IReadOnlyList<PatternPart> parts)
    {
        var run = Nothing;
        var isWhole = true;
        IReadOnlyList<string>? needed = null;
        foreach (var part in parts)
        {
            if (part.Texts is { } texts && run.Texts!.Count * texts.Count <= Few)
            {
                run = new([.. run.Texts.SelectMany(_ => texts, string.Concat).Distinct(StringComparer.Ordinal)], null);
                continue;
            }

            isWhole = false;
            needed = Rarer(Rarer(needed, run.Words), part.Words);
            run = Nothing;
        }

        return isWhole ? run : new(null, Rarer(needed, run.Words));
    }

    /// <summary>This part, some times over.</summary>
    public PatternPart Repeated(int least, int most) => (least, most) switch
    {
        (1, 1) => this,
        (0, 1) => AnyOf([this, Nothing]),
        (0, _) => Anything,
        _ => new(null, Words),
    };

    private static IReadOnlyList<string>? Shortest(IReadOnlyList<string> texts) =>
        texts.Contains("") ? null : [.. texts.Where(text => !texts.Any(other => other.Length < text.Length && text.Contains(other, StringComparison.Ordinal)))];

    private static IReadOnlyList<string>? Rarer(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null || (other is not null && Frequency(other) < Frequency(one)) ? other : one;

    private static double Frequency(IReadOnlyList<string> words) => words.Sum(static word => Math.Pow(Chance, word.Length));
}
