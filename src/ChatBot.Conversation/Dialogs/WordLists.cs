using System.Collections.Frozen;
using ChatBot.Conversation.DataFiles;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.Dialogs;

/// <summary>The short words that steer a dialog, from <c>dialogs/forms/words.yaml</c>.</summary>
public sealed class WordLists
{
    /// <summary>The file under <c>dialogs</c>.</summary>
    public const string File = "forms/words.yaml";

    private static readonly string[] Wanted =
    [
        "yes", "no", "cancel", "back", "skip", "go_on", "help", "change", "correction", "greeting", "submit", "never_mind", "thanks", "small_talk", "next", "last_place",
        "numerals", "place_before", "place_after", "separators", "generic", "negation",
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

    /// <summary>The words of all lists whose name begins so.</summary>
    internal IEnumerable<string> StartingWith(string prefix) =>
        _lists.Where(l => l.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(l => l.Value);

    /// <summary>Whether the whole text, already plain, is one of the list's words.</summary>
    internal bool Is(string list, string plain) => _sets.TryGetValue(list, out var words) && words.Contains(plain);

    /// <summary>Reads the lists; what is wrong or missing becomes a fault.</summary>
    public static WordLists Load(string dialogs, ICollection<Fault> faults)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var path = Path.Combine(dialogs, File);
        if (!System.IO.File.Exists(path))
        {
            faults.Add(new Fault(File, 0, "the file is missing", "it holds the words for yes, no, cancel and the like"));
            return new WordLists(lists);
        }

        if (DataFile.Read(path, File, faults) is not { } file)
        {
            return new WordLists(lists);
        }

        foreach (var (key, value) in file.Root.Children)
        {
            if (value is YamlSequenceNode list && list.All(w => w is YamlScalarNode))
            {
                lists[key.ToString()] = [.. list.Cast<YamlScalarNode>().Select(w => Plain.Of(w.Value ?? "")).Where(w => w.Length > 0)];
            }
            else
            {
                faults.Add(new Fault(File, DataFile.LineOf(value), $"'{key}' must be a list of words"));
            }
        }

        foreach (var missing in Wanted.Where(w => !lists.ContainsKey(w)))
        {
            faults.Add(new Fault(File, 0, $"the list '{missing}' is missing"));
        }

        return new WordLists(lists);
    }
}
