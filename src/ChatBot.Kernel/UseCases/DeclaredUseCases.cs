using System.Collections.Concurrent;
using System.Collections.Frozen;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.UseCases;

/// <summary>
/// Runs use cases by name, behind what they declare: where they may be asked for and whom their row reaches. What a use
/// case does to somebody it asks again itself (rules.md §20, rule 3).
/// </summary>
public sealed class DeclaredUseCases(IEnumerable<UseCaseEntry> entries, IServiceProvider services)
{
    private readonly FrozenDictionary<string, UseCaseEntry> _entries = entries.ToFrozenDictionary(e => e.Declaration.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IUseCase> _made = new(StringComparer.Ordinal);

    /// <summary>The declaration of that name, or null.</summary>
    public UseCaseDeclaration? Find(string name) => _entries.GetValueOrDefault(name)?.Declaration;

    /// <summary>Whether the person's offices reach the use case at all, for some meeting or person: what help and forms offer.</summary>
    public bool Offers(string name, Member actor, BranchSnapshot branch) =>
        Find(name) is { } declaration && declaration.Rule.CouldReach(actor, branch);

    /// <summary>Runs it; one that is not declared, not for this place or not for this person is refused politely.</summary>
    public Task<UseCaseResult> RunAsync(string name, Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (!_entries.TryGetValue(name, out var entry))
        {
            return Task.FromResult(UseCaseResult.Refused(Reply.Of("dialog.not_available")));
        }

        if (RefusalOf(entry.Declaration, scope) is { } refusal)
        {
            return Task.FromResult(UseCaseResult.Refused(refusal));
        }

        return _made.GetOrAdd(name, static (_, made) => made.Entry.Make(made.Services), (Entry: entry, Services: services))
            .RunAsync(inputs, scope, cancellationToken);
    }

    private Reply? RefusalOf(UseCaseDeclaration declaration, TurnScope scope)
    {
        if (!Offers(declaration.Name, scope.Actor, scope.Branch))
        {
            return declaration.Rule.Refusal(scope.Actor);
        }

        return !scope.IsPrivate && declaration.Place == UseCasePlace.Private ? Reply.Of("refused.private_only") : null;
    }
}
