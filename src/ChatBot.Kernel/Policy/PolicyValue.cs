using System.Globalization;

namespace ChatBot.Kernel.Policy;

/// <summary>What was written for a parameter: one word or a list. Every member throws <see cref="FormatException"/> for what does not fit.</summary>
/// <param name="Many">The words.</param>
public readonly record struct PolicyValue(IReadOnlyList<string> Many)
{
    /// <summary>The only word.</summary>
    public string Single() => Many is [var only] ? only : throw new FormatException("one value is wanted, not a list");

    /// <summary>A whole number between two.</summary>
    public int Whole(int least, int most) =>
        int.TryParse(Single(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? n
            : throw new FormatException($"'{Single()}' is not a whole number from {least} to {most}");

    /// <summary>One of some words.</summary>
    public T Word<T>(params (string Word, T Meaning)[] words) => Word(Single(), words);

    /// <summary>Each of the list is one of some words.</summary>
    public IEnumerable<T> Words<T>(params (string Word, T Meaning)[] words) => Many.Select(said => Word(said, words));

    /// <summary>A stretch of the day, such as 21:30-07:30.</summary>
    public (TimeOnly From, TimeOnly Until) Hours()
    {
        var parts = Single().Split('-', '–');
        return parts.Length == 2 && IsTime(parts[0], out var from) && IsTime(parts[1], out var until)
            ? (from, until)
            : throw new FormatException($"'{Single()}' is not of the form 21:30-07:30");
    }

    /// <summary>A length of time such as 3d, 2h or 30m.</summary>
    public static TimeSpan Offset(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fits = int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 720;
        return (fits, text.LastOrDefault()) switch
        {
            (true, 'd') => TimeSpan.FromDays(n),
            (true, 'h') => TimeSpan.FromHours(n),
            (true, 'm') => TimeSpan.FromMinutes(n),
            _ => throw new FormatException($"'{text}' is not an offset such as 3d, 2h or 30m"),
        };
    }

    private static T Word<T>(string said, (string Word, T Meaning)[] words)
    {
        foreach (var (word, meaning) in words)
        {
            if (word == said)
            {
                return meaning;
            }
        }

        throw new FormatException($"'{said}' is none of {string.Join(", ", words.Select(w => w.Word))}");
    }

    private static bool IsTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
