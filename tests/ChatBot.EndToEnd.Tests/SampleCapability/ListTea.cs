using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>All orders, for the secretary.</summary>
internal sealed class ListTea(TeaStore store) : UseCase<NoInputs>
{
    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(NoInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var orders = await store.ListAsync(scope.Branch.Id, cancellationToken);
        return UseCaseResult.Done(Reply.Of(
            "tea.list",
            ("orders", orders.Count == 0 ? null : orders.Select(o => Phrase.Of("tea.line", ("member", scope.Branch.NameOf(o.Member)), ("cup", o.Cup))).ToList())));
    }
}
