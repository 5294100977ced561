using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel.Outbox;

/// <summary>Hands a rendered row, and what may go with it, to the routes of its audience, and writes down what came of it.</summary>
public sealed class OutboxPost(
    IOutboxStore store,
    IBranchDirectory directory,
    ILedger ledger,
    OutboxRenderers renderers,
    OutboxKinds kinds,
    Delivery delivery,
    Merging merging,
    BotTelemetry telemetry,
    IIdSource ids)
{
    private const int MostAttempts = 8;
    private const int MostMerged = 10;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>What falls due within this time goes out together where it may.</summary>
    private static readonly TimeSpan MergesWithin = TimeSpan.FromMinutes(10);

    /// <summary>Reminders and chatter that would wait longer are out of date by then.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(1);

    /// <summary>When the gathered chatter of a day goes out.</summary>
    private static readonly TimeOnly GatheringHour = new(18, 0);

    /// <summary>Sends a claimed row.</summary>
    /// <param name="item">The row.</param>
    /// <param name="routes">The routes of its audience.</param>
    /// <param name="branch">Its branch.</param>
    /// <param name="rendered">What it says.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SendAsync(
        OutboxItem item,
        IReadOnlyList<OutboundRoute> routes,
        BranchSnapshot branch,
        OutboundMessage rendered,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (items, message) = await GatherAsync(item, rendered, branch, now, cancellationToken);
        var messageClass = kinds.ClassOf(item.Kind) is MessageClass.Chatter && IsGathered(item, branch, now)
            ? MessageClass.Digest
            : items.Max(i => kinds.ClassOf(i.Kind));
        var sick = new List<(OutboundRoute Route, SendResult Sent)>();
        var delivered = await delivery.SendAsync(item, routes, message, messageClass, (r, result) => sick.Add((r, result)), cancellationToken);
        switch (delivered)
        {
            case Delivered.Sent sent:
                var card = message.Card is not null && sent.CardHandle is { } handle
                    ? SentCard.Of(message, sent.Route, item.Recipient.Member, item.Id.ToString("N"), handle, now)
                    : null;
                await CompleteAsync(items, RowOutcome.Sent, sent.Detail, card, branch, now, cancellationToken);
                if (card is not null)
                {
                    await RefreshIfStaleAsync(item, card, now, cancellationToken);
                }

                break;
            case Delivered.Later { Wait.Until: var until } when messageClass <= MessageClass.Reminder && until - now > StaleAfter:
                await CompleteAsync(items, RowOutcome.Dropped, "no route in time", null, branch, now, cancellationToken);
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
                    await MoveAsideAsync(one, failed.Detail, now, cancellationToken);
                }

                break;
        }

        await TellOfSickRoutesAsync(item, branch, sick, now, cancellationToken);
    }

    /// <summary>
    /// Reminders and chatter for one reader that fall due shortly one after the other leave as one message; what has to be
    /// decided, and cards, stand alone. They may pass such a one on the way.
    /// </summary>
    private async Task<(IReadOnlyList<OutboxItem> Items, OutboundMessage Message)> GatherAsync(
        OutboxItem item, OutboundMessage message, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gathers = item.Recipient.Kind == RecipientKind.Member || IsGathered(item, branch, now);
        if (!gathers || !item.KeepsQuietHours || item.Pinned is not null || !kinds.Mergeable.Contains(item.Kind) || !Merging.CanMerge(message))
        {
            return ([item], message);
        }

        var dueBy = item.Recipient.Kind == RecipientKind.Member ? now + MergesWithin : now;
        var items = new List<OutboxItem> { item };
        var messages = new List<OutboundMessage> { message };
        foreach (var other in await store.ClaimCompanionsAsync(item, kinds.Mergeable, dueBy, now + Lease, MostMerged, cancellationToken))
        {
            var rendering = renderers.Find(other.Kind) is { } renderer
                ? await renderer.RenderAsync(other, branch, now, cancellationToken)
                : new Rendering.Drop("unknown kind");
            switch (rendering)
            {
                case Rendering.Send send when Merging.CanMerge(send.Message):
                    items.Add(other);
                    messages.Add(send.Message);
                    break;
                case Rendering.Drop drop:
                    await CompleteAsync([other], RowOutcome.Dropped, drop.Reason, null, branch, now, cancellationToken);
                    break;
                default:
                    await store.RescheduleAsync(other, new OutboxWait(other.DueAt), "", cancellationToken);
                    break;
            }
        }

        return (items, merging.Merge(messages, branch, now));
    }

    /// <summary>
    /// Who decided while the card was on its way found no copy to change. The copy is known now: what was decided before
    /// is seen here, what is decided later sees the copy.
    /// </summary>
    private async Task RefreshIfStaleAsync(
        OutboxItem item, SentCard card, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await directory.GetAsync(item.Branch, cancellationToken) is { } branch
            && (await renderers.Find(item.Kind)!.RenderAsync(item, branch, now, cancellationToken) is not Rendering.Send { Message: var state }
                || SentCard.DigestOf(state) != card.Shown))
        {
            var changes = new ChangeSet(item.Branch);
            changes.Add(CardRows.Changed(item.Branch, card.Key, ids, now));
            await ledger.CommitAsync(changes, null, cancellationToken);
        }
    }

    /// <summary>Puts rows off, or gives up when their attempts are used up.</summary>
    public async Task LaterAsync(
        IReadOnlyList<OutboxItem> items, OutboxWait wait, string detail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            if (wait.CountsAsAttempt && item.Attempts + 1 >= MostAttempts)
            {
                await MoveAsideAsync(item, detail, now, cancellationToken);
            }
            else
            {
                await store.RescheduleAsync(item, wait, detail, cancellationToken);
                telemetry.RowEnded(item.Kind, RowOutcome.Again);
            }
        }
    }

    private async Task CompleteAsync(
        IReadOnlyList<OutboxItem> items, string outcome, string detail, SentCard? card, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await store.CompleteAsync(items, outcome, detail, card, now, cancellationToken);
        foreach (var item in items)
        {
            telemetry.RowEnded(item.Kind, outcome, outcome == RowOutcome.Sent ? now - EarliestOf(item, branch) : null);
        }
    }

    // A night's rest is no delay.
    private static DateTimeOffset EarliestOf(OutboxItem item, BranchSnapshot branch) =>
        item.KeepsQuietHours ? branch.Calendar.AfterQuietHours(item.DueAt, branch.Policy.Reminders) : item.DueAt;

    private async Task MoveAsideAsync(OutboxItem item, string detail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await store.MoveAsideAsync(item, detail, now, cancellationToken);
        telemetry.RowEnded(item.Kind, RowOutcome.Dead);
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
                await CompleteAsync(items, RowOutcome.Dropped, "month's budget", null, branch, now, cancellationToken);
                break;
            case BudgetVerdict.Send:
            default:
                throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Nothing to hold back.");
        }
    }

    private async Task TellOfSickRoutesAsync(
        OutboxItem item,
        BranchSnapshot branch,
        List<(OutboundRoute Route, SendResult Sent)> sick,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (sick.Count == 0 || item.Kind == "route.sick")
        {
            return;
        }

        var changes = new ChangeSet(branch.Id);
        changes.AddRange(sick.SelectMany(s => RouteRows.Sick(branch, s.Route, s.Sent.Code, ids, now)).Select(row => new OutboxAdded(row)));
        await ledger.CommitAsync(changes, null, cancellationToken);
    }

    private static DateTimeOffset GatheringOf(OutboxItem item, BranchSnapshot branch)
    {
        var local = branch.Calendar.Local(item.DueAt);
        var day = DateOnly.FromDateTime(local.DateTime);
        return branch.Calendar.Instant(TimeOnly.FromDateTime(local.DateTime) < GatheringHour ? day : day.AddDays(1), GatheringHour);
    }

    private static bool IsGathered(OutboxItem item, BranchSnapshot branch, DateTimeOffset now) => now >= GatheringOf(item, branch);
}
