using ChatBot.Application.Cards;
using ChatBot.Application.Channels;
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
public sealed class OutboxDispatcher
{
    private const int BatchSize = 64;
    private const int MostAttempts = 8;
    private const int MostMerged = 10;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>What falls due within this time goes out together where it may.</summary>
    private static readonly TimeSpan MergesWithin = TimeSpan.FromMinutes(10);

    /// <summary>Reminders and chatter that would wait longer are out of date by then.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(1);

    /// <summary>When the gathered chatter of a day goes out.</summary>
    private static readonly TimeOnly GatheringHour = new(18, 0);

    private readonly IOutboxStore _store;
    private readonly IBranchDirectory _directory;
    private readonly ILedger _ledger;
    private readonly Delivery _delivery;
    private readonly Audiences _audiences;
    private readonly Merging _merging;
    private readonly IIdSource _ids;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutboxDispatcher> _logger;
    private readonly Dictionary<string, IOutboxRenderer> _renderers = [];

    /// <summary>Collects the renderers by kind.</summary>
    /// <exception cref="ArgumentException">Two renderers serve the same kind.</exception>
    public OutboxDispatcher(
        IOutboxStore store,
        IBranchDirectory directory,
        ILedger ledger,
        Delivery delivery,
        Audiences audiences,
        Merging merging,
        IEnumerable<IOutboxRenderer> renderers,
        IIdSource ids,
        TimeProvider clock,
        ILogger<OutboxDispatcher> logger)
    {
        (_store, _directory, _ledger, _delivery, _audiences) = (store, directory, ledger, delivery, audiences);
        (_merging, _ids, _clock, _logger) = (merging, ids, clock, logger);
        foreach (var renderer in renderers)
        {
            foreach (var kind in renderer.Kinds)
            {
                _renderers.Add(kind, renderer);
            }
        }
    }

