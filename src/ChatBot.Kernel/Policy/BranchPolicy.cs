using System.Collections.Concurrent;
using System.Text.Json;

namespace ChatBot.Kernel.Policy;

/// <summary>
/// What a branch counts and how (rules.md §22): one section a capability, each with its defaults. A branch overrides by
/// the parameters' names. A section that nobody here knows is kept as it was stored.
/// </summary>
public sealed record BranchPolicy
{
    private readonly Dictionary<string, JsonElement> _stored;
    private readonly ConcurrentDictionary<string, object> _sections;

    /// <summary>A policy of defaults.</summary>
    public BranchPolicy()
        : this([], [])
    {
    }

    private BranchPolicy(Dictionary<string, JsonElement> stored, IEnumerable<KeyValuePair<string, object>> sections)
    {
        _stored = stored;
        _sections = new ConcurrentDictionary<string, object>(sections, StringComparer.Ordinal);
    }

    /// <summary>Preset it started from: <c>default</c>, <c>p000</c> … <c>p004</c>.</summary>
    public string Profile { get; init; } = "default";

    /// <summary>Grows with every change, so that a count can name the policy behind it.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Reminders and hours of rest.</summary>
    public ReminderPolicy Reminders => Section<ReminderPolicy>();

    /// <summary>The section, as set, as stored, or its defaults.</summary>
    public T Section<T>()
        where T : class, IPolicySection, new() => (T)_sections.GetOrAdd(
            T.SectionName,
            static (name, stored) => stored.TryGetValue(name, out var json) ? PolicyJson.Section<T>(json) : new T(),
            _stored);

    /// <summary>The policy with another section in the place of its own.</summary>
    public BranchPolicy With<T>(T section)
        where T : class, IPolicySection, new()
    {
        ArgumentNullException.ThrowIfNull(section);
        return new BranchPolicy(_stored, _sections.Where(s => s.Key != T.SectionName).Append(new(T.SectionName, section)))
        {
            Profile = Profile,
            Version = Version,
        };
    }

    /// <summary>The policy as it was stored.</summary>
    internal static BranchPolicy Of(string? profile, int? version, Dictionary<string, JsonElement> stored)
    {
        var defaults = new BranchPolicy();
        return new BranchPolicy(stored, []) { Profile = profile ?? defaults.Profile, Version = version ?? defaults.Version };
    }

    /// <summary>All sections that were set or stored, by name, for storing.</summary>
    internal IEnumerable<(string Name, object Section)> Sections() =>
        _stored.Where(s => !_sections.ContainsKey(s.Key)).Select(s => (s.Key, (object)s.Value))
            .Concat(_sections.Select(s => (s.Key, s.Value)))
            .OrderBy(s => s.Item1, StringComparer.Ordinal);
}
