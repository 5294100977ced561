using ChatBot.Kernel.Outbox;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Serving;

/// <summary>Runs the dispatcher until nothing is due; one at a time in this process, so that moving the clock and the worker do not overtake each other.</summary>
public sealed class OutboxPump(OutboxDispatcher dispatcher, IOptions<OutboxOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Handles everything that is due now; returns how many rows that were.</summary>
    public Task<int> DrainAsync(CancellationToken cancellationToken) => DrainAsync(CancellationToken.None, cancellationToken);

    /// <summary>Handles everything that is due now; returns how many rows that were.</summary>
    /// <param name="stopping">Ends after the rows that have begun.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    public async Task<int> DrainAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var handled = 0;
            while (!stopping.IsCancellationRequested && await dispatcher.RunOnceAsync(options.Value.AtOnce, stopping, cancellationToken) is > 0 and var some)
            {
                handled += some;
            }

            return handled;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}

/// <summary>Moves the clock through time: stops at every moment at which something falls due and lets it happen then.</summary>
public sealed class ClockMover(IClockHands hands, TimeProvider clock, OutboxPump pump, IOutboxStore outbox)
{
    private const int MostStops = 10_000;

    /// <summary>Moves forward to <paramref name="target"/>.</summary>
    /// <exception cref="InvalidOperationException">Something stays due for ever.</exception>
    public async Task MoveToAsync(DateTimeOffset target, CancellationToken cancellationToken)
    {
        await pump.DrainAsync(cancellationToken);
        for (var stops = 0; await outbox.NextDueAsync(cancellationToken) is { } due && due <= target; stops++)
        {
            if (stops > MostStops)
            {
                throw new InvalidOperationException("The outbox does not empty.");
            }

            if (due > clock.GetUtcNow())
            {
                hands.MoveTo(due);
            }

            await pump.DrainAsync(cancellationToken);
        }

        hands.MoveTo(target);
        await pump.DrainAsync(cancellationToken);
    }
}
