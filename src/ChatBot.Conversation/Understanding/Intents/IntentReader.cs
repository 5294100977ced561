using System.Globalization;
using ChatBot.Conversation.DataFiles;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>What a rule, or a sign that combines others, asks of a message; names are not yet looked up.</summary>
/// <param name="Any">One of these signs at least.</param>
/// <param name="All">Each of these.</param>
/// <param name="None">None of these.</param>
/// <param name="Longest">No more characters than this.</param>
internal sealed record ConditionText(IReadOnlyList<string> Any, IReadOnlyList<string> All, IReadOnlyList<string> None, int Longest)
{
    /// <summary>Every sign it names.</summary>
    public IEnumerable<string> Signs => Any.Concat(All).Concat(None);
}

/// <summary>A rule as written.</summary>
internal sealed record RuleText(string Intent, string Name, int At, double Confidence, ConditionText Condition, string File, int Line);

/// <summary>A sign as written: patterns, of which one must be found, or a combination of other signs.</summary>
internal sealed record SignText(string Name, IReadOnlyList<string> Patterns, ConditionText? Condition, string File, int Line);

/// <summary>Reads the files <c>examples.yaml</c>. One reader reads all of them, so that a name in two files is seen.</summary>
/// <param name="faults">Where faults are added.</param>
internal sealed class IntentReader(ICollection<Fault> faults)
{
    private readonly Dictionary<string, IntentDefinition> _intents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SignText> _signs = new(StringComparer.Ordinal);
    private readonly List<(string List, int Line, string File, IReadOnlyList<string> Words)> _moreWords = [];
    private readonly List<(string Sign, int Line, string File, IReadOnlyList<string> Any)> _moreSigns = [];
    private readonly List<(string Name, string File, NodeReader Reader)> _sorts = [];
    private readonly List<string> _nothing = [];

    /// <summary>The intents; what any file says under <c>nothing</c> is part of <see cref="IntentNames.None"/>.</summary>
    public IReadOnlyList<IntentDefinition> Intents =>
        [.. _intents.Values.Select(i => i.Name == IntentNames.None ? i with { Examples = [.. i.Examples, .. _nothing] } : i)];

    /// <summary>The rules, in the order of files.</summary>
    public List<RuleText> Rules { get; } = [];

    /// <summary>The signs.</summary>
    public IReadOnlyCollection<SignText> Signs => _signs.Values;

    /// <summary>Lists of words for patterns.</summary>
    public PatternWords Words { get; } = new();

    /// <summary>Slots whose values follow from words; not yet read.</summary>
    public IReadOnlyList<(string Name, string File, NodeReader Reader)> Sorts => _sorts;

