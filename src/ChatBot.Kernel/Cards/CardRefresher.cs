using System.Globalization;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Microsoft.Extensions.Logging;

namespace ChatBot.Kernel.Cards;

/// <summary>
/// Shows on every copy of a card what holds now. Nothing waits for it: a copy that cannot be changed any more is given up,
/// one that cannot be changed just now is tried again a few times.
/// </summary>
public sealed class CardRefresher(
    ISentCards cards,
    IEnumerable<ICardRenderer> renderers,
    RouteTable routes,
    RouteHealth health,
    BudgetBook budgets,
    IWording wording,
    IIdSource ids,
    ILogger<CardRefresher> logger) : IOutboxRenderer
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, ICardRenderer> _renderers = renderers.ToDictionary(r => r.Kind, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = [CardRows.Kind];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(branch);
        if (item.Facts.GetValueOrDefault("card") is not { } key || CardKey.Read(key) is not { } named
            || !_renderers.TryGetValue(named.Kind, out var renderer))
        {
            return new Rendering.Drop("card unknown");
        }

        var changes = new ChangeSet(branch.Id);
        var again = false;
        foreach (var copy in await cards.LiveAsync(branch.Id, key, now, cancellationToken))
        {
            if (copy.CopyId == item.Facts.GetValueOrDefault("except") || (copy.Reader is null && !renderer.MayStandInGroups)
                || await StateOfAsync(renderer, named.Id, copy, branch, now, cancellationToken) is not { } state
                || SentCard.DigestOf(state) is var digest && digest == copy.Shown)
            {
                continue;
            }

            var (changed, comesRight) = await UpdateAsync(copy, state, digest, cancellationToken);
            if (changed is not null)
            {
                changes.Add(changed);
            }

            again |= comesRight;
        }

        var attempt = 1 + int.Parse(item.Facts.GetValueOrDefault("attempt", "0"), CultureInfo.InvariantCulture);
        if (again && attempt < MostAttempts)
        {
            changes.Add(CardRows.Changed(branch.Id, key, ids, now + (FirstPause * Math.Pow(2, attempt - 1)), null, attempt));
        }

        return new Rendering.Work(changes);
    }

    private async Task<OutboundMessage?> StateOfAsync(
        ICardRenderer renderer, Guid id, SentCard copy, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        await renderer.RenderAsync(id, copy.Reader, branch, now, cancellationToken) is { } reply
            ? wording.Render(reply with { Card = copy.Key }, branch.Calendar, now)
            : null;

    /// <summary>Changes one copy: what is to be written down, and whether trying again may help.</summary>
    private async Task<(CardCopyChanged? Changed, bool Again)> UpdateAsync(
        SentCard copy, OutboundMessage state, string digest, CancellationToken cancellationToken)
    {
        if (routes.ChannelOf(copy.Route) is not { } channel || !channel.CanSend(copy.Route) || !channel.AbilitiesOf(copy.Route).UpdatesCards)
        {
            return (new CardCopyChanged(copy, IsDropped: true), false);
        }

        // When the month's budget is short, a card that tells an old count is the first thing to save on.
        if (await budgets.StageOfAsync(channel.BudgetsOf(copy.Route), cancellationToken) >= BudgetStage.Tight)
        {
            return (null, false);
        }

        if (health.WaitOf(copy.Route) is not null)
        {
            return (null, true);
        }

        var result = await channel.UpdateAsync(copy.Route, copy.CopyId, copy.Handle, state, cancellationToken);
        if (result.IsSent)
        {
            return (new CardCopyChanged(copy with { Shown = digest, Handle = result.CardHandle ?? copy.Handle }), false);
        }

        OutboxLog.CardNotChanged(logger, copy.Route.Channel, result.Failure!.Value, result.Code);
        return result.Failure!.Value switch
        {
            FailureCategory.Permanent or FailureCategory.Configuration => (new CardCopyChanged(copy, IsDropped: true), false),
            _ => (null, true),
        };
    }
}
