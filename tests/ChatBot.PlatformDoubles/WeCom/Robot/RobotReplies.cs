using System.Text.Json;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>
/// What one robot says on its long connection (page 101463): which req_id may be answered how and how long, streams,
/// chats that it may write to, rates. Not thread-safe: its owner lets one command in at a time.
/// </summary>
internal sealed class RobotReplies(WeComDouble platform, RobotContent content)
{
    private static readonly TimeSpan ReplyWithin = TimeSpan.FromHours(24);
    private static readonly TimeSpan EventReplyWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StreamLife = TimeSpan.FromMinutes(6);

    private readonly Dictionary<string, WeComRobotDelivery> _deliveries = [];
    private readonly Dictionary<(string ReqId, string StreamId), RobotStream> _streams = [];
    private readonly Dictionary<string, bool> _chats = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taskIds = new(StringComparer.Ordinal);
    private readonly SlidingWindow _perMinute = new(platform.Options.RobotPerChatAndMinute, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow _perHour = new(platform.Options.RobotPerChatAndMinute == 0 ? 0 : 1000, TimeSpan.FromHours(1));

    /// <summary>Notes a callback before it is pushed. A message opens its chat for the robot's own messages.</summary>
    public void Remember(WeComRobotDelivery delivery)
    {
        _deliveries[delivery.ReqId] = delivery;
        if (delivery.Event.Length == 0)
        {
            Open(delivery.Chat, delivery.IsGroup);
        }
    }

    /// <summary>Somebody has written to the robot in this chat.</summary>
    public void Open(string chat, bool isGroup) => _chats[chat] = isGroup;

    public bool IsGroup(string chat) => _chats.GetValueOrDefault(chat);

    /// <summary>aibot_respond_msg: to a message, within 24 hours.</summary>
    public void Reply(string reqId, JsonElement body, DateTimeOffset now)
    {
        var to = Delivery(reqId, "", ReplyWithin, now);
        var words = content.Read(body, RobotPlace.Reply, to.IsGroup, now);
        if (words.Type == "stream")
        {
            Stream(to, body, words, now);
            return;
        }

        Admit(to.Chat, words.Card, now);
        Take(WeComRoutes.RobotReply, to, words, body);
    }

    /// <summary>aibot_respond_welcome_msg: once, to enter_chat, within five seconds.</summary>
    public void Welcome(string reqId, JsonElement body, DateTimeOffset now)
    {
        var to = Delivery(reqId, "enter_chat", EventReplyWithin, now);
        var words = content.Read(body, RobotPlace.Welcome, isGroup: false, now);
        Admit(to.Chat, words.Card, now);
        to.IsAnswered = true;
        Take(WeComRoutes.RobotWelcome, to, words, body);
    }

    /// <summary>aibot_respond_update_msg: once, to a pressed card, within five seconds, with the same task_id.</summary>
    public void Update(string reqId, JsonElement body, DateTimeOffset now)
    {
        var to = Delivery(reqId, "template_card_event", EventReplyWithin, now);
        var words = RobotContent.ReadUpdate(body, to.TaskId);
        to.IsAnswered = true;
        Take(WeComRoutes.RobotUpdate, to, words, body);
    }

    /// <summary>aibot_send_msg: to a chat in which somebody has written to the robot before.</summary>
    public void Send(string reqId, JsonElement body, DateTimeOffset now)
    {
        var chat = body.Text("chatid");
        var kind = body.Has("chat_type") ? body.Integer("chat_type") : 0;
        var fits = _chats.TryGetValue(chat, out var isGroup) && kind switch { 0 => true, 1 => !isGroup, 2 => isGroup, _ => false };
        if (!fits)
        {
            throw new RobotRefusal(RobotRefusal.BadChat);
        }

        var words = content.Read(body, RobotPlace.Send, isGroup, now);
        Admit(chat, words.Card, now);
        platform.Take(WeComRoutes.RobotSend, chat, words.Type, words.Text, body, m => m with { Via = reqId, Card = words.Card, Truncated = words.Cut });
    }

    private void Stream(WeComRobotDelivery to, JsonElement body, RobotWords words, DateTimeOffset now)
    {
        var stream = body.Object("stream") ?? default;
        var key = (to.ReqId, stream.Text("id"));
        if (_streams.TryGetValue(key, out var begun))
        {
            if (begun.IsFinished || now - begun.Since > StreamLife)
            {
                throw new RobotRefusal(RobotRefusal.StreamIsOver);
            }

            if (stream.Has("feedback"))
            {
                throw new RobotRefusal(RobotRefusal.BadParameter, "stream.feedback is for the first frame only");
            }
        }

        if (begun is null || platform.Options.RobotRefreshesCount)
        {
            Admit(to.Chat, card: null, now);
        }

        // An empty snapshot leaves what stands there: a "thinking" bubble stays for ever.
        var text = string.IsNullOrWhiteSpace(words.Text) && begun is not null ? begun.Text : words.Text;
        var isFinished = stream.IsTrue("finish");
        _streams[key] = new RobotStream(begun?.Since ?? now, text, isFinished);
        Take(WeComRoutes.RobotReply, to, words with { Text = text }, body, more: m => m with { Id = key.Item2, IsPartial = !isFinished });
    }

    private void Take(
        string route,
        WeComRobotDelivery to,
        RobotWords words,
        JsonElement body,
        Func<ReceivedMessage, ReceivedMessage>? more = null) =>
        platform.Take(
            route,
            to.Chat,
            words.Type,
            words.Text,
            body,
            m =>
            {
                var message = m with { Via = to.ReqId, Card = words.Card, Truncated = words.Cut };
                return more?.Invoke(message) ?? message;
            });

    private WeComRobotDelivery Delivery(string reqId, string eventType, TimeSpan within, DateTimeOffset now) =>
        _deliveries.TryGetValue(reqId, out var delivery)
        && delivery.Event == eventType
        && !delivery.IsAnswered
        && now - delivery.At <= within
            ? delivery
            : throw new RobotRefusal(RobotRefusal.BadRequestId);

    /// <summary>Counts a message against the chat's rate and a card's task_id against its one use.</summary>
    private void Admit(string chat, ReceivedCard? card, DateTimeOffset now)
    {
        var taskId = card?.TaskId ?? "";
        if (_taskIds.Contains(taskId))
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, "template_card.task_id is duplicate");
        }

        if (!_perMinute.TryTake(chat, now) || !_perHour.TryTake(chat, now))
        {
            throw new RobotRefusal(RobotRefusal.TooOften);
        }

        if (taskId.Length > 0)
        {
            _taskIds.Add(taskId);
        }
    }
}

/// <summary>A stream on its way: when its first frame came, what stands there now.</summary>
internal sealed record RobotStream(DateTimeOffset Since, string Text, bool IsFinished);
