using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using Microsoft.Extensions.Logging;

namespace ChatBot.Kernel.Outbox;

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
    BotTelemetry telemetry,
    TimeProvider clock,
    ILogger<OutboxDispatcher> logger)
{
    /// <summary>Rows claimed at once for each that is handled at once: enough that nobody waits long for the slowest.</summary>
    private const int BatchPerPlace = 16;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // Spread, the longest is a quarter of an hour.
    private static readonly BackOff OwnRetries = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(12.5));

    /// <summary>
    /// Handles one batch of due rows; returns how many there were. Branches do not wait for each other; the rows of one
    /// branch are handled one after the other.
    /// </summary>
    /// <param name="atOnce">Branches served at once.</param>
    /// <param name="stopping">Ends the batch after the rows that have begun; the others go back at once, for another replica.</param>
    /// <param name="cancellationToken">Gives up at once: what has begun may have gone out or not.</param>
    public async Task<int> RunOnceAsync(int atOnce, CancellationToken stopping, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atOnce);
        var items = await store.ClaimDueAsync(clock.GetUtcNow(), atOnce * BatchPerPlace, Lease, cancellationToken);
        // Measured on the machine's clock: the branch's clock may be moved by hand.
        var started = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            items.GroupBy(i => i.Branch),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (rows, token) =>
            {
                foreach (var item in rows)
                {
                    // Platforms may be slow today: what would outlive its lease is claimed again, and is never sent by two.
                    if (stopping.IsCancellationRequested || TimeProvider.System.GetElapsedTime(started) > Lease / 2)
                    {
                        await GiveBackAsync(item, token);
                        continue;
                    }

                    await HandleAsync(item, token);
                }
            });
        return items.Count;
    }

    private async Task GiveBackAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        try
        {
            await store.RescheduleAsync(item, new OutboxWait(item.DueAt, Pinned: item.Pinned), "", cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // The lease ends and the row is claimed again.
            OutboxLog.StoreAway(logger, e, item.Kind);
        }
    }

    private async Task HandleAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        using var activity = telemetry.StartSend(item.Kind, item.Id);
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
            telemetry.RowEnded(item.Kind, RowOutcome.Dead);
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
                telemetry.RowEnded(item.Kind, RowOutcome.Dropped);
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
            return;
        }

        telemetry.RowEnded(item.Kind, RowOutcome.Done, now - item.DueAt);
    }

    /// <summary>Tries again because of ourselves; later rows of the lane do not wait for it.</summary>
    private async Task RetryAsync(OutboxItem item, string detail, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await post.LaterAsync(
            [item],
            new OutboxWait(now + OwnRetries.Pause(item.Attempts), CountsAsAttempt: true, Pinned: item.Pinned),
            detail,
            now,
            cancellationToken);
    }
}
