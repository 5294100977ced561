using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.DataFiles;

/// <summary>Reads one mapping, notes faults with their lines, and reports keys that nothing asked for.</summary>
/// <param name="file">Name of the file, for faults.</param>
/// <param name="node">The mapping.</param>
/// <param name="faults">Where faults are added.</param>
/// <param name="line">Line of the key that holds the mapping; 0 for the mapping's own first line.</param>
internal sealed class NodeReader(string file, YamlMappingNode node, ICollection<Fault> faults, int line = 0)
{
    /// <summary>
    /// Who writes a pattern may write a slow one, so it ends sooner than ours; not too soon, for on a busy machine the time
    /// passes by itself.
    /// </summary>
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string File => file;

    public int Line => line > 0 ? line : DataFile.LineOf(node);

    /// <summary>Notes a fault at the mapping, or at one of its values.</summary>
    public void Fault(string message, string advice = "", string? key = null) =>
        faults.Add(new Fault(file, key is not null && Find(key) is { } at ? DataFile.LineOf(at) : Line, message, advice));

    /// <summary>The scalar under a key, or null.</summary>
    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } value }:
                return value.Trim();
            default:
                Fault($"'{key}' must be a single value", key: key);
                return null;
        }
    }

    /// <summary>The scalar under a key, which must be there.</summary>
    public string Required(string key, string advice)
    {
        if (Text(key) is { Length: > 0 } text)
        {
            return text;
        }

        Fault($"'{key}' is missing", advice);
        return "";
    }

    /// <summary>One value or a list of values.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode single:
                return [single.Value ?? ""];
            case YamlSequenceNode list when list.All(n => n is YamlScalarNode):
                return [.. list.Cast<YamlScalarNode>().Select(n => n.Value ?? "")];
            default:
                Fault($"'{key}' must be a value or a list of values", key: key);
                return [];
        }
    }

    /// <summary>Yes or no, in any of YAML's ways.</summary>
    public bool Flag(string key, bool otherwise)
    {
        switch (Text(key)?.ToLowerInvariant())
        {
            case null:
                return otherwise;
            case "yes" or "true":
                return true;
            case "no" or "false":
                return false;
            default:
                Fault($"'{key}' must be yes or no", key: key);
                return otherwise;
        }
    }

    /// <summary>A number, or null.</summary>
    public decimal? Number(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault($"'{key}' must be a number", key: key);
        return null;
    }

    /// <summary>A number between two bounds; another is a fault.</summary>
    public decimal Number(string key, decimal otherwise, decimal least, decimal most)
    {
        var number = Number(key) ?? otherwise;
        if (number >= least && number <= most)
        {
            return number;
        }

        Fault(string.Create(CultureInfo.InvariantCulture, $"'{key}' must lie between {least} and {most}"), key: key);
        return otherwise;
    }

    /// <summary>One of a few words; the first is the default.</summary>
    public T OneOf<T>(string key, T otherwise, params (string Word, T Value)[] words)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        foreach (var (word, value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        Fault($"'{key}' cannot be '{text}'", "one of: " + string.Join(", ", words.Select(w => w.Word)), key);
        return otherwise;
    }

    /// <summary>Regular expressions; a bad one is a fault.</summary>
    public IReadOnlyList<Regex> Patterns(string key)
    {
        var patterns = new List<Regex>();
        foreach (var text in Texts(key))
        {
            try
            {
                patterns.Add(new Regex(text, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, PatternLimit));
            }
            catch (ArgumentException e)
            {
                Fault($"'{text}' is not a regular expression: {e.Message}", key: key);
            }
        }

        return patterns;
    }

    /// <summary>A mapping of names to single values.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string key)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(key) is not { } found)
        {
            return pairs;
        }

        if (found is not YamlMappingNode mapping || mapping.Children.Values.Any(v => v is not YamlScalarNode))
        {
            Fault($"'{key}' must be pairs of name and value", key: key);
            return pairs;
        }

        foreach (var (name, value) in mapping.Children)
        {
            pairs[name.ToString()] = ((YamlScalarNode)value).Value ?? "";
        }

        return pairs;
    }

    /// <summary>The mapping under a key, or null.</summary>
    public NodeReader? Inside(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new NodeReader(file, mapping, faults);
            default:
                Fault($"'{key}' must hold keys of its own", key: key);
                return null;
        }
    }

    /// <summary>The mappings listed under a key.</summary>
    public IReadOnlyList<NodeReader> Items(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.All(n => n is YamlMappingNode):
                return [.. list.Cast<YamlMappingNode>().Select(n => new NodeReader(file, n, faults))];
            default:
                Fault($"'{key}' must be a list, each item with keys of its own", "begin each item with '- '", key);
                return [];
        }
    }

    /// <summary>The mappings under a key by their names, in the order of the file.</summary>
    public IReadOnlyList<(string Name, NodeReader Reader)> Named(string key)
    {
        var named = new List<(string, NodeReader)>();
        foreach (var (name, at, value) in Entries(key))
        {
            if (value is YamlMappingNode inner)
            {
                named.Add((name, new NodeReader(file, inner, faults, at)));
            }
            else
            {
                faults.Add(new Fault(file, at, $"'{name}' must hold keys of its own"));
            }
        }

        return named;
    }

    /// <summary>Lists of words under a key by their names, in the order of the file; a single text is a list of one.</summary>
    public IReadOnlyList<(string Name, int Line, IReadOnlyList<string> Words)> Lists(string key)
    {
        var lists = new List<(string, int, IReadOnlyList<string>)>();
        foreach (var (name, at, value) in Entries(key))
        {
            if (value is YamlMappingNode)
            {
                faults.Add(new Fault(file, at, $"'{name}' must be a value or a list of values"));
            }
            else
            {
                lists.Add((name, at, ((NodeReader)new(file, new YamlMappingNode(name, value), faults, at)).Texts(name)));
            }
        }

        return lists;
    }

    /// <summary>What stands under a key by name, of whatever shape, in the order of the file.</summary>
    public IReadOnlyList<(string Name, int Line, YamlNode Value)> Entries(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlMappingNode mapping:
                return [.. mapping.Children.Select(c => (c.Key.ToString(), DataFile.LineOf(c.Key), c.Value))];
            default:
                Fault($"'{key}' must hold names, each with something of its own", key: key);
                return [];
        }
    }

    /// <summary>Reports the keys that nothing asked for.</summary>
    public void Finish()
    {
        foreach (var (key, value) in node.Children)
        {
            if (!_known.Contains(key.ToString()))
            {
                faults.Add(new Fault(
                    file, DataFile.LineOf(key), $"'{key}' is not known here", "known: " + string.Join(", ", _known.Order(StringComparer.Ordinal))));
            }
        }
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }
}
