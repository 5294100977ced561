using System.Net;
using System.Text.Json.Nodes;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.ExactlyOnce;

/// <summary>A DingTalk callback that comes again has one effect, and its answer is posted once.</summary>
public sealed class DingTalkRepeatTests(BotFixture fixture) : IClassFixture<BotFixture>
{
    private const int Times = 10;
    private static int _sessions;

    private static readonly Dictionary<string, Action<JsonObject>> Kinds = new()
    {
        ["text"] = _ => { },
        ["picture"] = p => Become(p, "picture", """{"downloadCode":"code-1"}"""),
        ["audio"] = p => Become(p, "audio", """{"downloadCode":"code-1","duration":4000,"recognition":"报名"}"""),
        ["video"] = p => Become(p, "video", """{"downloadCode":"code-1","duration":"4","videoType":"mp4"}"""),
        ["file"] = p => Become(p, "file", """{"downloadCode":"code-1","fileName":"学习材料.pdf"}"""),
        ["richText"] = p => Become(p, "richText", """{"richText":[{"text":"报名"},{"type":"picture","downloadCode":"code-1"}]}"""),
        ["unknown"] = p => Become(p, "interactiveThing", """{"a":1}"""),
    };

    public static TheoryData<string, bool> All => [.. Kinds.Keys.SelectMany(k => new[] { (k, false), (k, true) })];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Callback_SentTwice_HasOneEffectAndOneAnswer(string kind, bool inGroup)
    {
        var (bot, payload, session) = await PrepareAsync(kind, inGroup);
        var first = await bot.DingTalkCaller.SendRawAsync(payload);
        await bot.SettleAsync();
        var answers = AnswersTo(bot, session);
        var between = await bot.Books.SnapshotAsync();

        var second = await bot.DingTalkCaller.SendRawAsync(payload);
        await bot.SettleAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(answers, AnswersTo(bot, session));
        Assert.Empty(Books.Differences(between, await bot.Books.SnapshotAsync()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Callback_SentTenTimesAtOnce_HasOneEffectAndOneAnswer(string kind, bool inGroup)
    {
        var (bot, payload, session) = await PrepareAsync(kind, inGroup);
        var before = await bot.Books.CountAsync("sign_up");

        var replies = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => bot.DingTalkCaller.SendRawAsync(payload)));
        await bot.SettleAsync();

        Assert.All(replies, r => Assert.Equal(HttpStatusCode.OK, r.Status));
        Assert.Distinct(AnswersTo(bot, session));
        Assert.True(kind != "text" || AnswersTo(bot, session).Count == 1);
        Assert.InRange(await bot.Books.CountAsync("sign_up") - before, kind == "text" ? 1 : 0, 1);
    }

    [Fact]
    public async Task Callback_SentAgainAfterItsAnswerGotLost_IsNotAnsweredTwice()
    {
        var (bot, payload, session) = await PrepareAsync("text", inGroup: true);
        bot.DingTalkPlatform.FailNext(DingTalkRoutes.Session, Failure.AnswerLost());
        await bot.DingTalkCaller.SendRawAsync(payload);
        await bot.DingTalkCaller.SendRawAsync(payload);
        await bot.SettleAsync();
        Assert.Single(AnswersTo(bot, session));
    }

    private async Task<(Bot Bot, string Payload, string Session)> PrepareAsync(string kind, bool inGroup)
    {
        var bot = fixture.Bot;
        var n = Interlocked.Increment(ref _sessions);
        await bot.Secretary.SaysAsync($"/开会 党课 {4 + (n / 28)}月{1 + (n % 28)}日15:00 三楼会议室 主题=专题学习");
        var number = await bot.Books.ScalarAsync<int>("SELECT max(number) FROM session");

        // The list of sign-ups for the group is due a minute later; it shall not fall between two looks at the books.
        await bot.MoveToAsync(bot.Clock.GetUtcNow().AddMinutes(2));
        var payload = bot.DingTalkCaller.Payload("ding05", "李长河", $"报名 {number}", isGroup: inGroup);
        Kinds[kind](payload);
        return (bot, payload.ToJsonString(), payload["sessionWebhook"]!.GetValue<string>().Split('=')[^1]);
    }

    private static List<string> AnswersTo(Bot bot, string session) =>
        [.. bot.DingTalkPlatform.Received.Where(m => m.Route == DingTalkRoutes.Session && m.Via == session).Select(m => m.Text)];

    private static void Become(JsonObject payload, string type, string content)
    {
        payload.Remove("text");
        payload["msgtype"] = type;
        payload["content"] = JsonNode.Parse(content);
    }
}
