using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>Takes an order back.</summary>
internal sealed class UndoTea : UndoHandler<TeaFacts>
{
    /// <inheritdoc/>
    protected override Task<Undoing> UndoAsync(TeaFacts facts, UndoEntry entry, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Order is not { } order)
        {
            return Task.FromResult(Undoing.TooLate);
        }

        scope.Changes.Add(new TeaTakenBack(order));
        return Task.FromResult(Undoing.Done(Phrase.Of("tea.taken_back"), Reply.Of("tea.taken_back")));
    }
}
