using ChatBot.Application.Channels;
using ChatBot.Application.Ledger;
using ChatBot.Application.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Application.Outbox;

/// <summary>
/// Takes due outbox rows, renders them from the facts of the moment, and sends each over the first route that can carry
/// it. Any replica may run it; a row is claimed by one at a time.
/// </summary>
public sealed class OutboxDispatcher
{
    private const int BatchSize = 64;
    private const int MostAttempts = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(15);

    private readonly IOutboxStore _store;
    private readonly IBranchDirectory _directory;
    private readonly ILedger _ledger;
    private readonly IRateLimiter _limiter;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutboxDispatcher> _logger;
    private readonly Dictionary<string, IOutboxRenderer> _renderers = [];
    private readonly Dictionary<string, IChannel> _channels;

    /// <summary>Collects renderers by kind and channels by name.</summary>
    /// <exception cref="ArgumentException">Two renderers serve the same kind.</exception>
    public OutboxDispatcher(
        IOutboxStore store,
        IBranchDirectory directory,
        ILedger ledger,
        IRateLimiter limiter,
        IEnumerable<IOutboxRenderer> renderers,
        IEnumerable<IChannel> channels,
        TimeProvider clock,
        ILogger<OutboxDispatcher> logger)
    {
        (_store, _directory, _ledger, _limiter, _clock, _logger) = (store, directory, ledger, limiter, clock, logger);
        _channels = channels.ToDictionary(c => c.Name);
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
            await RetryAsync(item, "fault:" + e.GetType().Name, null, cancellationToken);
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
            await _store.RescheduleAsync(item, later, false, "quiet hours", cancellationToken);
            return;
        }

        switch (await renderer.RenderAsync(item, branch, now, cancellationToken))
        {
            case Rendering.Drop drop:
                await _store.CompleteAsync(item, "dropped", drop.Reason, now, cancellationToken);
                break;
            case Rendering.Work work:
                await WorkAsync(item, work.Changes, now, cancellationToken);
                break;
            case Rendering.Send send:
                await SendAsync(item, branch, send.Message, now, cancellationToken);
                break;
        }
    }

    private async Task WorkAsync(OutboxItem item, ChangeSet changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        changes.Add(new OutboxDone(item, now));
        var result = await _ledger.CommitAsync(changes, null, cancellationToken);
        if (result.Status == CommitStatus.Conflict)
        {
            await _directory.InvalidateAsync(item.Branch, cancellationToken);
            await RetryAsync(item, "conflict", null, cancellationToken);
        }
    }

    private async Task SendAsync(
        OutboxItem item, BranchSnapshot branch, OutboundMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        TimeSpan? wait = null;
        var detail = "no route";
        var mayRetry = false;
        foreach (var route in Routes.For(item.Recipient, branch))
        {
            if (!_channels.TryGetValue(route.Channel, out var channel) || !channel.CanSend(route))
            {
                continue;
            }

            if (channel.LimitsOf(route, message) is { Count: > 0 } limits
                && await _limiter.TryTakeAsync(limits, cancellationToken) is { } pause)
            {
                (wait, detail, mayRetry) = (Shorter(wait, pause), "rate", true);
                continue;
            }

            var result = await channel.SendAsync(route, message, item.Id.ToString("N"), cancellationToken);
            if (result.IsSent || (result.Failure == FailureCategory.UnknownOutcome && item.Attempts > 0))
            {
                await _store.CompleteAsync(item, "sent", result.IsSent ? route.Channel : "outcome unknown", now, cancellationToken);
                return;
            }

            OutboxLog.NotSent(_logger, item.Kind, item.Id, route.Channel, result.Failure!.Value, result.Code);
            detail = $"{route.Channel} {result.Failure} {result.Code}";
            if (CanComeRight(result.Failure!.Value))
            {
                mayRetry = true;
                wait = result.RetryAfter is { } after ? Shorter(wait, after) : wait;
            }

            if (result.Failure == FailureCategory.UnknownOutcome)
            {
                // It may have gone out: another route now would say it twice. The same one is tried once more, later.
                break;
            }
        }

        if (mayRetry && detail == "rate")
        {
            await _store.RescheduleAsync(item, now + wait!.Value, false, detail, cancellationToken);
        }
        else if (mayRetry)
        {
            await RetryAsync(item, detail, wait, cancellationToken);
        }
        else
        {
            await _store.MoveAsideAsync(item, detail, now, cancellationToken);
        }
    }

    private async Task RetryAsync(OutboxItem item, string detail, TimeSpan? wait, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        if (item.Attempts + 1 >= MostAttempts)
        {
            await _store.MoveAsideAsync(item, detail, now, cancellationToken);
            return;
        }

        var backOff = TimeSpan.FromSeconds(5 * Math.Pow(2, item.Attempts)) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        var pause = wait ?? (backOff > LongestBackOff ? LongestBackOff : backOff);
        await _store.RescheduleAsync(item, now + pause, true, detail, cancellationToken);
    }

    private static bool CanComeRight(FailureCategory failure) => failure switch
    {
        FailureCategory.ServiceDown or FailureCategory.RateLimited or FailureCategory.Transient or FailureCategory.UnknownOutcome => true,
        FailureCategory.Authentication or FailureCategory.Configuration => true,
        FailureCategory.Permanent => false,
    };

    private static TimeSpan Shorter(TimeSpan? one, TimeSpan other) => one is { } first && first < other ? first : other;
}
