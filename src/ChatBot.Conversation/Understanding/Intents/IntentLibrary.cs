using System.Collections.Frozen;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding.Intents;

namespace ChatBot.Conversation.Understanding;

/// <summary>All that the files <c>examples.yaml</c> say about what people want: intents, rules, signs and sorts of words. Immutable; a reload builds a new one.</summary>
public sealed class IntentLibrary
{
    private readonly FrozenDictionary<string, IntentDefinition> _byName;
    private readonly FrozenDictionary<string, int> _signByName;

    private IntentLibrary(IReadOnlyList<IntentDefinition> intents, SignTable signs, IReadOnlyList<IntentRule> rules)
    {
        Intents = intents;
        Signs = signs.Signs;
        Hints = signs.Hints;
        Sorts = signs.Sorts;
        Rules = rules;
        _byName = intents.ToFrozenDictionary(static intent => intent.Name, StringComparer.Ordinal);
        _signByName = Signs.Select(static (sign, index) => (sign.Name, index)).ToFrozenDictionary(static s => s.Name, static s => s.index, StringComparer.Ordinal);
    }

    /// <summary>The intents.</summary>
    public IReadOnlyList<IntentDefinition> Intents { get; }

    /// <summary>The signs; a condition names them by their place.</summary>
    internal Sign[] Signs { get; }

    /// <summary>Words by which it is known which patterns are worth trying.</summary>
    internal HintIndex Hints { get; }

    /// <summary>Slots whose values follow from words.</summary>
    internal WordSort[] Sorts { get; }

    /// <summary>The rules in the order in which they are tried.</summary>
    internal IReadOnlyList<IntentRule> Rules { get; }

    /// <summary>A library of examples alone.</summary>
    public static IntentLibrary Of(IReadOnlyList<IntentDefinition> intents) => new(intents, new SignTable([], [], new PatternWords(), []), []);

    /// <summary>Reads the files; what is wrong becomes a fault with file and line.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="faults">Where faults are added.</param>
    public static IntentLibrary Load(string dialogs, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var reader = new IntentReader(faults);
        reader.Read(DataFile.ReadEach(dialogs, IntentDefinition.FileName, faults));
        var intents = reader.Intents;
        var signs = new SignTable(reader.Signs, reader.Sorts, reader.Words, faults);
        var rules = new List<IntentRule>();
        foreach (var rule in reader.Rules.OrderBy(static rule => rule.At))
        {
            if (signs.Resolve(rule.Condition, $"rule '{rule.Name}'", rule.File, rule.Line) is { } condition)
            {
                rules.Add(new IntentRule(rule.Intent, rule.Name, rule.At, rule.Confidence, condition));
            }
        }

        CheckIntents(intents, signs, faults);
        return new IntentLibrary(intents, signs, rules);
    }

    /// <summary>The intent of that name, or null.</summary>
    public IntentDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The place of a sign; -1 when there is none of that name.</summary>
    internal int SignOf(string? name) => name is not null && _signByName.TryGetValue(name, out var index) ? index : -1;

    private static void CheckIntents(IReadOnlyList<IntentDefinition> intents, SignTable signs, ICollection<Fault> faults)
    {
        foreach (var intent in intents)
        {
            if (intent.About is { } about && !signs.Has(about))
            {
                faults.Add(new Fault(intent.File, intent.Line, $"intent '{intent.Name}' is about the sign '{about}', which does not exist", signs.Nearest(about)));
            }

            if (intent.Coarse is { } coarse && intents.All(i => i.Name != coarse))
            {
                faults.Add(new Fault(intent.File, intent.Line, $"'{coarse}' is no intent"));
            }

            foreach (var slot in intent.Slots.Names.Where(s => !SlotNames.Read.Contains(s) && signs.Sorts.All(sort => sort.Name != s) && !signs.HasGroup(s)))
            {
                faults.Add(new Fault(
                    intent.File, intent.Line, $"intent '{intent.Name}' has the slot '{slot}', which nothing reads", $"known: {string.Join(", ", SlotNames.Read)}, a sort, or a sign with a group (?<{slot}>…)"));
            }
        }
    }
}
