using System.Collections.Frozen;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

/// <summary>The declarations of all use cases.</summary>
public sealed class UseCaseCatalogue
{
    private readonly FrozenDictionary<string, UseCaseDeclaration> _byName;

    /// <summary>Collects them.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public UseCaseCatalogue(IEnumerable<UseCaseDeclaration> declarations)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        var byName = new SortedDictionary<string, UseCaseDeclaration>(StringComparer.Ordinal);
        foreach (var declaration in declarations)
        {
            byName.Add(declaration.Name, declaration);
        }

        All = [.. byName.Values];
        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<UseCaseDeclaration> All { get; }

    /// <summary>The declaration of that name, or null.</summary>
    public UseCaseDeclaration? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Null when the offices of a person still reach a use case that leaves the kind; otherwise the refusal.</summary>
    public Reply? RefusalToUndo(UndoKind kind, Member actor, BranchSnapshot branch)
    {
        var acts = All.Where(u => u.Undo.Kind == kind).ToList();
        return acts.Count == 0 || acts.Exists(u => u.Rule.CouldReach(actor, branch)) ? null : acts[0].Rule.Refusal(actor);
    }
}
