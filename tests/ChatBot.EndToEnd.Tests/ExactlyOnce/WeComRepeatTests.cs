using System.Net;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.ExactlyOnce;

/// <summary>WeCom calls again when an answer is late: each message counts once, and every call gets the same answer.</summary>
public sealed class WeComRepeatTests(BotFixture fixture) : IClassFixture<BotFixture>
{
    private const int Times = 10;
    private static int _sessions;

    /// <summary>How each kind of callback is sent, the same again for a repeat.</summary>
    private static readonly Dictionary<string, Func<Bot, string, DateTimeOffset, Task<WeComCallbackReply>>> Callbacks = new()
    {
        ["text"] = (bot, words, at) => bot.WeComCaller.SendTextAsync("zhangxiaomei", words, msgId: IdOf(words), createTime: at),
        ["click"] = (bot, words, at) => bot.WeComCaller.SendEventAsync("zhangxiaomei", "click", words, createTime: at),
        ["template_card_event"] = (bot, words, at) => bot.WeComCaller.SendEventAsync("zhangxiaomei", "template_card_event", words, createTime: at),
        ["enter_agent"] = (bot, _, at) => bot.WeComCaller.SendEventAsync("zhangxiaomei", "enter_agent", createTime: at),
        ["subscribe"] = (bot, _, at) => bot.WeComCaller.SendEventAsync("zhangxiaomei", "subscribe", createTime: at),
        ["image"] = (bot, words, at) => SendMediaAsync(bot, "image", words, at),
        ["voice"] = (bot, words, at) => SendMediaAsync(bot, "voice", words, at),
        ["video"] = (bot, words, at) => SendMediaAsync(bot, "video", words, at),
        ["file"] = (bot, words, at) => SendMediaAsync(bot, "file", words, at),
        ["location"] = (bot, words, at) => SendMediaAsync(bot, "location", words, at),
    };

    public static TheoryData<string> All => [.. Callbacks.Keys];

    public static TheoryData<string> Speaking => ["text", "click", "template_card_event"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Callback_SentTwice_HasOneEffectAndOneAnswer(string kind)
    {
        var (bot, words, at) = await PrepareAsync();
        var first = await Callbacks[kind](bot, words, at);
        await bot.SettleAsync();
        var between = await bot.Books.SnapshotAsync();

        var second = await Callbacks[kind](bot, words, at);
        await bot.SettleAsync();

        Assert.Equal((HttpStatusCode.OK, first.Text), (second.Status, second.Text));
        Assert.Empty(Books.Differences(between, await bot.Books.SnapshotAsync()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Callback_SentTenTimesAtOnce_HasOneAnswer(string kind)
    {
        var (bot, words, at) = await PrepareAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => Callbacks[kind](bot, words, at)));
        Assert.All(replies, r => Assert.Equal(HttpStatusCode.OK, r.Status));
        Assert.Single(replies.Select(r => r.Text).Distinct());
    }

    [Theory]
    [MemberData(nameof(Speaking))]
    public async Task SignUp_SentTenTimesAtOnce_IsWrittenOnce(string kind)
    {
        var (bot, words, at) = await PrepareAsync();
        var before = await bot.Books.CountAsync("sign_up");
        var audited = await bot.Books.CountAsync("audit");

        var replies = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => Callbacks[kind](bot, words, at)));

        Assert.All(replies, r => Assert.Contains("报名", r.Text, StringComparison.Ordinal));
        Assert.Equal(before + 1, await bot.Books.CountAsync("sign_up"));
        Assert.Equal(audited + 1, await bot.Books.CountAsync("audit"));
    }

    [Fact]
    public async Task LastWordOfADialog_SentTenTimesAtOnce_SubmitsOnce()
    {
        var (bot, words, at) = await PrepareAsync();
        var session = words.Split(' ')[1];
        var person = bot.WeCom("wangchunyan");
        await person.SaysAsync($"请假 {session}");
        await person.SaysAsync("家里有事，陪孩子看牙");
        var replies = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ =>
            bot.WeComCaller.SendTextAsync("wangchunyan", "确定", msgId: IdOf(words) + 1, createTime: at)));
        await bot.SettleAsync();

        Assert.Contains("请假申请已提交", Assert.Single(replies.Select(r => r.Text).Distinct()), StringComparison.Ordinal);
        Assert.Equal(1, await bot.Books.ScalarAsync<long>("SELECT count(*) FROM leave_request JOIN session USING (branch_id, session_id) WHERE number = $1", int.Parse(session)));
        Assert.Single(bot.PrivateMessagesTo("周敏"), p => p.Contains($"王春燕 请假：[{session}]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SameId_FromAnotherPersonOrAtAnotherTime_IsAnotherMessage()
    {
        var (bot, words, at) = await PrepareAsync();
        var before = await bot.Books.CountAsync("sign_up");
        await bot.WeComCaller.SendTextAsync("shentao", words, msgId: 77, createTime: at);
        await bot.WeComCaller.SendTextAsync("chenghao", words, msgId: 77, createTime: at);
        var later = await bot.WeComCaller.SendTextAsync("shentao", "我的积分", msgId: 77, createTime: at.AddMinutes(1));
        Assert.Equal(before + 2, await bot.Books.CountAsync("sign_up"));
        Assert.Contains("积分", later.Text, StringComparison.Ordinal);
    }

    /// <summary>A fresh session to sign up for, the words that do it, and the time they are sent.</summary>
    private async Task<(Bot Bot, string Words, DateTimeOffset At)> PrepareAsync()
    {
        var bot = fixture.Bot;
        var n = Interlocked.Increment(ref _sessions);
        await bot.Secretary.SaysAsync($"/开会 党课 4月{n}日15:00 三楼会议室 主题=专题学习");
        var number = await bot.Books.ScalarAsync<int>("SELECT max(number) FROM session");

        // The list of sign-ups for the group is due a minute later; it shall not fall between two looks at the books.
        await bot.MoveToAsync(bot.Clock.GetUtcNow().AddMinutes(2));
        return (bot, $"报名 {number}", bot.Clock.GetUtcNow());
    }

    private static Task<WeComCallbackReply> SendMediaAsync(Bot bot, string type, string words, DateTimeOffset at) => bot.WeComCaller.SendRawXmlAsync(
        $"""
        <xml><ToUserName>{WeComDemo.CorpId}</ToUserName><FromUserName>zhangxiaomei</FromUserName><CreateTime>{at.ToUnixTimeSeconds()}</CreateTime>
        <MsgType>{type}</MsgType><MediaId>media-1</MediaId><MsgId>{IdOf(words)}</MsgId><AgentID>{WeComDemo.AgentId}</AgentID></xml>
        """);

    private static long IdOf(string words) => 9_000_000 + (10 * int.Parse(words.Split(' ')[1]));
}