    /// <summary>Reads the files.</summary>
    public void Read(IReadOnlyList<DataFile> files)
    {
        foreach (var file in files)
        {
            var reader = new NodeReader(file.Name, file.Root, faults);
            ReadIntents(reader);
            if (reader.Inside("nothing") is { } nothing)
            {
                _nothing.AddRange(nothing.Texts("examples"));
                ReadRules(IntentNames.None, nothing);
                nothing.Finish();
            }

            ReadSigns(reader, file.Name);
            _moreSigns.AddRange(reader.Lists("more_signs").Select(a => (a.Name, a.Line, file.Name, a.Words)));
            foreach (var (name, line, words) in reader.Lists("words"))
            {
                if (Words.Define(name, words, string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{line}")) is { } place)
                {
                    faults.Add(new Fault(file.Name, line, $"the words '{name}' are already in {place}", "add to them under 'more_words'"));
                }
            }

            _moreWords.AddRange(reader.Lists("more_words").Select(a => (a.Name, a.Line, file.Name, a.Words)));
            foreach (var (name, sort) in reader.Named("sorts"))
            {
                if (_sorts.FirstOrDefault(s => s.Name == name) is { Reader: { } first })
                {
                    sort.Fault($"the sort '{name}' is already in {first.File}:{first.Line}");
                }
                else
                {
                    _sorts.Add((name, file.Name, sort));
                }
            }

            reader.Finish();
        }

        AddMore();
    }

    // What a folder adds to the lists and signs of another one, e.g. its verbs to those by which talk of others is known.
    private void AddMore()
    {
        foreach (var (list, line, file, words) in _moreWords)
        {
            if (!Words.Add(list, words))
            {
                faults.Add(new Fault(file, line, $"there are no words '{list}'", "known: " + string.Join(", ", Words.Names.Order(StringComparer.Ordinal))));
            }
        }

        foreach (var (sign, line, file, any) in _moreSigns)
        {
            if (_signs.TryGetValue(sign, out var text) && text.Condition is { } condition)
            {
                _signs[sign] = text with { Condition = condition with { Any = [.. condition.Any, .. any] } };
            }
            else
            {
                faults.Add(new Fault(file, line, $"there is no sign '{sign}' that combines others"));
            }
        }
    }

    /// <summary>The parts of a condition.</summary>
    public static ConditionText ReadCondition(NodeReader reader) =>
        new(reader.Texts("any"), reader.Texts("all"), reader.Texts("none"), (int)reader.Number("longest", int.MaxValue, 1, int.MaxValue));

    private void ReadIntents(NodeReader reader)
    {
        foreach (var (name, entry) in reader.Named("intents"))
        {
            var intent = ReadIntent(name, entry);
            if (!_intents.TryAdd(name, intent))
            {
                entry.Fault($"the intent '{name}' is already in {_intents[name].File}:{_intents[name].Line}", "give one of them another name");
            }
        }
    }

    private IntentDefinition ReadIntent(string name, NodeReader reader)
    {
        var intent = new IntentDefinition
        {
            Name = name,
            Examples = reader.Texts("examples"),
            Form = reader.Text("form"),
            Run = reader.Text("run"),
            Command = reader.Text("command"),
            With = reader.Pairs("with"),
            Patterns = reader.Patterns("patterns"),
            Slots = ReadSlots(reader),
            About = reader.Text("about"),
            SureAt = (double)reader.Number("sure_at", 1, 0, 1),
            IsBelievedFarAhead = reader.Flag("believed_far_ahead", false),
            Coarse = reader.Text("coarse"),
            File = reader.File,
            Line = reader.Line,
        };
        ReadRules(name, reader);
        reader.Finish();
        if (new[] { intent.Form, intent.Run, intent.Command }.Count(static lead => lead is not null) > 1)
        {
            reader.Fault($"intent '{name}' leads to more than one thing", "give it one of 'form', 'run' and 'command'");
        }

        if (intent.Patterns.Count > 0 && intent.Run is null && intent.Command is null)
        {
            reader.Fault($"the patterns of intent '{name}' lead nowhere", "give it 'run' or 'command'; patterns that start a form stand in the form", "patterns");
        }

        if (intent.Examples.Any(string.IsNullOrWhiteSpace))
        {
            reader.Fault($"an example of intent '{name}' is empty", key: "examples");
        }

        return intent;
    }

    private static SlotPlan ReadSlots(NodeReader reader) => new()
    {
        Names = reader.Texts("slots"),
        IsPast = reader.OneOf("time", false, ("any", false), ("past", true)),
        TimesNotBefore = reader.Texts("times_not_before"),
        VerbsWithUp = reader.Texts("verbs_with_up"),
    };

    private void ReadRules(string intent, NodeReader reader)
    {
        foreach (var rule in reader.Items("rules"))
        {
            var condition = ReadCondition(rule);
            Rules.Add(new RuleText(
                intent,
                rule.Text("name") ?? intent,
                (int)rule.Number("at", IntentRule.Last, 1, IntentRule.Last),
                (double)rule.Number("confidence", IntentRule.Sure, 0, 1),
                condition,
                rule.File,
                rule.Line));
            if (condition.Any.Count + condition.All.Count == 0)
            {
                rule.Fault("a rule needs 'any' or 'all'", "the signs that a message must have");
            }

            rule.Finish();
        }
    }

    private void ReadSigns(NodeReader reader, string file)
    {
        foreach (var (name, line, value) in reader.Entries("signs"))
        {
            SignText sign;
            if (value is YamlMappingNode mapping)
            {
                var parts = new NodeReader(file, mapping, faults, line);
                sign = new SignText(name, [], ReadCondition(parts), file, line);
                parts.Finish();
            }
            else
            {
                sign = new SignText(name, value is YamlSequenceNode list ? [.. list.Select(static p => p.ToString())] : [value.ToString()], null, file, line);
            }

            if (!_signs.TryAdd(name, sign))
            {
                faults.Add(new Fault(file, line, $"the sign '{name}' is already in {_signs[name].File}:{_signs[name].Line}"));
            }
        }
    }
}
