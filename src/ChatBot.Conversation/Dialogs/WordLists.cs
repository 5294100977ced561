using System.Collections.Frozen;
using ChatBot.Conversation.DataFiles;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.Dialogs;

/// <summary>The short words that steer a dialog, from each <c>words.yaml</c> under <c>dialogs/</c>.</summary>
public sealed class WordLists
{
    /// <summary>The name of its files; the one in <c>dialogs/</c> itself holds the words that every dialog shares.</summary>
    public const string FileName = "words.yaml";

    private const char Point = '.';

    private static readonly string[] Wanted =
    [
        "yes", "no", "cancel", "back", "skip", "go_on", "help", "change", "correction", "greeting", "submit", "never_mind", "thanks", "small_talk", "next", "last_place",
        "numerals", "place_before", "place_after", "separators", "generic", "negation", "numbered_verbs", "measures",
    ];

    private readonly FrozenDictionary<string, IReadOnlyList<string>> _lists;
    private readonly FrozenDictionary<string, FrozenSet<string>> _sets;

    private WordLists(Dictionary<string, IReadOnlyList<string>> lists)
    {
        _lists = lists.ToFrozenDictionary(StringComparer.Ordinal);
        _sets = lists.ToFrozenDictionary(l => l.Key, l => l.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The words of a list, in the order of the file.</summary>
    public IReadOnlyList<string> this[string list] => _lists.TryGetValue(list, out var words) ? words : [];

    /// <summary>The words of all lists whose names begin with the family and a point: <c>SessionKind</c> for <c>SessionKind.PartyClass</c> and the other kinds.</summary>
    public IEnumerable<string> Family(string family) =>
        _lists.Where(l => l.Key.Length > family.Length && l.Key[family.Length] == Point && l.Key.StartsWith(family, StringComparison.Ordinal)).SelectMany(l => l.Value);

    /// <summary>The family of a list: what stands before the first point of its name, or the whole name.</summary>
    public static string FamilyOf(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var point = list.IndexOf(Point, StringComparison.Ordinal);
        return point < 0 ? list : list[..point];
    }

    /// <summary>Whether the whole text, already plain, is one of the list's words.</summary>
    internal bool Is(string list, string plain) => _sets.TryGetValue(list, out var words) && words.Contains(plain);

    /// <summary>Reads the lists; what is wrong or missing becomes a fault.</summary>
    public static WordLists Load(string dialogs, ICollection<Fault> faults)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var files = DataFile.ReadEach(dialogs, FileName, faults);
        if (files.Count == 0)
        {
            return new WordLists(lists);
        }

        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var (key, value) in file.Root.Children)
            {
                var (name, line) = (key.ToString(), DataFile.LineOf(key));
                if (!places.TryAdd(name, $"{file.Name}:{line}"))
                {
                    faults.Add(new Fault(file.Name, line, $"the list '{name}' is already in {places[name]}"));
                }
                else if (value is YamlSequenceNode list && list.All(w => w is YamlScalarNode))
                {
                    lists[name] = [.. list.Cast<YamlScalarNode>().Select(w => Plain.Of(w.Value ?? "")).Where(w => w.Length > 0)];
                }
                else
                {
                    faults.Add(new Fault(file.Name, DataFile.LineOf(value), $"'{name}' must be a list of words"));
                }
            }
        }

        foreach (var missing in Wanted.Where(w => !lists.ContainsKey(w)))
        {
            faults.Add(new Fault(FileName, 0, $"the list '{missing}' is missing"));
        }

        return new WordLists(lists);
    }
}
