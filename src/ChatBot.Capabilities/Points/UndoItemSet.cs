using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>Puts a line of the table back; one that was new is switched off, for claims may speak of it already.</summary>
public sealed class UndoItemSet(IPointsReader points) : UndoHandler<ItemBefore>
{
    /// <inheritdoc/>
    protected override async Task<Undoing> UndoAsync(ItemBefore facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.RefusalFor(PointsActions.ManageItems) is { } refusal)
        {
            return Undoing.Refused(refusal);
        }

        if ((await points.ItemsAsync(scope.Branch.Id, cancellationToken)).FirstOrDefault(i => i.Id == facts.Item) is not { } item)
        {
            return Undoing.TooLate;
        }

        scope.Changes.Add(new PointsItemSaved(facts.Value is { } value
            ? item with
            {
                Value = value,
                Unit = facts.Unit ?? item.Unit,
                Category = facts.Category ?? item.Category,
                IsActive = facts.Active ?? item.IsActive,
            }
            : item with { IsActive = false }));
        return Undoing.Done(Phrase.Of("undo.what_item", ("name", item.Name)), Reply.Of("undo.item", ("name", item.Name)));
    }
}
