using System.Collections.Frozen;
using ChatBot.Conversation.DataFiles;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.Wording;

/// <summary>Reads the wording files: nested or dotted keys, a string or a list of variants under each.</summary>
internal static class WordingReader
{
    public static FrozenDictionary<string, WordingEntry> Read(string dialogs, ICollection<Fault> faults)
    {
        var entries = new Dictionary<string, WordingEntry>(StringComparer.Ordinal);
        foreach (var file in DataFile.ReadEach(dialogs, WordingLibrary.FileName, faults))
        {
            ReadMapping(file, "", file.Root, entries, faults);
        }

        CheckButtons(entries, faults);
        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void ReadMapping(DataFile file, string prefix, YamlMappingNode mapping, Dictionary<string, WordingEntry> entries, ICollection<Fault> faults)
    {
        foreach (var (name, value) in mapping.Children)
        {
            var key = prefix + ((name as YamlScalarNode)?.Value ?? "");
            switch (value)
            {
                case YamlMappingNode inner:
                    ReadMapping(file, key + ".", inner, entries, faults);
                    break;
                case YamlScalarNode text:
                    Add(file, key, [text], entries, faults);
                    break;
                case YamlSequenceNode { Children.Count: > 0 } list when list.All(v => v is YamlScalarNode):
                    Add(file, key, [.. list.Cast<YamlScalarNode>()], entries, faults);
                    break;
                default:
                    faults.Add(new Fault(file.Name, DataFile.LineOf(value), $"'{key}' must be a sentence or a list of variants"));
                    break;
            }
        }
    }

    private static void Add(DataFile file, string key, YamlScalarNode[] variants, Dictionary<string, WordingEntry> entries, ICollection<Fault> faults)
    {
        var templates = new List<Template>();
        foreach (var variant in variants)
        {
            try
            {
                templates.Add(Template.Compile((variant.Value ?? "").TrimEnd('\n')));
            }
            catch (FormatException e)
            {
                faults.Add(new Fault(file.Name, DataFile.LineOf(variant), $"'{key}': {e.Message}", "see the template syntax in dialogs/README.md"));
            }
        }

        var line = DataFile.LineOf(variants[0]);
        if (templates.Count == 0)
        {
            return;
        }

        if (!entries.TryAdd(key, new WordingEntry(key, templates, file.Name, line)))
        {
            var first = entries[key];
            faults.Add(new Fault(file.Name, line, $"'{key}' is already worded in {first.File}:{first.Line}", "keep one of the two"));
        }
    }

    private static void CheckButtons(Dictionary<string, WordingEntry> entries, ICollection<Fault> faults)
    {
        foreach (var entry in entries.Values.Where(e => e.Key.StartsWith("button.", StringComparison.Ordinal)))
        {
            var dot = entry.Key.LastIndexOf('.');
            var (button, part) = (entry.Key[..dot], entry.Key[(dot + 1)..]);
            var other = part switch { "label" => "say", "say" => "label", _ => null };
            if (other is null)
            {
                faults.Add(new Fault(entry.File, entry.Line, $"'{entry.Key}': a button has 'label' and 'say'"));
            }
            else if (!entries.ContainsKey($"{button}.{other}"))
            {
                faults.Add(new Fault(entry.File, entry.Line, $"'{button}' has no '{other}'", "a button has a label and what a tap says"));
            }
        }
    }
}
