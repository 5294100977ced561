using System.Text;
using ChatBot.Channels.DingTalk.Cards;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Stream;

/// <summary>
/// What becomes of the frames. A robot message is acknowledged as soon as its turn is durable, and not at all when nothing
/// could be kept: then the platform may bring it again. The answer follows after the acknowledgement.
/// </summary>
internal sealed class StreamTurns(
    ITurnRunner runner, DingTalkMessages messages, DingTalkCardTaps taps, StreamTimings timings, ILogger<StreamTurns> logger) : IDisposable
{
    private const string NoResponse = """{"response":null}""";
    private const int MostRemembered = 20_000;

    /// <summary>A frame that comes again within this time gets the same acknowledgement and nothing else.</summary>
    private static readonly TimeSpan Remembers = TimeSpan.FromMinutes(5);

    private readonly TurnQueue _queue = new();
    private readonly MemoryCache _acknowledged = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>Takes a frame; true when it asks the bot to leave this connection. Does not wait.</summary>
    public bool Take(DingTalkAccount account, StreamConnection connection, StreamFrame frame)
    {
        if (frame.Named is not { MessageId: { Length: > 0 } id } headers)
        {
            Log.FrameMalformed(logger, account.Name);
            return false;
        }

        if (_acknowledged.TryGetValue(KeyOf(account, id), out StreamAck? earlier))
        {
            Queue(account, id, () => connection.AcknowledgeAsync(earlier!));
            return false;
        }

        switch (frame.Type, headers.Topic)
        {
            case ("SYSTEM", "disconnect"):
                Queue(account, id, () => connection.AcknowledgeAsync(StreamAck.Ok(id, "{}")));
                return true;
            case ("SYSTEM", "ping"):
                Queue(account, id, () => connection.AcknowledgeAsync(StreamAck.Ok(id, frame.Data ?? "{}")));
                break;
            case ("SYSTEM", _):
                // KEEPALIVE, CONNECTED, REGISTERED: nothing to do.
                break;
            case ("CALLBACK", StreamGateway.RobotTopic):
                Queue(account, SenderOf(frame) ?? id, () => RobotAsync(account, connection, id, frame.Data));
                break;
            case ("CALLBACK", StreamGateway.CardTopic):
                Queue(account, id, () => CardAsync(account, connection, id, frame.Data));
                break;
            case ("EVENT", _):
                Queue(account, id, () => AcknowledgeAsync(account, connection, StreamAck.Ok(id, """{"status":"SUCCESS"}""")));
                break;
            default:
                Queue(account, id, () => connection.AcknowledgeAsync(StreamAck.NotFound(id)));
                break;
        }

        return false;
    }

    /// <summary>Lets turns that run come to their end.</summary>
    public Task DrainAsync(TimeSpan atMost) => _queue.DrainAsync(atMost);

    /// <inheritdoc/>
    public void Dispose()
    {
        _queue.Dispose();
        _acknowledged.Dispose();
    }

    private void Queue(DingTalkAccount account, string line, Func<Task> work)
    {
        if (!_queue.TryAdd($"{account.Name}:{line}", () => GuardedAsync(account, work)))
        {
            // No acknowledgement: the platform may bring it again when there is room.
            Log.StreamFlooded(logger, account.Name);
        }
    }

    private async Task GuardedAsync(DingTalkAccount account, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            Log.FrameFailed(logger, e, account.Name);
        }
    }

    private async Task RobotAsync(DingTalkAccount account, StreamConnection connection, string id, string? data)
    {
        var (refused, message) = await messages.ReadAsync(account, Encoding.UTF8.GetBytes(data ?? ""), CancellationToken.None);
        if (message is null)
        {
            // Also what makes no sense is acknowledged: it would make no more sense the second time.
            Log.FrameDone(logger, account.Name, id, refused);
            await AcknowledgeAsync(account, connection, StreamAck.Ok(id, NoResponse));
            return;
        }

        using var limit = new CancellationTokenSource(timings.TurnLimit, TimeProvider.System);
        var outcome = await messages.RunAsync(account, message, runner, limit.Token);
        if (outcome is not { Status: TurnStatus.Done or TurnStatus.Repeated })
        {
            await messages.TellNotKeptAsync(account, message, outcome, runner, limit.Token);
            return;
        }

        await AcknowledgeAsync(account, connection, StreamAck.Ok(id, NoResponse));
        await messages.DeliverAsync(account, message, outcome.Replies, runner, limit.Token);
    }

    private async Task CardAsync(DingTalkAccount account, StreamConnection connection, string id, string? data)
    {
        using var limit = new CancellationTokenSource(timings.TurnLimit, TimeProvider.System);
        var tapped = await taps.RunAsync(account, Encoding.UTF8.GetBytes(data ?? ""), runner, limit.Token);
        if (tapped.IsKept)
        {
            await AcknowledgeAsync(account, connection, StreamAck.Ok(id, $$"""{"response":{{tapped.Answer ?? "null"}}}"""));
        }

        await tapped.SayAsync(limit.Token);
    }

    private async Task AcknowledgeAsync(DingTalkAccount account, StreamConnection connection, StreamAck acknowledgement)
    {
        _acknowledged.Set(
            KeyOf(account, acknowledgement.Headers.MessageId),
            acknowledgement,
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembers });
        await connection.AcknowledgeAsync(acknowledgement);
    }

    // Turns of one person go one after the other, in the order in which they came.
    private static string? SenderOf(StreamFrame frame) => DingTalkMessages.SenderOf(Encoding.UTF8.GetBytes(frame.Data ?? ""));

    private static string KeyOf(DingTalkAccount account, string messageId) => $"{account.Name}:{messageId}";
}
