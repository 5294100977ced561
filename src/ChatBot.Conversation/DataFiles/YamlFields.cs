using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.DataFiles;

/// <summary>Reads the fields of one mapping and tells of those that are missing, of the wrong shape, or unknown.</summary>
/// <param name="file">Name of the file, for faults.</param>
/// <param name="where">What the mapping describes, for faults.</param>
/// <param name="mapping">The mapping.</param>
/// <param name="faults">Where faults are added.</param>
internal sealed class YamlFields(string file, string where, YamlMappingNode mapping, ICollection<Fault> faults)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public int Line => DataFile.LineOf(mapping);

    /// <summary>A scalar, or null when absent.</summary>
    public string? Text(string name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return text;
            case { } other:
                Fault(DataFile.LineOf(other), $"'{name}' must be a text");
                return null;
        }
    }

    /// <summary>A scalar that must be there; empty, and a fault, when it is not.</summary>
    public string Required(string name)
    {
        if (!Has(name))
        {
            Fault(Line, $"'{name}' is missing");
        }

        return Text(name) ?? "";
    }

    /// <summary>A list of scalars; a single scalar is a list of one.</summary>
    public IReadOnlyList<string> List(string name)
    {
        switch (Find(name))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { Length: > 0 } one }:
                return [one];
            case YamlSequenceNode list when list.All(v => v is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Cast<YamlScalarNode>().Select(v => v.Value!)];
            case { } other:
                Fault(DataFile.LineOf(other), $"'{name}' must be a list of words");
                return [];
        }
    }

    /// <summary>True or false; false when absent.</summary>
    public bool Flag(string name)
    {
        var text = Text(name);
        if (text is not (null or "true" or "false"))
        {
            Fault(Line, $"'{name}' must be true or false");
        }

        return text == "true";
    }

    /// <summary>The entries of a mapping, in order; none when absent.</summary>
    public IEnumerable<(string Name, int Line, YamlNode Value)> Entries(string name)
    {
        switch (Find(name))
        {
            case null:
                return [];
            case YamlMappingNode inner:
                return inner.Children.Select(c => ((c.Key as YamlScalarNode)?.Value ?? "", DataFile.LineOf(c.Key), c.Value));
            case { } other:
                Fault(DataFile.LineOf(other), $"'{name}' must be a mapping");
                return [];
        }
    }

    /// <summary>Tells of every field that nobody asked for: a slip of the pen would otherwise stay silent.</summary>
    public void TellUnknown()
    {
        foreach (var key in mapping.Children.Keys.OfType<YamlScalarNode>())
        {
            if (!_asked.Contains(key.Value ?? ""))
            {
                Fault(DataFile.LineOf(key), $"unknown field '{key.Value}'", $"known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
            }
        }
    }

    public void Fault(int line, string message, string advice = "") => faults.Add(new Fault(file, line, $"{where}: {message}", advice));

    private bool Has(string name) => mapping.Children.ContainsKey(name);

    private YamlNode? Find(string name)
    {
        _asked.Add(name);
        return mapping.Children.TryGetValue(name, out var node) ? node : null;
    }
}
