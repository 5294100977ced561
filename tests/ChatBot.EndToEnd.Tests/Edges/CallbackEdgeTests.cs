using System.Net;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>Bad input at the callbacks: refused clearly, nothing half-written; what is merely unknown is answered and ignored.</summary>
public sealed class CallbackEdgeTests(BotFixture fixture) : IClassFixture<BotFixture>
{
    [Theory]
    [CombinatorialFaults<WeComCallbackFault>]
    public async Task WeCom_BrokenCallback_IsRefusedAndChangesNothing(WeComCallbackFault fault)
    {
        var bot = fixture.Bot;
        var before = await bot.Books.SnapshotAsync();

        var reply = await bot.WeComCaller.SendBrokenAsync(fault, bot.Secretary.Who.WeCom, "/开会 党课 3月11日15:00 主题=不该有");

        Assert.Contains(reply.Status, new[]
        {
            HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.RequestEntityTooLarge,
        });
        Assert.DoesNotContain("不该有", reply.Body, StringComparison.Ordinal);
        Assert.Empty(Books.Differences(before, await bot.Books.SnapshotAsync()));
    }

    [Theory]
    [CombinatorialFaults<DingTalkCallbackFault>]
    public async Task DingTalk_BrokenCallback_IsRefusedAndChangesNothing(DingTalkCallbackFault fault)
    {
        var bot = fixture.Bot;
        var before = await bot.Books.SnapshotAsync();

        var reply = await bot.DingTalkCaller.SendBrokenAsync(fault, bot.Secretary.Who.DingTalk, "周敏", "/开会 党课 3月11日15:00 主题=不该有");

        Assert.Contains(reply.Status, new[]
        {
            HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.RequestEntityTooLarge,
        });
        Assert.Empty(reply.Messages);
        Assert.Empty(Books.Differences(before, await bot.Books.SnapshotAsync()));
    }

    [Fact]
    public async Task UnknownMessageTypes_AreAnsweredWithSuccessAndChangeNothing()
    {
        var bot = fixture.Bot;
        var before = await bot.Books.SnapshotAsync();

        var weCom = await bot.WeComCaller.SendRawXmlAsync(
            bot.WeComCaller.TextXml("zhangxiaomei", "x").Replace("text", "hologram", StringComparison.Ordinal));
        var happening = await bot.WeComCaller.SendEventAsync("zhangxiaomei", "batch_job_result");
        var payload = bot.DingTalkCaller.Payload("ding05", "李长河", "x");
        payload["msgtype"] = "hologram";
        var dingTalk = await bot.DingTalkCaller.SendRawAsync(payload.ToJsonString());

        Assert.All(new[] { weCom.Status, happening.Status, dingTalk.Status }, s => Assert.Equal(HttpStatusCode.OK, s));
        Assert.Empty(Books.Differences(before, await bot.Books.SnapshotAsync()));
    }

    [Theory]
    [InlineData("callbacks/wecom/app/nobody")]
    [InlineData("callbacks/dingtalk/robot/nobody")]
    public async Task UnknownAccount_IsNotFound(string path)
    {
        using var http = new HttpClient();

        var answer = await http.PostAsync(new Uri(fixture.Bot.Url, path), new StringContent("{}"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
