using System.Net;
using System.Text;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>What nobody but the platform could have sent, or not even the platform: refused, and nothing half-written.</summary>
public sealed class CallbackEdgeTests(BotFixture fixture) : IClassFixture<BotFixture>
{
    public static TheoryData<WeComCallbackFault> WeComFaults => [.. Enum.GetValues<WeComCallbackFault>()];

    public static TheoryData<DingTalkCallbackFault> DingTalkFaults => [.. Enum.GetValues<DingTalkCallbackFault>()];

    [Theory]
    [MemberData(nameof(WeComFaults))]
    public Task WeCom_BrokenMessage_IsRefusedWithoutTrace(WeComCallbackFault fault) => WithoutTraceAsync(async bot =>
    {
        var reply = await bot.WeComCaller.SendBrokenAsync(fault, "zhoumin", "/开会 党课 4月1日15:00 三楼会议室 主题=学习");
        Assert.InRange((int)reply.Status, 400, 499);
        Assert.Equal("", reply.Text);
        if (fault == WeComCallbackFault.Oversized)
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        }
    });

    [Theory]
    [MemberData(nameof(DingTalkFaults))]
    public Task DingTalk_BrokenMessage_IsRefusedWithoutTrace(DingTalkCallbackFault fault) => WithoutTraceAsync(async bot =>
    {
        var reply = await bot.DingTalkCaller.SendBrokenAsync(fault, "ding01", "周敏", "/开会 党课 4月1日15:00 三楼会议室 主题=学习");
        Assert.InRange((int)reply.Status, 400, 499);
        Assert.Empty(reply.Messages);
    });

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"msgId\":\"m1\"}")]
    [InlineData("{\"msgId\":\"m1\",\"msgtype\":\"text\",\"text\":\"报名\",\"senderStaffId\":\"ding01\"}")]
    public Task DingTalk_SignedNonsense_IsRefusedWithoutTrace(string json) => WithoutTraceAsync(async bot =>
        Assert.InRange((int)(await bot.DingTalkCaller.SendRawAsync(json)).Status, 400, 499));

    [Fact]
    public Task DingTalk_MessageForAnotherRobot_IsRefusedWithoutTrace() => WithoutTraceAsync(async bot =>
    {
        var payload = bot.DingTalkCaller.Payload("ding01", "周敏", "/开会 党课 4月1日15:00 三楼会议室 主题=学习");
        payload["robotCode"] = "another";
        Assert.InRange((int)(await bot.DingTalkCaller.SendRawAsync(payload.ToJsonString())).Status, 400, 499);
    });

    [Fact]
    public Task DingTalk_SessionWebhookThatLeadsElsewhere_IsNotCalled() => WithoutTraceAsync(async bot =>
    {
        using var elsewhere = new HttpTrap();
        await bot.DingTalkCaller.SendTextAsync("ding05", "李长河", "我的积分", sessionWebhook: $"{elsewhere.Url}robot/sendBySession?session=x");
        Assert.False(elsewhere.WasCalled);
        Assert.Contains(bot.DingTalkPlatform.Received, m => m.Route == DingTalkRoutes.Private && m.IsFor("ding05"));
    });

    [Fact]
    public Task WeCom_UnknownMessageType_IsAnsweredPolitely() => WithoutTraceAsync(async bot =>
    {
        var reply = await bot.WeComCaller.SendRawXmlAsync(Xml("hologram", "<MsgId>4711</MsgId>"));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Contains("看不懂", reply.Text, StringComparison.Ordinal);
    });

    [Fact]
    public Task WeCom_UnknownEvent_IsTakenAndIgnored() => WithoutTraceAsync(async bot =>
    {
        var reply = await bot.WeComCaller.SendEventAsync("zhoumin", "something_new");
        Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, reply.Text));
    });

    [Fact]
    public Task WeCom_MessageWithoutSender_IsRefused() => WithoutTraceAsync(async bot =>
    {
        var reply = await bot.WeComCaller.SendRawXmlAsync("<xml><MsgType>text</MsgType><Content>报名</Content><MsgId>1</MsgId></xml>");
        Assert.InRange((int)reply.Status, 400, 499);
    });

    [Fact]
    public Task Stranger_OnBothPlatforms_IsToldWhomToAsk() => WithoutTraceAsync(async bot =>
    {
        var weCom = await bot.WeComCaller.SendTextAsync("stranger", "/名册");
        Assert.Contains("不认识", weCom.Text, StringComparison.Ordinal);
        var dingTalk = await bot.DingTalkCaller.SendTextAsync("ding99", "路人", "/名册");
        Assert.Contains("不认识", Assert.Single(dingTalk.Messages).Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("callbacks/wecom/app/nobody", 404)]
    [InlineData("callbacks/dingtalk/robot/nobody", 404)]
    [InlineData("simulator", 404)]
    public async Task Address_OfNothing_IsNotFound(string path, int status)
    {
        using var http = new HttpClient();
        using var content = new StringContent("<xml/>", Encoding.UTF8, "text/xml");
        using var response = await http.PostAsync(new Uri(fixture.Bot.Url, path), content, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
    }

    /// <summary>Nothing is written, and the next good message is answered.</summary>
    private async Task WithoutTraceAsync(Func<Bot, Task> act)
    {
        var bot = fixture.Bot;
        var before = await bot.Books.SnapshotAsync();
        var inbox = await bot.Books.CountAsync("inbox");
        await act(bot);
        await bot.SettleAsync();
        Assert.Empty(Books.Differences(before, await bot.Books.SnapshotAsync()));
        Assert.Equal(inbox, await bot.Books.CountAsync("inbox"));
        Assert.Contains("积分", (await bot.Of("张晓梅").SaysAsync("我的积分")).Text, StringComparison.Ordinal);
        Assert.Contains("积分", (await bot.Of("李长河").SaysAsync("我的积分")).Text, StringComparison.Ordinal);
    }

    private static string Xml(string type, string inner) =>
        $"<xml><ToUserName>{WeComDemo.CorpId}</ToUserName><FromUserName>zhangxiaomei</FromUserName><CreateTime>1772413200</CreateTime><MsgType>{type}</MsgType>{inner}<AgentID>{WeComDemo.AgentId}</AgentID></xml>";
}
