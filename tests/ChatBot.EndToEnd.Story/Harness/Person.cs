using ChatBot.PlatformDoubles;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>A member with a phone: speaks through the platform's real callbacks, and remembers what the bot told him.</summary>
public sealed class Person
{
    private readonly Bot _bot;
    private readonly Lock _gate = new();
    private readonly List<string> _heard = [];
    private readonly List<string> _pushed = [];

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
    public async Task<Reply> SaysAsync(string text)
    {
        _bot.Tick();
        _bot.Tell(Place, Name, null, text, isPush: false);
        return await HearAsync(IsOnWeCom
            ? Of(await _bot.WeComCaller.SendTextAsync(Who.WeCom, text))
            : Of(await _bot.DingTalkCaller.SendTextAsync(Who.DingTalk, Name, text)));
    }

    /// <summary>Says something to the bot in the branch's group, which is on DingTalk.</summary>
    public async Task<Reply> SaysInGroupAsync(string text)
    {
        if (Who.DingTalk.Length == 0)
        {
            throw new InvalidOperationException($"{Name} is not in the group: it is on DingTalk.");
        }

        _bot.Tick();
        _bot.Tell(ChatPlace.Group, Name, null, $"@小助手 {text}", isPush: false);
        var reply = Of(await _bot.DingTalkCaller.SendTextAsync(Who.DingTalk, Name, text, isGroup: true));
        _bot.TellReply(ChatPlace.Group, null, reply.Text);
        await _bot.SettleAsync();
        return reply;
    }

    /// <summary>Taps the newest button whose words hold this one: on WeCom a real click, on DingTalk the words typed.</summary>
    /// <exception cref="InvalidOperationException">There was no such button.</exception>
    public async Task<Reply> TapsAsync(string word)
    {
        var say = FindOption(word);
        if (!IsOnWeCom)
        {
            return await SaysAsync(say);
        }

        _bot.Tick();
        _bot.Tell(Place, Name, null, $"［点按］{say}", isPush: false);
        return await HearAsync(Of(await _bot.WeComCaller.SendEventAsync(Who.WeCom, "click", say)));
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

    private async Task<Reply> HearAsync(Reply reply)
    {
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

    private static Reply Of(DingTalkCallbackReply reply) => new(reply.Status, string.Join('\n', reply.Messages.Select(m => m.Text)));
}
