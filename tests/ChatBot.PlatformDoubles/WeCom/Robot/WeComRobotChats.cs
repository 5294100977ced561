using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.WeCom;
using ChatBot.PlatformDoubles.WeCom.Robot;

namespace ChatBot.PlatformDoubles;

/// <summary>
/// The chats of members with one smart robot on its long connection: what they write and press goes to the bot, what the
/// bot says is in <see cref="PlatformDouble.Received"/>. Everything waits for the live connection when there is none.
/// </summary>
public sealed partial class WeComRobotChats
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly WeComDouble _platform;
    private readonly WeComRobot _robot;
    private readonly RobotDownloads _downloads;
    private readonly RobotReplies _replies;
    private readonly RobotUploads _uploads;
    private RobotConnection? _live;
    private TaskCompletionSource<RobotConnection> _coming = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _subscriptions;

    internal WeComRobotChats(WeComDouble platform, WeComRobot robot, WeComMedia media, RobotDownloads downloads)
    {
        (_platform, _robot, _downloads) = (platform, robot, downloads);
        _replies = new RobotReplies(platform, new RobotContent(media, robot.BotId));
        _uploads = new RobotUploads(media, robot.BotId);
    }

    /// <summary>The robot's BotID.</summary>
    public string BotId => _robot.BotId;

    /// <summary>Whether a bot is subscribed now.</summary>
    public bool IsConnected
    {
        get
        {
            lock (_gate)
            {
                return _live is not null;
            }
        }
    }

    /// <summary>How often a bot has subscribed successfully.</summary>
    public int Subscriptions => Volatile.Read(ref _subscriptions);

    /// <summary>Whether each callback is pushed twice, with the same msgid and another req_id.</summary>
    public bool DeliversTwice { get; set; }

    /// <summary>Returns as soon as a bot is subscribed.</summary>
    /// <exception cref="TimeoutException">None came within the time (default 10 s, real time).</exception>
    public Task WaitForConnectionAsync(TimeSpan? within = null, CancellationToken ct = default) => LiveAsync(within, ct);

    /// <summary>Marks a chat as one in which somebody has written to the robot some time ago, so that the bot may write there.</summary>
    /// <param name="chat">User id, or chatid of a group; upper and lower case count.</param>
    /// <param name="isGroup">Whether it is a group.</param>
    public void KnowChat(string chat, bool isGroup)
    {
        lock (_gate)
        {
            _replies.Open(chat, isGroup);
        }
    }

    internal bool Opens(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(_robot.Secret));

    internal bool IsLive(RobotConnection connection)
    {
        lock (_gate)
        {
            return _live == connection;
        }
    }

    /// <summary>Makes the connection the live one; the one before is told and closed.</summary>
    internal async Task SubscribeAsync(RobotConnection connection, CancellationToken ct)
    {
        RobotConnection? before;
        lock (_gate)
        {
            before = _live == connection ? null : _live;
            _live = connection;
            connection.Robot = this;
            if (_coming.Task.IsCompleted)
            {
                _coming = new TaskCompletionSource<RobotConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _coming.SetResult(connection);
        }

        Interlocked.Increment(ref _subscriptions);
        if (before is not null)
        {
            await DismissAsync(before, ct);
        }
    }

    internal void Lost(RobotConnection connection)
    {
        lock (_gate)
        {
            if (_live == connection)
            {
                _live = null;
                _coming = new TaskCompletionSource<RobotConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Runs a command of the subscribed bot; the answer's body, if it has one.</summary>
    internal JsonObject? Run(string cmd, string reqId, JsonElement body, DateTimeOffset now)
    {
        lock (_gate)
        {
            switch (cmd)
            {
                case "aibot_respond_msg":
                    _replies.Reply(reqId, body, now);
                    return null;
                case "aibot_respond_welcome_msg":
                    _replies.Welcome(reqId, body, now);
                    return null;
                case "aibot_respond_update_msg":
                    _replies.Update(reqId, body, now);
                    return null;
                case "aibot_send_msg":
                    _replies.Send(reqId, body, now);
                    return null;
                case "aibot_upload_media_init":
                    return _uploads.Begin(body, now);
                case "aibot_upload_media_chunk":
                    return _uploads.Put(body, now);
                case "aibot_upload_media_finish":
                    return _uploads.Finish(body, now);
                default:
                    return null;
            }
        }
    }

    private async Task DismissAsync(RobotConnection connection, CancellationToken ct)
    {
        var farewell = new JsonObject
        {
            ["cmd"] = "aibot_event_callback",
            ["headers"] = new JsonObject { ["req_id"] = Guid.NewGuid().ToString("N") },
            ["body"] = new JsonObject
            {
                ["msgid"] = Guid.NewGuid().ToString("N"),
                ["create_time"] = _platform.Clock.GetUtcNow().ToUnixTimeSeconds(),
                ["aibotid"] = BotId,
                ["msgtype"] = "event",
                ["event"] = new JsonObject { ["eventtype"] = "disconnected_event" },
            },
        };
        await connection.SendAsync(farewell, ct);
        await connection.CloseAsync(WebSocketCloseStatus.NormalClosure, "", ct);
    }

    private async Task<RobotConnection> LiveAsync(TimeSpan? within, CancellationToken ct)
    {
        Task<RobotConnection> coming;
        lock (_gate)
        {
            coming = _coming.Task;
        }

        try
        {
            return await coming.WaitAsync(within ?? Patience, TimeProvider.System, ct);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"No bot is subscribed as {BotId} at {_platform.RobotEndpoint}.", late);
        }
    }
}