    /// <summary>Handles one batch of due rows; returns how many there were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var items = await _store.ClaimDueAsync(_clock.GetUtcNow(), BatchSize, Lease, cancellationToken);
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
            OutboxLog.StoreAway(_logger, e, item.Kind);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            OutboxLog.Faulty(_logger, e, item.Kind, item.Id);
            await RetryAsync(item, "fault:" + e.GetType().Name, cancellationToken);
        }
    }

    private async Task RenderAndSendAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        if (await _directory.GetAsync(item.Branch, cancellationToken) is not { } branch
            || !_renderers.TryGetValue(item.Kind, out var renderer))
        {
            await _store.MoveAsideAsync(item, "unknown branch or kind", now, cancellationToken);
            return;
        }

        if (item.KeepsQuietHours && item.Recipient.Kind != RecipientKind.Work
            && branch.Calendar.AfterQuietHours(now, branch.Policy.Reminders) is var later && later > now)
        {
            await _store.RescheduleAsync(item, new OutboxWait(later), "quiet hours", cancellationToken);
            return;
        }

        var audiences = _audiences.Of(item, branch);
        if (item.Channel is null && item.Recipient.Kind == RecipientKind.Group && audiences is not [] && (audiences is not [var one] || one.Lane != item.Lane))
        {
            await _store.FanOutAsync(item, [.. audiences.Select(a => new OutboxCopy(_ids.New(), a.Lane, a.Channel))], now, cancellationToken);
            return;
        }

        switch (await renderer.RenderAsync(item, branch, now, cancellationToken))
        {
            case Rendering.Drop drop:
                await _store.CompleteAsync([item], "dropped", drop.Reason, null, now, cancellationToken);
                break;
            case Rendering.Work work:
                await WorkAsync(item, work.Changes, now, cancellationToken);
                break;
            case Rendering.Send send:
                var (items, message) = await GatherAsync(item, send.Message, branch, now, cancellationToken);
                await SendAsync(items, audiences is [var audience, ..] ? audience.Routes : [], branch, message, now, cancellationToken);
                break;
        }
    }

    private async Task WorkAsync(OutboxItem item, ChangeSet changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        changes.AddRange(CardRows.For(changes, null, _ids, now));
        changes.Add(new OutboxDone(item, now));
        var result = await _ledger.CommitAsync(changes, null, cancellationToken);
        if (result.Status == CommitStatus.Conflict)
        {
            await _directory.InvalidateAsync(item.Branch, cancellationToken);
            await RetryAsync(item, "conflict", cancellationToken);
        }
    }

    /// <summary>
    /// Reminders and chatter for one reader that fall due shortly one after the other leave as one message; what has to be
    /// decided, and cards, stand alone. They may pass such a one on the way.
    /// </summary>
    private async Task<(IReadOnlyList<OutboxItem> Items, OutboundMessage Message)> GatherAsync(
        OutboxItem item, OutboundMessage message, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gathers = item.Recipient.Kind == RecipientKind.Member || IsGathered(item, branch, now);
        if (!gathers || item.Pinned is not null || !MessageClasses.Mergeable.Contains(item.Kind) || !Merging.CanMerge(message))
        {
            return ([item], message);
        }

        var dueBy = item.Recipient.Kind == RecipientKind.Member ? now + MergesWithin : now;
        var items = new List<OutboxItem> { item };
        var messages = new List<OutboundMessage> { message };
        foreach (var other in await _store.ClaimCompanionsAsync(item, MessageClasses.Mergeable, dueBy, now + Lease, MostMerged, cancellationToken))
        {
            var rendering = _renderers.TryGetValue(other.Kind, out var renderer)
                ? await renderer.RenderAsync(other, branch, now, cancellationToken)
                : new Rendering.Drop("unknown kind");
            switch (rendering)
            {
                case Rendering.Send send when Merging.CanMerge(send.Message):
                    items.Add(other);
                    messages.Add(send.Message);
                    break;
                case Rendering.Drop drop:
                    await _store.CompleteAsync([other], "dropped", drop.Reason, null, now, cancellationToken);
                    break;
                default:
                    await _store.RescheduleAsync(other, new OutboxWait(other.DueAt), "", cancellationToken);
                    break;
            }
        }

        return (items, _merging.Merge(messages, branch, now));
    }

    private async Task SendAsync(
        IReadOnlyList<OutboxItem> items,
        IReadOnlyList<OutboundRoute> routes,
        BranchSnapshot branch,
        OutboundMessage message,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var item = items[0];
        var messageClass = MessageClasses.Of(item.Kind) is MessageClass.Chatter && IsGathered(item, branch, now)
            ? MessageClass.Digest
            : items.Max(i => MessageClasses.Of(i.Kind));
        var sick = new List<(OutboundRoute Route, SendResult Result)>();
        var delivered = await _delivery.SendAsync(item, routes, message, messageClass, (r, result) => sick.Add((r, result)), cancellationToken);
        switch (delivered)
        {
            case Delivered.Sent sent:
                var card = message.Card is not null && sent.CardHandle is { } handle
                    ? SentCard.Of(message, sent.Route, item.Recipient.Member, item.Id.ToString("N"), handle, now)
                    : null;
                await _store.CompleteAsync(items, "sent", sent.Detail, card, now, cancellationToken);
                if (card is not null)
                {
                    await RefreshIfStaleAsync(item, card, now, cancellationToken);
                }

                break;
            case Delivered.Later { Wait.Until: var until } when messageClass <= MessageClass.Reminder && until - now > StaleAfter:
                await _store.CompleteAsync(items, "dropped", "no route in time", null, now, cancellationToken);
                break;
            case Delivered.Later { Wait: var wait, Detail: var why }:
                await LaterAsync(items, wait, why, now, cancellationToken);
                break;
            case Delivered.HeldBack held:
                await HoldBackAsync(items, held.Verdict, branch, now, cancellationToken);
                break;
            case Delivered.Failed failed:
                foreach (var one in items)
                {
                    await _store.MoveAsideAsync(one, failed.Detail, now, cancellationToken);
                }

                break;
        }

        await TellOfSickRoutesAsync(item, branch, sick, now, cancellationToken);
    }

    /// <summary>
    /// Who decided while the card was on its way found no copy to change. The copy is known now: what was decided before
    /// is seen here, what is decided later sees the copy.
    /// </summary>
    private async Task RefreshIfStaleAsync(
        OutboxItem item, SentCard card, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await _directory.GetAsync(item.Branch, cancellationToken) is { } branch
            && (await _renderers[item.Kind].RenderAsync(item, branch, now, cancellationToken) is not Rendering.Send { Message: var state }
                || SentCard.DigestOf(state) != card.Shown))
        {
            var changes = new ChangeSet(item.Branch);
            changes.Add(CardRows.Changed(item.Branch, card.Key, _ids, now));
            await _ledger.CommitAsync(changes, null, cancellationToken);
        }
    }

    private async Task LaterAsync(
        IReadOnlyList<OutboxItem> items, OutboxWait wait, string detail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            if (wait.CountsAsAttempt && item.Attempts + 1 >= MostAttempts)
            {
                await _store.MoveAsideAsync(item, detail, now, cancellationToken);
            }
            else
            {
                await _store.RescheduleAsync(item, wait, detail, cancellationToken);
            }
        }
    }

    /// <summary>The month's budget is short: see <see cref="Degradation"/>.</summary>
    private async Task HoldBackAsync(
        IReadOnlyList<OutboxItem> items, BudgetVerdict verdict, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (verdict)
        {
            case BudgetVerdict.Gather:
                await LaterAsync(items, new OutboxWait(GatheringOf(items[0], branch)), "gathered for the day", now, cancellationToken);
                break;
            case BudgetVerdict.AwaitMonth:
                await LaterAsync(items, new OutboxWait(PlatformMonth.Of(now).End), "waits for next month's budget", now, cancellationToken);
                break;
            case BudgetVerdict.Drop:
                await _store.CompleteAsync(items, "dropped", "month's budget", null, now, cancellationToken);
                break;
            case BudgetVerdict.Send:
            default:
                throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Nothing to hold back.");
        }
    }

    private async Task TellOfSickRoutesAsync(
        OutboxItem item,
        BranchSnapshot branch,
        List<(OutboundRoute Route, SendResult Result)> sick,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (sick.Count == 0 || item.Kind == "route.sick")
        {
            return;
        }

        var changes = new ChangeSet(branch.Id);
        changes.AddRange(sick.SelectMany(s => RouteRows.Sick(branch, s.Route, s.Result.Code, _ids, now)).Select(row => new OutboxAdded(row)));
        await _ledger.CommitAsync(changes, null, cancellationToken);
    }

    /// <summary>Tries again because of ourselves; later rows of the lane do not wait for it.</summary>
    private async Task RetryAsync(OutboxItem item, string detail, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var pause = FirstPause * Math.Pow(2, item.Attempts) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        await LaterAsync(
            [item],
            new OutboxWait(now + (pause < LongestPause ? pause : LongestPause), CountsAsAttempt: true, Pinned: item.Pinned),
            detail,
            now,
            cancellationToken);
    }

    private static DateTimeOffset GatheringOf(OutboxItem item, BranchSnapshot branch)
    {
        var local = branch.Calendar.Local(item.DueAt);
        var day = DateOnly.FromDateTime(local.DateTime);
        return branch.Calendar.Instant(TimeOnly.FromDateTime(local.DateTime) < GatheringHour ? day : day.AddDays(1), GatheringHour);
    }

    private static bool IsGathered(OutboxItem item, BranchSnapshot branch, DateTimeOffset now) => now >= GatheringOf(item, branch);
}
