namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>What every reader needs: the plain text, and the time at which it was said.</summary>
internal readonly ref struct ScanContext(ReadOnlySpan<char> text, DateTime reference, bool allowDottedDates)
{
    public ReadOnlySpan<char> Text { get; } = text;

    /// <summary>Local time at which the sentence is said.</summary>
    public DateTime Reference { get; } = reference;

    /// <summary>The day of <see cref="Reference"/>.</summary>
    public DateTime Today => Reference.Date;

    /// <summary>Whether 3.18 is the 18th of March. Right among people who arrange meetings, wrong where decimals are about.</summary>
    public bool AllowDottedDates { get; } = allowDottedDates;

    public char At(int position) => (uint)position < (uint)Text.Length ? Text[position] : '\0';

    public int SkipBlanks(int at)
    {
        while (at < Text.Length && Text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    public bool StartsWith(int at, string word) => at <= Text.Length && Text[at..].StartsWith(word, StringComparison.Ordinal);

    /// <summary>Moves past <paramref name="word"/> if it stands at <paramref name="at"/>.</summary>
    public bool Accept(ref int at, string word)
    {
        if (!StartsWith(at, word))
        {
            return false;
        }

        at += word.Length;
        return true;
    }

    /// <summary>Whether the character at the position is one of the listed ones.</summary>
    public bool IsAny(int position, string characters) => At(position) is var c && c != '\0' && characters.Contains(c, StringComparison.Ordinal);
}
