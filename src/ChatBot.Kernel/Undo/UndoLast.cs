using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Undo;

/// <summary>
/// Takes back the newest thing that the person did and that can still be taken back (/撤销). What others were told of is
/// named first, with how many will hear of it, and waits for a yes. The right of the undone act is asked again (rules.md
/// §20): here by its row, in the handler for what it touches.
/// </summary>
public sealed class UndoLast(IUndoReader undo, IEnumerable<UndoRegistration> registrations, UseCaseCatalogue useCases, IServiceProvider services)
    : PreviewedUseCase<NoInputs>
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private readonly Dictionary<string, UndoRegistration> _handlers = registrations.ToDictionary(r => r.Kind.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task<Prepared> PrepareAsync(NoInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (await undo.NewestAsync(scope.Branch.Id, scope.Actor.Id, scope.Now - Memory, cancellationToken) is not { } entry)
        {
            return Refuse("undo.nothing");
        }

        if (!_handlers.TryGetValue(entry.Kind, out var handler))
        {
            // Written by a version whose kinds nobody serves any more.
            return Refuse("undo.unknown");
        }

        // Whoever has lost the office cannot take back what was done in it.
        if (useCases.RefusalToUndo(handler.Kind, scope.Actor, scope.Branch) is { } refusal)
        {
            return Prepared.Now(UseCaseResult.Refused(refusal));
        }

        var draft = scope.Draft();
        var undoing = await handler.Make(services).UndoAsync(entry, draft, cancellationToken);
        if (undoing is not Undoing.Taken taken)
        {
            return undoing is Undoing.Denied denied ? Prepared.Now(denied.Refusal) : Refuse("undo.too_late");
        }

        UseCaseResult Go()
        {
            scope.Take(draft);
            scope.Changes.Add(new UndoTaken(entry.Id, scope.Now));
            scope.Audit("undo", entry.Id, entry.Kind);
            return UseCaseResult.Done(taken.Reply);
        }

        return handler.Kind.OthersWereTold ? Prepared.Ask(CardOf(entry, taken, draft), Go) : Prepared.Now(Go());
    }

    private static Prepared Refuse(string key) => Prepared.Now(UseCaseResult.Refused(Reply.Of(key)));

    private static Reply CardOf(UndoEntry entry, Undoing.Taken taken, TurnScope draft)
    {
        var rows = draft.Changes.Changes.OfType<OutboxAdded>().Select(c => c.Item.Recipient).ToList();
        return new Reply(
            Phrase.Of(
                "undo.ask",
                ("what", taken.What),
                ("people", rows.Where(r => r.Kind == RecipientKind.Member && r.Member != draft.Actor.Id).Select(r => r.Member).Distinct().Count() is > 0 and var people ? people : null),
                ("group", rows.Exists(r => r.Kind == RecipientKind.Group)),
                ("entry", entry.Id)),
            [ButtonPhrase.Of("undo.confirm"), ButtonPhrase.Of("cancel")],
            Phrase.Of("undo.ask_title"));
    }
}
