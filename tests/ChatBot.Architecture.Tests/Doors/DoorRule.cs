using ChatBot.Architecture.Tests.Types;

namespace ChatBot.Architecture.Tests.Doors;

/// <summary>
/// The rule that rules, records and use cases reach no file, socket or store: only the types that are there for it may, and
/// they are named by what their names end in or one by one.
/// </summary>
/// <param name="Closed">Namespaces that nobody else may use; what is below them counts.</param>
/// <param name="Open">Types that may: a full name, or with a star in front what it ends in.</param>
internal sealed record DoorRule(IReadOnlyList<string> Closed, IReadOnlyList<string> Open)
{
    /// <summary>What is wrong; empty when nothing is.</summary>
    /// <param name="root">The namespace that is looked at.</param>
    /// <param name="uses">What its types use.</param>
    public IReadOnlyList<string> Faults(string root, IReadOnlyList<TypeUse> uses)
    {
        var outside = uses.Where(u => IsIn(u.FromNamespace, root) && Closed.Any(c => IsIn(u.ToNamespace, c) && !IsIn(u.FromNamespace, c))).ToList();
        return
        [
            .. outside.Where(u => !Open.Any(o => Names(o, u.From))).Select(u => $"{u.From} uses {u.To}").Order(StringComparer.Ordinal),
            .. Open.Where(o => !outside.Any(u => Names(o, u.From))).Select(o => $"{o} uses nothing that is closed: take it off the list"),
        ];
    }

    private static bool Names(string open, string type) => open.StartsWith('*') ? type.EndsWith(open[1..], StringComparison.Ordinal) : open == type;

    private static bool IsIn(string place, string root) => place == root || place.StartsWith(root + ".", StringComparison.Ordinal);
}
