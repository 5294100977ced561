namespace ChatBot.Conversation.Commands;

/// <summary>How many slips of the finger lie between two words: a letter too many, too few, wrong, or two swapped.</summary>
internal static class EditDistance
{
    // No tolerance reaches further.
    private const int MostOfInterest = 3;

    /// <summary>The distance; words that differ much in length are only said to lie at least that far apart, so that a long text costs nothing.</summary>
    public static int Between(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) is > MostOfInterest and var atLeast)
        {
            return atLeast;
        }

        Span<int> beforeLast = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            last.CopyTo(beforeLast);
            row.CopyTo(last);
        }

        return last[b.Length];
    }

    /// <summary>The most slips for which a word is still taken as a slip of another.</summary>
    public static int Tolerance(int length) => length switch
    {
        <= 1 => 0,
        <= 5 => 1,
        <= 9 => 2,
        _ => MostOfInterest,
    };
}
