using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Wording;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>Tells the secretary of an order that still stands.</summary>
internal sealed class TeaRenderer(TeaStore store, IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = [TeaCapability.Asked.Name];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await store.ListAsync(branch.Id, cancellationToken)).FirstOrDefault(o => o.Id == item.Id("order")) is { } order
            ? wording.Send(Reply.Of("tea.told", ("member", branch.NameOf(order.Member)), ("cup", order.Cup)), branch, now)
            : new Rendering.Drop("taken back");
}
