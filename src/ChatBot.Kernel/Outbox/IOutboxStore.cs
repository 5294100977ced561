using ChatBot.Kernel.Cards;

namespace ChatBot.Kernel.Outbox;

/// <summary>The outbox in the store.</summary>
public interface IOutboxStore
{
    /// <summary>
    /// Claims due rows for <paramref name="lease"/> with <c>FOR UPDATE SKIP LOCKED</c>, oldest first, at most
    /// <paramref name="most"/>, and of each lane only the first; rows whose lease ran out are claimed again.
    /// </summary>
    Task<IReadOnlyList<OutboxItem>> ClaimDueAsync(DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>
    /// Claims further waiting rows of a claimed row's lane, of the <paramref name="kinds"/> named and due by
    /// <paramref name="dueBy"/>, in order, so that they can leave together with it.
    /// </summary>
    Task<IReadOnlyList<OutboxItem>> ClaimCompanionsAsync(
        OutboxItem item, IReadOnlyCollection<string> kinds, DateTimeOffset dueBy, DateTimeOffset leaseUntil, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Puts one row for each audience into the place of a row that is for several, in one step: each then has its own lane,
    /// waits by itself and goes out once.
    /// </summary>
    Task FanOutAsync(OutboxItem item, IReadOnlyList<OutboxCopy> copies, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Done together, in one step: sent, dropped or worked; <paramref name="outcome"/> is <c>sent</c>, <c>dropped</c> or
    /// <c>done</c>. A card that went out is kept with it.
    /// </summary>
    Task CompleteAsync(
        IReadOnlyList<OutboxItem> items, string outcome, string detail, SentCard? card, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Try again later.</summary>
    Task RescheduleAsync(OutboxItem item, OutboxWait wait, string detail, CancellationToken cancellationToken);

    /// <summary>Gives up; the secretary sees it.</summary>
    Task MoveAsideAsync(OutboxItem item, string detail, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The due time of the next waiting row, or null.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);
}
