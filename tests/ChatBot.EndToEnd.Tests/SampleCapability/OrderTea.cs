using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>Orders tea for oneself and tells the secretary.</summary>
internal sealed class OrderTea : UseCase<OrderTeaInputs>
{
    /// <inheritdoc/>
    public override Task<UseCaseResult> RunAsync(OrderTeaInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Cup is not { } cup)
        {
            return Task.FromResult(UseCaseResult.Refused(Reply.Of("tea.what")));
        }

        var order = new TeaOrder(scope.Ids.New(), scope.Actor.Id, cup);
        scope.Changes.Add(new TeaOrdered(order));
        foreach (var secretary in scope.Branch.With(Roles.Secretary, scope.Today))
        {
            scope.Changes.Add(new OutboxAdded(PrivateRow.About(
                scope.Branch.Id, TeaCapability.Asked.Name, secretary.Id, "order", order.Id, scope.Ids, scope.Now, quiet: false)));
        }

        scope.Audit("tea.order", order.Id);
        scope.KeepUndo(TeaCapability.Order, new TeaFacts(order.Id));
        return Task.FromResult(UseCaseResult.Done(Reply.Of("tea.ordered", ("cup", cup))));
    }
}
