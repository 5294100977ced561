using ChatBot.PlatformDoubles;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>A member with a phone: speaks through the platform's real callbacks, and remembers what the bot told him.</summary>
public sealed class Person
{
    private readonly Bot _bot;
    private readonly Lock _gate = new();
    private readonly List<string> _heard = [];
    private readonly List<string> _pushed = [];
    private Func<Task<Reply>>? _again;

    internal Person(Bot bot, CastMember who) => (_bot, Who) = (bot, who);

    public CastMember Who { get; }

    public string Name => Who.Name;

    /// <summary>Whether the private chat is on WeCom; else on DingTalk.</summary>
    public bool IsOnWeCom => Who.WeCom.Length > 0;

    /// <summary>What the bot sent here on its own, oldest first.</summary>
    public IReadOnlyList<string> Pushes
    {
        get
        {
            lock (_gate)
            {
                return [.. _pushed];
            }
        }
    }

    /// <summary>Says something in the private chat, and waits until everything that follows from it has been sent.</summary>
    public Task<Reply> SaysAsync(string text)
    {
        Begin(Place, text);
        return HearAsync(IsOnWeCom ? ByWeCom(text) : ByDingTalk(DingTalkSaying.Text(text), isGroup: false));
    }

    /// <summary>Says something to the bot in the branch's group, which is on DingTalk.</summary>
    public async Task<Reply> SaysInGroupAsync(string text)
    {
        if (Who.DingTalk.Length == 0)
        {
            throw new InvalidOperationException($"{Name} is not in the group: it is on DingTalk.");
        }

        Begin(ChatPlace.Group, $"@小助手 {text}");
        _again = ByDingTalk(DingTalkSaying.Text(text), isGroup: true);
        var reply = await _again();
        _bot.TellReply(ChatPlace.Group, null, reply.Text);
        await _bot.SettleAsync();
        return reply;
    }

    /// <summary>Sends a file, or with no name a picture, in the private chat.</summary>
    public Task<Reply> SendsAsync(string? file)
    {
        Begin(Place, file is null ? "［图片］" : $"［文件］{file}");
        var id = _bot.NextMessageId();
        var at = _bot.Clock.GetUtcNow();
        return HearAsync(IsOnWeCom
            ? async () => Of(await _bot.WeComCaller.SendRawXmlAsync(
                $"""
                <xml><ToUserName>{WeComDemo.CorpId}</ToUserName><FromUserName>{Who.WeCom}</FromUserName><CreateTime>{at.ToUnixTimeSeconds()}</CreateTime>
                <MsgType>{(file is null ? "image" : "file")}</MsgType><MediaId>media-{id}</MediaId><FileName>{file}</FileName><MsgId>{id}</MsgId><AgentID>{WeComDemo.AgentId}</AgentID></xml>
                """))
            : ByDingTalk(file is null ? DingTalkSaying.Picture([1, 2, 3]) : DingTalkSaying.File([1, 2, 3], file), isGroup: false));
    }

    /// <summary>Taps the newest button whose words hold this one: on WeCom a real click, on DingTalk the words typed.</summary>
    /// <exception cref="InvalidOperationException">There was no such button.</exception>
    public Task<Reply> TapsAsync(string word)
    {
        var say = FindOption(word);
        if (!IsOnWeCom)
        {
            return SaysAsync(say);
        }

        Begin(Place, $"［点按］{say}");
        var at = _bot.Clock.GetUtcNow();
        return HearAsync(async () => Of(await _bot.WeComCaller.SendEventAsync(Who.WeCom, "click", say, createTime: at)));
    }

    /// <summary>
    /// The platform delivers the person's last message once more, as it does when it believes it lost. What is heard then: the
    /// same answer on WeCom, which reads it from the call; nothing on DingTalk, where it was posted before.
    /// </summary>
    public async Task<Reply> IsHeardAgainAsync()
    {
        var reply = await (_again ?? throw new InvalidOperationException($"{Name} said nothing yet."))();
        await _bot.SettleAsync();
        return reply;
    }

    internal void TakePush(string text)
    {
        lock (_gate)
        {
            _pushed.Add(text);
            _heard.Add(text);
        }
    }

    private ChatPlace Place => IsOnWeCom ? ChatPlace.WeComPrivate : ChatPlace.DingTalkPrivate;

    // A second passes between two messages, as it does between people.
    private void Begin(ChatPlace place, string text)
    {
        _bot.Tick();
        _bot.Tell(place, Name, null, text, isPush: false);
    }

    private Func<Task<Reply>> ByWeCom(string text)
    {
        var id = _bot.NextMessageId();
        var at = _bot.Clock.GetUtcNow();
        return async () => Of(await _bot.WeComCaller.SendTextAsync(Who.WeCom, text, msgId: id, createTime: at));
    }

    private Func<Task<Reply>> ByDingTalk(DingTalkSaying what, bool isGroup)
    {
        var payload = _bot.DingTalkCaller.Payload(Who.DingTalk, Name, what, isGroup: isGroup);
        var session = payload["sessionWebhook"]!.GetValue<string>().Split('=')[^1];
        var json = payload.ToJsonString();
        return async () =>
        {
            var before = PostedTo(session).Count;
            var answer = await _bot.DingTalkCaller.SendRawAsync(json);
            return new Reply(answer.Status, string.Join('\n', PostedTo(session).Skip(before)));
        };
    }

    private List<string> PostedTo(string session) =>
        [.. _bot.DingTalkPlatform.Received.Where(m => m.Route == DingTalkRoutes.Session && m.Via == session).Select(m => m.Text)];

    private async Task<Reply> HearAsync(Func<Task<Reply>> send)
    {
        _again = send;
        var reply = await send();
        lock (_gate)
        {
            _heard.Add(reply.Text);
        }

        _bot.TellReply(Place, Name, reply.Text);
        await _bot.SettleAsync();
        return reply;
    }

    private string FindOption(string word)
    {
        lock (_gate)
        {
            for (var i = _heard.Count - 1; i >= 0; i--)
            {
                if (Reply.OptionsOf(_heard[i]).FirstOrDefault(o => o == word || o.Split(' ').Contains(word)) is { } option)
                {
                    return option;
                }
            }

            throw new InvalidOperationException($"{Name} has no button with 「{word}」. Heard last:\n{_heard.LastOrDefault()}");
        }
    }

    private static Reply Of(WeComCallbackReply reply) => new(reply.Status, reply.Text);
}
