using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>
/// The patterns of a sign. Few of all patterns can be in a message, because most need a word that it does not hold; only the others are
/// tried on it.
/// </summary>
internal sealed class SignPattern
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // Who writes a pattern may write a slow one; on a busy machine the time passes by itself, so it is not short.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly List<Part> _parts = [];

    /// <summary>Reads the patterns.</summary>
    /// <param name="patterns">The patterns, of which one must be found; lists of words are in their places.</param>
    /// <exception cref="ArgumentException">One is no regular expression.</exception>
    public SignPattern(IReadOnlyList<string> patterns)
    {
        var whole = string.Join('|', patterns);
        if (whole.Contains("(?<", StringComparison.Ordinal) && Make(whole) is var capture && capture.GetGroupNames() is { Length: > 1 })
        {
            // Which of several alternatives captures is known to the whole only.
            Capture = capture;
            _parts.Add(new Part(new Lazy<Regex>(capture), PatternReader.Read(whole, out _)));
            return;
        }

        var plain = new List<string>();
        var rest = new List<string>();
        foreach (var pattern in patterns)
        {
            switch (PatternReader.Read(pattern, out var isPlain))
            {
                case { } words when isPlain:
                    plain.AddRange(words);
                    break;
                case { } words:
                    _parts.Add(new Part(MakeLater(pattern), words));
                    break;
                case null:
                    rest.Add(pattern);
                    break;
            }
        }

        if (plain.Count > 0)
        {
            _parts.Insert(0, new Part(null, plain));
        }

        if (rest.Count > 0)
        {
            _parts.Add(new Part(MakeLater(string.Join('|', rest)), null));
        }
    }

    /// <summary>The whole of the patterns where it names a group; null for others.</summary>
    public Regex? Capture { get; }

    /// <summary>Whether one of the patterns is found.</summary>
    public bool IsIn(Message message)
    {
        foreach (var part in _parts)
        {
            if ((part.Words is null || message.HasHint(part.Hint)) && (part.Pattern is null || IsFound(part.Pattern.Value, message.Plain)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the words to look for to an index.</summary>
    public void AddTo(HintIndex.Builder index)
    {
        foreach (var part in _parts)
        {
            if (part.Words is not null)
            {
                part.Hint = index.Add(part.Words);
            }
        }
    }

    /// <summary>Makes the patterns that are not made yet: that takes longer than a message should wait.</summary>
    public void MakeReady()
    {
        foreach (var part in _parts)
        {
            _ = part.Pattern?.Value;
        }
    }

    /// <summary>
    /// The pattern. One that repeats a group must not backtrack where that can be had: 哈哈哈哈哈… can be cut into words in so many ways that
    /// trying them all takes minutes. Patterns that look around can only backtrack; those end after a second.
    /// </summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex Make(string pattern) => MakeLater(pattern).Value;

    // A pattern that does not backtrack takes a hundred times as long to make as another one.
    private static Lazy<Regex> MakeLater(string pattern)
    {
        var simple = new Regex(pattern, Options, Limit);
        return RepeatsGroup(pattern) ? new(() => WithoutBacktracking(pattern) ?? simple) : new(simple);
    }

    private static bool RepeatsGroup(string pattern) => pattern.Contains(")+", StringComparison.Ordinal) || pattern.Contains(")*", StringComparison.Ordinal);

    private static Regex? WithoutBacktracking(string pattern)
    {
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            // It looks around, or refers back.
            return null;
        }
    }

    private static bool IsFound(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A pattern that takes too long on a strange text means nothing.
            return false;
        }
    }

    private sealed class Part(Lazy<Regex>? pattern, IReadOnlyList<string>? words)
    {
        /// <summary>Null where each of the words is all that the pattern asks for.</summary>
        public Lazy<Regex>? Pattern => pattern;

        /// <summary>One of these must be there; null where none is known.</summary>
        public IReadOnlyList<string>? Words => words;

        /// <summary>What the index calls the words.</summary>
        public int Hint { get; set; }
    }
}
