using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.DingTalk;
using ChatBot.PlatformDoubles.DingTalk.Stream;

namespace ChatBot.PlatformDoubles;

/// <content>Pushing, repeating, pinging.</content>
public sealed partial class DingTalkStream
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>When something that is not acknowledged comes again; after the last one never. Events by the platform's page, robot messages by field reports.</summary>
    private static readonly TimeSpan[] EventRepeats = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];
    private static readonly TimeSpan[] RobotRepeats = [TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60)];

    private async Task<DingTalkDelivery> PushAsync(DingTalkDelivery delivery, CancellationToken ct)
    {
        if (await DeliverAsync(delivery, ct) && DeliversTwice)
        {
            await DeliverAsync(delivery, ct);
        }

        return delivery;
    }

    /// <summary>Pushes to one of the connections that take it; false when it was lost.</summary>
    private async Task<bool> DeliverAsync(DingTalkDelivery delivery, CancellationToken ct)
    {
        if (RouteOf(delivery) is { } route)
        {
            if (_platform.DelayOf(route) is { Ticks: > 0 } delay)
            {
                await Task.Delay(delay, TimeProvider.System, ct);
            }

            var paid = _platform.Quotas.TrySpendMessage(route);
            if (!paid && delivery.Pushes == 0)
            {
                TakeWordsAway(delivery);
            }
        }

        while (true)
        {
            if (Patience > TimeSpan.Zero)
            {
                await WaitAsync(
                    () => _live.Exists(c => c.Takes(delivery.Type, delivery.Topic)),
                    Patience,
                    $"a stream connection of {App.AppKey} that is subscribed to {delivery.Type} {delivery.Topic}",
                    ct);
            }

            if (Pick(delivery) is not { } connection)
            {
                return false;
            }

            if (await SendAsync(connection, delivery, ct))
            {
                return true;
            }

            Change(() => _live.Remove(connection));
        }
    }

    private async Task<bool> SendAsync(StreamConnection connection, DingTalkDelivery delivery, CancellationToken ct)
    {
        var failure = RouteOf(delivery) is { } route ? _platform.Begin(route) : null;
        var frame = StreamFrames.Write(delivery, connection, _platform.Clock.GetUtcNow());
        Change(() => Expect(delivery, connection));
        if (connection.IsSilent || failure is { Silent: true })
        {
            return true;
        }

        if (failure is { Body: { } garbage })
        {
            return await connection.SendAsync(garbage, ct);
        }

        if (failure is { AfterEffect: false })
        {
            await connection.BreakInsideAsync(frame, ct);
            return true;
        }

        var sent = await connection.SendAsync(frame, ct);
        if (failure is not null)
        {
            connection.Abort();
        }

        return sent;
    }

    /// <summary>Notes the push, and when it comes again unless it is acknowledged.</summary>
    private void Expect(DingTalkDelivery delivery, StreamConnection connection)
    {
        TimeSpan[] repeats = delivery switch
        {
            { Type: "EVENT" } => EventRepeats,
            { Topic: StreamFrames.RobotTopic } => RobotRepeats,
            _ => [],
        };
        delivery.RepeatAt = delivery.Pushes < repeats.Length ? _platform.Clock.GetUtcNow() + repeats[delivery.Pushes] : null;
        delivery.PushedOn(connection.Number);
        connection.Pushed++;
        if (!delivery.IsAcknowledged)
        {
            _open[delivery.MessageId] = delivery;
        }
    }

    /// <summary>As long as a connection lives: pings it, repeats what is due, closes it when its time is over.</summary>
    private async Task KeepAsync(StreamConnection connection, CancellationToken ct)
    {
        var lastPing = Stopwatch.GetTimestamp();
        long? leavingSince = null;
        try
        {
            while (!ct.IsCancellationRequested)
            {
                await Task.Delay(Tick, TimeProvider.System, ct);
                await RepeatDueAsync(ct);
                if (connection.IsGoingAway)
                {
                    leavingSince ??= Stopwatch.GetTimestamp();
                    if (Stopwatch.GetElapsedTime(leavingSince.Value) >= _platform.Options.StreamGrace)
                    {
                        await connection.CloseAsync(WebSocketCloseStatus.NormalClosure, "", ct);
                        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
                        connection.Abort();
                        return;
                    }
                }
                else if (_platform.Options.StreamPingEvery > TimeSpan.Zero && Stopwatch.GetElapsedTime(lastPing) >= _platform.Options.StreamPingEvery)
                {
                    lastPing = Stopwatch.GetTimestamp();
                    await SendAsync(connection, Ping(), ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
    }

    private async Task RepeatDueAsync(CancellationToken ct)
    {
        List<DingTalkDelivery> due;
        lock (_gate)
        {
            var now = _platform.Clock.GetUtcNow();
            due = [.. _open.Values.Where(d => d.RepeatAt <= now)];
            due.ForEach(d => d.RepeatAt = null);
        }

        foreach (var delivery in due)
        {
            if (Pick(delivery) is { } connection)
            {
                if (RouteOf(delivery) is { } route)
                {
                    _platform.Quotas.TrySpendMessage(route);
                }

                await SendAsync(connection, delivery, ct);
            }
        }
    }

    private DingTalkDelivery Ping() =>
        new(_platform, "SYSTEM", "ping", new JsonObject { ["opaque"] = Guid.NewGuid().ToString("D") });

    private static string? RouteOf(DingTalkDelivery delivery) => delivery switch
    {
        { Type: "EVENT" } => DingTalkEvents.IsFree(delivery.Event) ? null : DingTalkRoutes.StreamEvent,
        { Topic: StreamFrames.RobotTopic } => DingTalkRoutes.StreamRobot,
        { Topic: StreamFrames.CardTopic } => DingTalkRoutes.StreamCard,
        _ => null,
    };

    /// <summary>Above the monthly quota robot messages come without words and events without content.</summary>
    private static void TakeWordsAway(DingTalkDelivery delivery)
    {
        if (delivery.Topic == StreamFrames.RobotTopic)
        {
            MemberMessages.TakeWordsAway(delivery.Data);
        }
        else if (delivery.Type == "EVENT")
        {
            delivery.Data.Clear();
            delivery.Data["errCode"] = "20001";
            delivery.Data["errMsg"] = "受调用量超量影响";
        }
    }
}
