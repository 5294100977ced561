using System.Text.RegularExpressions;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding.Slots;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Builds the signs: those that the engine reads, one for each sort of words and its values, and those that the files describe.</summary>
internal sealed class SignTable
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly ICollection<Fault> _faults;

    /// <summary>Builds them.</summary>
    /// <param name="texts">The signs as written.</param>
    /// <param name="sorts">The sorts as written.</param>
    /// <param name="words">Words that patterns name.</param>
    /// <param name="faults">Where faults are added.</param>
    public SignTable(IReadOnlyCollection<SignText> texts, IReadOnlyList<(string Name, string File, NodeReader Reader)> sorts, PatternWords words, ICollection<Fault> faults)
    {
        _faults = faults;
        Sorts = [.. sorts.Select(s => ReadSort(s.Name, s.Reader))];
        var signs = new List<Sign>
        {
            new("named_meeting", Test: static m => m.ReadMeeting(out _, out _) is not null),
            new("quantity", Test: static m => m.TryReadQuantity(out _, out _)),
            new("pick", Test: static m => PickReader.IsPick(m.Plain)),
            new("two_times", Test: static m => m.Entities.Count >= 2),
        };
        for (var index = 0; index < Sorts.Length; index++)
        {
            var (sort, at) = (Sorts[index], index);
            signs.Add(new Sign(sort.Name, Test: m => m.ReadSort(at) is not null));
            signs.AddRange(sort.Values.Select(value => new Sign($"{sort.Name}.{value}", Test: m => m.ReadSort(at) == value)));
        }

        foreach (var sign in signs)
        {
            _byName.Add(sign.Name, _byName.Count);
        }

        var written = new List<SignText>();
        foreach (var text in texts)
        {
            if (_byName.TryAdd(text.Name, _byName.Count))
            {
                written.Add(text);
            }
            else
            {
                faults.Add(new Fault(text.File, text.Line, $"the sign '{text.Name}' is one that the bot reads itself", "give it another name"));
            }
        }

        var circles = Circles(written);

        // Reading the patterns is much of what a start costs; it shares the processors.
        var made = written.AsParallel().AsOrdered().Select(text => Make(text, words)).ToList();
        foreach (var (sign, fault) in made)
        {
            signs.Add(sign);
            if (fault is not null)
            {
                faults.Add(fault);
            }
        }

        for (var index = 0; index < written.Count; index++)
        {
            // One that combines nothing, because no folder added to it, is never there.
            if (written[index] is { Condition: { } condition } text && !circles.Contains(text.Name) && condition.Any.Count + condition.All.Count + condition.None.Count > 0)
            {
                var place = signs.Count - written.Count + index;
                signs[place] = signs[place] with { Condition = Resolve(condition, $"sign '{text.Name}'", text.File, text.Line) ?? new Condition([], [], [], 0) };
            }
        }

        Signs = [.. signs];
        var hints = new HintIndex.Builder();
        foreach (var sign in Signs)
        {
            sign.Pattern?.AddTo(hints);
        }

        Hints = hints.Build();
    }

    /// <summary>The signs.</summary>
    public Sign[] Signs { get; }

    /// <summary>Words by which it is known which patterns are worth trying.</summary>
    public HintIndex Hints { get; }

    /// <summary>The sorts of words.</summary>
    public WordSort[] Sorts { get; }

    /// <summary>Whether there is such a sign.</summary>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Whether a pattern has a group that gives such a slot.</summary>
    public bool HasGroup(string slot) => Array.Exists(Signs, sign => sign.Pattern?.Capture?.GetGroupNames().Contains(slot) == true);

    /// <summary>The condition with its signs looked up; null, and faults, when one does not exist.</summary>
    public Condition? Resolve(ConditionText condition, string where, string file, int line)
    {
        var unknown = condition.Signs.Where(name => !Has(name)).ToList();
        foreach (var name in unknown)
        {
            _faults.Add(new Fault(file, line, $"{where} names the sign '{name}', which does not exist", Nearest(name)));
        }

        return unknown.Count > 0 ? null : new Condition(Places(condition.Any), Places(condition.All), Places(condition.None), condition.Longest);
    }

    /// <summary>Advice for a name that does not exist.</summary>
    public string Nearest(string name) =>
        _byName.Keys.MaxBy(n => n.Zip(name).TakeWhile(static p => p.First == p.Second).Count()) is { } nearest ? $"did you mean {nearest}?" : "";

    private int[] Places(IReadOnlyList<string> names) => [.. names.Select(name => _byName[name])];

    private static (Sign Sign, Fault? Fault) Make(SignText text, PatternWords words)
    {
        var sign = new Sign(text.Name, Condition: new Condition([], [], [], 0));
        if (text.Condition is not null)
        {
            return (sign, null);
        }

        var patterns = new List<string>();
        foreach (var written in text.Patterns)
        {
            patterns.Add(words.Expand(written, out var unknown));
            if (unknown is not null)
            {
                return (sign, new Fault(text.File, text.Line, $"sign '{text.Name}' names the words '{{{unknown}}}', which do not exist", "known: " + string.Join(", ", words.Names.Order(StringComparer.Ordinal))));
            }
        }

        try
        {
            return (new Sign(text.Name, new SignPattern(patterns)), null);
        }
        catch (ArgumentException e)
        {
            return (sign, new Fault(text.File, text.Line, $"sign '{text.Name}' is not a regular expression: {e.Message}"));
        }
    }

    // Signs that stand on themselves; nothing has them.
    private HashSet<string> Circles(IReadOnlyList<SignText> texts)
    {
        var circles = new HashSet<string>(StringComparer.Ordinal);
        var conditions = texts.Where(static t => t.Condition is not null).ToDictionary(static t => t.Name, StringComparer.Ordinal);
        foreach (var text in conditions.Values)
        {
            if (Reaches(text.Name, text, conditions, []))
            {
                circles.Add(text.Name);
                _faults.Add(new Fault(text.File, text.Line, $"sign '{text.Name}' stands on itself"));
            }
        }

        return circles;
    }

    private static bool Reaches(string name, SignText from, Dictionary<string, SignText> conditions, HashSet<string> seen) =>
        from.Condition!.Signs.Any(next => next == name || (seen.Add(next) && conditions.TryGetValue(next, out var inner) && Reaches(name, inner, conditions, seen)));

    private static WordSort ReadSort(string name, NodeReader reader)
    {
        var groups = new List<WordGroup>();
        foreach (var group in reader.Items("groups"))
        {
            groups.Add(new WordGroup(
                group.Required("value", "what the slot holds"),
                (int)group.Number("weight", 1, 0, 100),
                [.. group.Texts("words").SelectMany(static words => words.Split(' ', StringSplitOptions.RemoveEmptyEntries))],
                PatternIn(group, "pattern"),
                PatternIn(group, "unless"),
                group.Text("otherwise")));
            group.Finish();
        }

        var exceptions = new List<WordException>();
        foreach (var exception in reader.Items("not_meant"))
        {
            exceptions.Add(new WordException(exception.Texts("words"), exception.Text("ending") ?? "", exception.Text("after") ?? "", exception.Text("before") ?? ""));
            exception.Finish();
        }

        var sort = new WordSort(name, groups, exceptions, reader.Flag("passes_over_name", false), reader.Flag("outlined", false));
        reader.Finish();
        return sort;
    }

    private static Regex? PatternIn(NodeReader reader, string key)
    {
        if (reader.Texts(key) is not { Count: > 0 } patterns)
        {
            return null;
        }

        try
        {
            return SignPattern.Make(string.Join('|', patterns));
        }
        catch (ArgumentException e)
        {
            reader.Fault($"'{key}' is not a regular expression: {e.Message}", key: key);
            return null;
        }
    }
}
