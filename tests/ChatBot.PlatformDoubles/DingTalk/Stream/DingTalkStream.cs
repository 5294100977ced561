using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using ChatBot.PlatformDoubles.DingTalk.Stream;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles;

/// <summary>A stream connection as it is now.</summary>
/// <param name="Number">Counted per app from 1.</param>
/// <param name="UserAgent">The client's name for itself (<c>ua</c>).</param>
/// <param name="Pushed">How many frames it got.</param>
/// <param name="IsGoingAway">Whether it was told to disconnect.</param>
public sealed record DingTalkStreamConnection(int Number, string UserAgent, int Pushed, bool IsGoingAway);

/// <summary>
/// The stream connections of one app: what members write and press goes to one of them, picked at random among those
/// that subscribed to it; what is not acknowledged comes again.
/// </summary>
public sealed partial class DingTalkStream
{
    private readonly Lock _gate = new();
    private readonly DingTalkDouble _platform;
    private readonly List<StreamConnection> _live = [];
    private readonly Dictionary<string, DingTalkDelivery> _open = [];
    private readonly Dictionary<string, DingTalkDelivery> _taken = [];
    private readonly List<string> _faults = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _opened;

    internal DingTalkStream(DingTalkDouble platform, DingTalkApp app) => (_platform, App) = (platform, app);

    /// <summary>Whose connections they are.</summary>
    public DingTalkApp App { get; }

    /// <summary>The connections that are open now, those that go away included.</summary>
    public IReadOnlyList<DingTalkStreamConnection> Connections
    {
        get
        {
            lock (_gate)
            {
                return [.. _live.Select(c => new DingTalkStreamConnection(c.Number, c.Ticket.UserAgent, c.Pushed, c.IsGoingAway))];
            }
        }
    }

    /// <summary>How many connections were opened so far.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>What was wrong with acknowledgements; empty for a right client.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>How many pushes wait for their acknowledgement.</summary>
    public int Unacknowledged
    {
        get
        {
            lock (_gate)
            {
                return _open.Values.Count(d => d.Type != "SYSTEM");
            }
        }
    }

    /// <summary>How long a push waits for a connection that takes it (real time); zero loses it at once, as the platform does.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns as soon as so many connections are open that do not go away.</summary>
    /// <exception cref="TimeoutException">They did not come within the time (default 10 s, real time).</exception>
    public Task WaitForConnectionAsync(int count = 1, TimeSpan? within = null, CancellationToken ct = default) => WaitAsync(
        () => _live.Count(c => !c.IsGoingAway) >= count,
        within ?? TimeSpan.FromSeconds(10),
        $"{count} stream connection(s) of {App.AppKey}",
        ct);

    /// <summary>Returns as soon as nothing is left that waits for its acknowledgement.</summary>
    /// <exception cref="TimeoutException">Something still waited after the time (default 10 s, real time).</exception>
    public Task WaitUntilAcknowledgedAsync(TimeSpan? within = null, CancellationToken ct = default) => WaitAsync(
        () => _open.Values.All(d => d.Type == "SYSTEM"), within ?? TimeSpan.FromSeconds(10), "every acknowledgement", ct);

    /// <summary>Serves a connection until it ends.</summary>
    internal async Task RunAsync(WebSocket socket, Action abort, StreamTicket ticket, CancellationTokenSource stop)
    {
        using var connection = new StreamConnection(socket, abort, Interlocked.Increment(ref _opened), ticket);
        Change(() => _live.Add(connection));
        var keeping = KeepAsync(connection, stop.Token);
        while (await connection.ReadAsync(stop.Token) is { } text)
        {
            TakeIn(connection, text);
        }

        Change(() => _live.Remove(connection));
        await stop.CancelAsync();
        await keeping;
        connection.Abort();
    }

    private void TakeIn(StreamConnection connection, string text)
    {
        JsonElement frame;
        try
        {
            using var document = JsonDocument.Parse(text);
            frame = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            Change(() => _faults.Add($"no JSON: {text}"));
            return;
        }

        var id = AcknowledgementRules.MessageId(frame);
        DingTalkDelivery? delivery;
        lock (_gate)
        {
            delivery = _open.GetValueOrDefault(id) ?? _taken.GetValueOrDefault(id);
        }

        JsonElement data = default;
        var fault = delivery is null ? "acknowledges no frame that was pushed" : AcknowledgementRules.Fault(frame, delivery, out data);
        if (delivery is null || fault is not null)
        {
            Change(() => _faults.Add($"{delivery?.Topic} {id}: {fault}"));
            return;
        }

        Settle(delivery, new DingTalkAcknowledgement((int)frame.Integer("code")!, frame.Text("message"), data, connection.Number, delivery.Waited));
    }

    private void Settle(DingTalkDelivery delivery, DingTalkAcknowledgement acknowledgement) => Change(() =>
    {
        _open.Remove(delivery.MessageId);
        _taken[delivery.MessageId] = delivery;
        if (delivery.Type == "EVENT" && (acknowledgement.Code != 200 || acknowledgement.Data.Text("status") == "LATER"))
        {
            // LATER asks for a repeat; it stays open until it is taken.
            _open[delivery.MessageId] = delivery;
        }

        if (!delivery.IsAcknowledged && delivery.Topic == StreamFrames.CardTopic)
        {
            _platform.Cards.Answered(delivery, acknowledgement);
        }

        delivery.Acknowledge(acknowledgement);
    });

    /// <summary>Changes something under the lock and wakes whoever waits for a change.</summary>
    private void Change(Action change)
    {
        TaskCompletionSource before;
        lock (_gate)
        {
            change();
            before = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.SetResult();
    }

    private async Task WaitAsync(Func<bool> fits, TimeSpan within, string forWhat, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(within);
        while (true)
        {
            Task change;
            lock (_gate)
            {
                if (fits())
                {
                    return;
                }

                change = _changed.Task;
            }

            try
            {
                await change.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited {within.TotalSeconds:0.#} s in vain for {forWhat} at {_platform.StreamEndpoint}.", late);
            }
        }
    }

    private StreamConnection? Pick(DingTalkDelivery delivery)
    {
        lock (_gate)
        {
            var able = _live.Where(c => c.Takes(delivery.Type, delivery.Topic)).ToList();
            return able.Count == 0 ? null : able[RandomNumberGenerator.GetInt32(able.Count)];
        }
    }
}
