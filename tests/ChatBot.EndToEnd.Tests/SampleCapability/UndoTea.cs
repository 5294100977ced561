using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>Takes an order back.</summary>
internal sealed class UndoTea : IUndoHandler
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = [TeaCapability.Order.Name];

    /// <inheritdoc/>
    public Task<Reply?> UndoAsync(UndoEntry entry, Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("order") is not { } order)
        {
            return Task.FromResult<Reply?>(null);
        }

        scope.Changes.Add(new TeaTakenBack(order));
        return Task.FromResult<Reply?>(Reply.Of("tea.taken_back"));
    }
}
