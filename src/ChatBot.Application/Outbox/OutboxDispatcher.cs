using ChatBot.Application.Cards;
using ChatBot.Application.Ledger;
using ChatBot.Application.Routing;
using ChatBot.Application.Turns;
using ChatBot.Application.UseCases;
using Microsoft.Extensions.Logging;

namespace ChatBot.Application.Outbox;

/// <summary>
/// Takes due outbox rows, renders them from the facts of the moment, and hands each to the routes of its audience. Any
/// replica may run it; a row is claimed by one at a time, and of each lane only the first.
/// </summary>
public sealed class OutboxDispatcher(
    IOutboxStore store,
    IBranchDirectory directory,
    ILedger ledger,
    OutboxRenderers renderers,
    OutboxPost post,
    Audiences audiences,
    IIdSource ids,
    TimeProvider clock,
    ILogger<OutboxDispatcher> logger)
{
    private const int BatchSize = 64;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>Handles one batch of due rows; returns how many there were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var items = await store.ClaimDueAsync(clock.GetUtcNow(), BatchSize, Lease, cancellationToken);
        // Measured on the machine's clock: the branch's clock may be moved by hand.
        var started = TimeProvider.System.GetTimestamp();
        foreach (var item in items)
        {
            if (TimeProvider.System.GetElapsedTime(started) > Lease / 2)
            {
                // Platforms are slow today. What is left is claimed again when its lease ends, and is never sent by two.
                break;
            }

            await HandleAsync(item, cancellationToken);
        }

        return items.Count;
    }

    private async Task HandleAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        try
        {
            await RenderAndSendAsync(item, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // The lease ends and the row is claimed again.
            OutboxLog.StoreAway(logger, e, item.Kind);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            OutboxLog.Faulty(logger, e, item.Kind, item.Id);
            await RetryAsync(item, "fault:" + e.GetType().Name, cancellationToken);
        }
    }

    private async Task RenderAndSendAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await directory.GetAsync(item.Branch, cancellationToken) is not { } branch
            || renderers.Find(item.Kind) is not { } renderer)
        {
            await store.MoveAsideAsync(item, "unknown branch or kind", now, cancellationToken);
            return;
        }

        if (item.KeepsQuietHours && item.Recipient.Kind != RecipientKind.Work
            && branch.Calendar.AfterQuietHours(now, branch.Policy.Reminders) is var later && later > now)
        {
            await store.RescheduleAsync(item, new OutboxWait(later), "quiet hours", cancellationToken);
            return;
        }

        var reached = audiences.Of(item, branch);
        if (item.Channel is null && item.Recipient.Kind == RecipientKind.Group && reached is not [] && (reached is not [var one] || one.Lane != item.Lane))
        {
            await store.FanOutAsync(item, [.. reached.Select(a => new OutboxCopy(ids.New(), a.Lane, a.Channel))], now, cancellationToken);
            return;
        }

        switch (await renderer.RenderAsync(item, branch, now, cancellationToken))
        {
            case Rendering.Drop drop:
                await store.CompleteAsync([item], "dropped", drop.Reason, null, now, cancellationToken);
                break;
            case Rendering.Work work:
                await WorkAsync(item, work.Changes, now, cancellationToken);
                break;
            case Rendering.Send send:
                await post.SendAsync(item, reached is [var audience, ..] ? audience.Routes : [], branch, send.Message, now, cancellationToken);
                break;
        }
    }

    private async Task WorkAsync(OutboxItem item, ChangeSet changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        changes.AddRange(CardRows.For(changes, null, ids, now));
        changes.Add(new OutboxDone(item, now));
        var result = await ledger.CommitAsync(changes, null, cancellationToken);
        if (result.Status == CommitStatus.Conflict)
        {
            await directory.InvalidateAsync(item.Branch, cancellationToken);
            await RetryAsync(item, "conflict", cancellationToken);
        }
    }

    /// <summary>Tries again because of ourselves; later rows of the lane do not wait for it.</summary>
    private async Task RetryAsync(OutboxItem item, string detail, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var pause = FirstPause * Math.Pow(2, item.Attempts) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        await post.LaterAsync(
            [item],
            new OutboxWait(now + (pause < LongestPause ? pause : LongestPause), CountsAsAttempt: true, Pinned: item.Pinned),
            detail,
            now,
            cancellationToken);
    }
}
