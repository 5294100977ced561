using ChatBot.Architecture.Tests.Types;

namespace ChatBot.Architecture.Tests.Folders;

/// <summary>
/// Which folder of a project uses which. A folder is a namespace below the project's own; the files that stand in no folder are
/// the folder <see cref="Top"/>.
/// </summary>
internal sealed class FolderGraph
{
    /// <summary>Name of the folder that files in no folder count as.</summary>
    public const string Top = "(top)";

    private readonly Dictionary<FolderUse, SortedSet<string>> _uses;

    private FolderGraph(Dictionary<FolderUse, SortedSet<string>> uses) => _uses = uses;

    /// <summary>Every use of one folder by another.</summary>
    public IEnumerable<FolderUse> Uses => _uses.Keys;

    /// <summary>The graph of a project.</summary>
    /// <param name="root">The namespace of the project.</param>
    /// <param name="uses">What its types use.</param>
    /// <param name="composition">Full names of types that register or map whatever is in the project; they stand above all folders.</param>
    public static FolderGraph Of(string root, IEnumerable<TypeUse> uses, IReadOnlySet<string> composition)
    {
        var found = new Dictionary<FolderUse, SortedSet<string>>();
        foreach (var use in uses.Where(u => !composition.Contains(u.From)))
        {
            if (FolderOf(root, use.FromNamespace) is { } from && FolderOf(root, use.ToNamespace) is { } to && from != to)
            {
                if (!found.TryGetValue(new FolderUse(from, to), out var types))
                {
                    found[new FolderUse(from, to)] = types = new SortedSet<string>(StringComparer.Ordinal);
                }

                types.Add($"{use.From[(root.Length + 1)..]} uses {use.To[(root.Length + 1)..]}");
            }
        }

        return new FolderGraph(found);
    }

    /// <summary>Whether one folder uses the other.</summary>
    public bool Has(FolderUse use) => _uses.ContainsKey(use);

    /// <summary>The types that make one folder use another.</summary>
    public string Because(FolderUse use) => string.Join(", ", _uses[use]);

    /// <summary>The uses that lie on a cycle, when the given ones are left out.</summary>
    public IReadOnlyList<FolderUse> OnCycles(IReadOnlySet<FolderUse> leftOut)
    {
        var next = _uses.Keys.Where(use => !leftOut.Contains(use)).ToLookup(use => use.From, use => use.To, StringComparer.Ordinal);
        return [.. _uses.Keys.Where(use => !leftOut.Contains(use) && Reaches(next, use.To, use.From)).OrderBy(use => use.ToString(), StringComparer.Ordinal)];
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var folder))
        {
            if (folder == to)
            {
                return true;
            }

            foreach (var used in next[folder].Where(seen.Add))
            {
                open.Push(used);
            }
        }

        return false;
    }

    private static string? FolderOf(string root, string place) =>
        place == root ? Top : place.StartsWith(root + ".", StringComparison.Ordinal) ? place[(root.Length + 1)..] : null;
}
