using System.Collections.Frozen;
using ChatBot.Conversation.DataFiles;
using ChatBot.Kernel.Policy;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.Policies;

/// <summary>
/// The profiles of <c>dialogs/policies/*.yaml</c>, one a file, named after it. A profile begins with the bot's defaults
/// (or with the profile that it <c>extends</c>) and says what differs; a branch's own overrides go on top.
/// </summary>
public sealed class PolicyLibrary
{
    /// <summary>The folder under <c>dialogs</c>.</summary>
    public const string Folder = "policies";

    /// <summary>The profile a branch has when nobody chose one.</summary>
    public const string Default = "default";

    private readonly PolicyCatalogue _catalogue;
    private readonly Dictionary<string, BranchPolicy> _profiles = new(StringComparer.Ordinal);

    private PolicyLibrary(PolicyCatalogue catalogue) => _catalogue = catalogue;

    /// <summary>Names of the profiles.</summary>
    public IEnumerable<string> Profiles => _profiles.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads the profiles.</summary>
    /// <exception cref="DataFileException">A file is faulty.</exception>
    public static PolicyLibrary Load(string dialogs, PolicyCatalogue catalogue)
    {
        var faults = new List<Fault>();
        var library = Load(dialogs, catalogue, faults);
        DataFileException.ThrowIfAny(faults);
        return library;
    }

    /// <summary>Reads the profiles; faults are collected and what is good is kept.</summary>
    public static PolicyLibrary Load(string dialogs, PolicyCatalogue catalogue, ICollection<Fault> faults)
    {
        var files = DataFile.ReadFolder(dialogs, Folder, faults).ToDictionary(f => Path.GetFileNameWithoutExtension(f.Name), StringComparer.Ordinal);
        if (!files.ContainsKey(Default))
        {
            faults.Add(new Fault(Folder, 0, $"there is no {Default}.yaml", "every branch without a profile uses it"));
        }

        var library = new PolicyLibrary(catalogue);
        foreach (var name in files.Keys)
        {
            library.Resolve(name, files, [], faults);
        }

        return library;
    }

    /// <summary>A branch's policy.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="overrides">Parameters by name; a list is separated by commas.</param>
    /// <param name="version">Version of the branch's choice.</param>
    /// <exception cref="KeyNotFoundException">There is no such profile.</exception>
    /// <exception cref="DataFileException">An override is unknown or does not fit.</exception>
    public BranchPolicy For(string profile, IReadOnlyDictionary<string, string>? overrides = null, int version = 1)
    {
        if (!_profiles.TryGetValue(profile, out var policy))
        {
            throw new KeyNotFoundException($"There is no policy profile '{profile}'; there are {string.Join(", ", Profiles)}.");
        }

        var faults = new List<Fault>();
        foreach (var (name, value) in overrides ?? FrozenDictionary<string, string>.Empty)
        {
            policy = Set(policy, name, value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), "overrides", 0, faults);
        }

        DataFileException.ThrowIfAny(faults);
        return policy with { Profile = profile, Version = version };
    }

    private BranchPolicy Resolve(string name, Dictionary<string, DataFile> files, List<string> open, ICollection<Fault> faults)
    {
        if (_profiles.TryGetValue(name, out var known))
        {
            return known;
        }

        var file = files[name];
        var policy = new BranchPolicy();
        if (file.Root.Children.TryGetValue("extends", out var extends))
        {
            var parent = (extends as YamlScalarNode)?.Value ?? "";
            if (!files.ContainsKey(parent))
            {
                faults.Add(new Fault(file.Name, DataFile.LineOf(extends), $"extends: there is no profile '{parent}'"));
            }
            else if (open.Contains(parent) || parent == name)
            {
                faults.Add(new Fault(file.Name, DataFile.LineOf(extends), $"extends: '{parent}' extends this profile itself"));
            }
            else
            {
                policy = Resolve(parent, files, [.. open, name], faults);
            }
        }

        policy = Read(file, "", file.Root, policy, faults) with { Profile = name };
        _profiles[name] = policy;
        return policy;
    }

    private BranchPolicy Read(DataFile file, string prefix, YamlMappingNode mapping, BranchPolicy policy, ICollection<Fault> faults)
    {
        foreach (var (key, value) in mapping.Children)
        {
            var name = prefix + ((key as YamlScalarNode)?.Value ?? "");
            if (name is "extends" or "source")
            {
                continue;
            }

            policy = value switch
            {
                YamlMappingNode inner => Read(file, name + ".", inner, policy, faults),
                YamlSequenceNode list => Set(policy, name, [.. list.OfType<YamlScalarNode>().Select(v => v.Value ?? "")], file.Name, DataFile.LineOf(key), faults),
                YamlScalarNode one => Set(policy, name, [one.Value ?? ""], file.Name, DataFile.LineOf(key), faults),
                _ => policy,
            };
        }

        return policy;
    }

    private BranchPolicy Set(BranchPolicy policy, string name, IReadOnlyList<string> value, string file, int line, ICollection<Fault> faults)
    {
        if (!_catalogue.Has(name))
        {
            faults.Add(new Fault(file, line, $"'{name}' is not a parameter", $"parameters are {string.Join(", ", _catalogue.Names)}"));
            return policy;
        }

        try
        {
            return _catalogue.Apply(policy, name, value);
        }
        catch (FormatException e)
        {
            faults.Add(new Fault(file, line, $"'{name}': {e.Message}"));
            return policy;
        }
    }
}
