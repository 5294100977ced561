using System.Collections.Frozen;
using ChatBot.Conversation.DataFiles;
using ChatBot.Domain.Policy;
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

    private readonly FrozenDictionary<string, BranchPolicy> _profiles;

    private PolicyLibrary(FrozenDictionary<string, BranchPolicy> profiles) => _profiles = profiles;

    /// <summary>Names of the profiles.</summary>
    public IEnumerable<string> Profiles => _profiles.Keys.Order(StringComparer.Ordinal);

    /// <summary>Names of the parameters that a profile or an override can set.</summary>
    public static IEnumerable<string> Parameters => PolicyParameters.Names;

    /// <summary>Reads the profiles.</summary>
    /// <exception cref="DataFileException">A file is faulty.</exception>
    public static PolicyLibrary Load(string dialogs)
    {
        var faults = new List<Fault>();
        var library = Load(dialogs, faults);
        DataFileException.ThrowIfAny(faults);
        return library;
    }

    /// <summary>Reads the profiles; faults are collected and what is good is kept.</summary>
    public static PolicyLibrary Load(string dialogs, ICollection<Fault> faults)
    {
        var files = DataFile.ReadFolder(dialogs, Folder, faults).ToDictionary(f => Path.GetFileNameWithoutExtension(f.Name), StringComparer.Ordinal);
        if (!files.ContainsKey(Default))
        {
            faults.Add(new Fault(Folder, 0, $"there is no {Default}.yaml", "every branch without a profile uses it"));
        }

        var profiles = new Dictionary<string, BranchPolicy>(StringComparer.Ordinal);
        foreach (var name in files.Keys)
        {
            Resolve(name, files, profiles, [], faults);
        }

        return new PolicyLibrary(profiles.ToFrozenDictionary(StringComparer.Ordinal));
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

    private static BranchPolicy Resolve(string name, Dictionary<string, DataFile> files, Dictionary<string, BranchPolicy> done, List<string> open, ICollection<Fault> faults)
    {
        if (done.TryGetValue(name, out var known))
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
                policy = Resolve(parent, files, done, [.. open, name], faults);
            }
        }

        policy = Read(file, "", file.Root, policy, faults) with { Profile = name };
        done[name] = policy;
        return policy;
    }

    private static BranchPolicy Read(DataFile file, string prefix, YamlMappingNode mapping, BranchPolicy policy, ICollection<Fault> faults)
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

    private static BranchPolicy Set(BranchPolicy policy, string name, IReadOnlyList<string> value, string file, int line, ICollection<Fault> faults)
    {
        if (!PolicyParameters.Has(name))
        {
            faults.Add(new Fault(file, line, $"'{name}' is not a parameter", $"parameters are {string.Join(", ", PolicyParameters.Names)}"));
            return policy;
        }

        try
        {
            return PolicyParameters.Apply(policy, name, value);
        }
        catch (FormatException e)
        {
            faults.Add(new Fault(file, line, $"'{name}': {e.Message}"));
            return policy;
        }
    }
}
