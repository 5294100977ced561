using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.DingTalk;
using ChatBot.PlatformDoubles.DingTalk.Stream;

namespace ChatBot.PlatformDoubles;

/// <content>What the server does to connections; refusing to open is asked for with <see cref="PlatformDouble.FailNext(string, Failure, int)"/>.</content>
public sealed partial class DingTalkStream
{
    /// <summary>Whether each message and event is pushed twice, each time to one picked at random.</summary>
    public bool DeliversTwice { get; set; }

    /// <summary>Pings one connection; its acknowledgement echoes the data.</summary>
    public Task<DingTalkDelivery> PingAsync(CancellationToken ct = default) => PushAsync(Ping(), ct);

    /// <summary>Sends a SYSTEM frame that nobody documents (KEEPALIVE, CONNECTED, REGISTERED); it needs no acknowledgement.</summary>
    public Task<DingTalkDelivery> PushSystemAsync(string topic, CancellationToken ct = default) =>
        PushAsync(new DingTalkDelivery(_platform, "SYSTEM", topic, []), ct);

    /// <summary>Takes connections out of service, as the server does for balancing: nothing more is pushed, the end comes after <see cref="DingTalkDoubleOptions.StreamGrace"/>.</summary>
    /// <param name="number">Which one; null for all that are open.</param>
    /// <param name="reason">The server's reason.</param>
    /// <param name="ct">Gives up sending.</param>
    public async Task DisconnectAsync(int? number = null, string reason = "connection is expired", CancellationToken ct = default)
    {
        foreach (var connection in Which(number))
        {
            var farewell = new DingTalkDelivery(_platform, "SYSTEM", "disconnect", new JsonObject { ["reason"] = reason });
            await SendAsync(connection, farewell, ct);
            Change(() => connection.IsGoingAway = true);
        }
    }

    /// <summary>Lets the connections that are open now deliver nothing more, pings neither, though they stay open.</summary>
    /// <param name="number">Which one; null for all that are open.</param>
    public void Silence(int? number = null)
    {
        foreach (var connection in Which(number))
        {
            connection.IsSilent = true;
        }
    }

    /// <summary>Breaks connections off; with words to say, in the middle of pushing them.</summary>
    /// <param name="number">Which one; null for all that are open.</param>
    /// <param name="whileSaying">Words of a member that break in the middle and are lost.</param>
    /// <param name="ct">Gives up sending.</param>
    public async Task DropAsync(int? number = null, string? whileSaying = null, CancellationToken ct = default)
    {
        foreach (var connection in Which(number))
        {
            Change(() => _live.Remove(connection));
            if (whileSaying is null)
            {
                connection.Abort();
                continue;
            }

            var payload = MemberMessages.Write(
                _platform, App.RobotCode, "somebody", "某人", DingTalkSaying.Text(whileSaying), null, isGroup: false, msgId: null);
            await connection.BreakInsideAsync(StreamFrames.Write(RobotMessage(payload), connection, _platform.Clock.GetUtcNow()), ct);
        }
    }

    /// <summary>Sends any text as a frame to every connection, to see what the bot makes of it.</summary>
    public async Task PushRawAsync(string frame, CancellationToken ct = default)
    {
        foreach (var connection in Which(null))
        {
            await connection.SendAsync(frame, ct);
        }
    }

    private List<StreamConnection> Which(int? number)
    {
        lock (_gate)
        {
            return number is null ? [.. _live]
                : _live.Find(c => c.Number == number) is { } one ? [one]
                : throw new ArgumentException($"There is no open connection {number}.", nameof(number));
        }
    }
}
