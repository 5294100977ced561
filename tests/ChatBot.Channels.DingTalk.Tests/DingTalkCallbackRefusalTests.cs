using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>What the endpoint does not let through to the bot.</summary>
public sealed class DingTalkCallbackRefusalTests
{
    [Theory]
    [InlineData(DingTalkCallbackFault.WrongSignature, HttpStatusCode.Forbidden)]
    [InlineData(DingTalkCallbackFault.MissingSignature, HttpStatusCode.Forbidden)]
    [InlineData(DingTalkCallbackFault.MissingTimestamp, HttpStatusCode.Forbidden)]
    [InlineData(DingTalkCallbackFault.Old, HttpStatusCode.Forbidden)]
    [InlineData(DingTalkCallbackFault.Ahead, HttpStatusCode.Forbidden)]
    [InlineData(DingTalkCallbackFault.UrlEncoded, HttpStatusCode.Forbidden)]
    [InlineData(DingTalkCallbackFault.Oversized, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Receive_BrokenCallback_IsRefusedWithoutDetailOrEffect(DingTalkCallbackFault fault, HttpStatusCode status)
    {
        await using var host = await BotHost.StartAsync();

        var reply = await host.Client.SendBrokenAsync(fault, BotHost.Staff, BotHost.Nick, "报名");

        Assert.Equal(status, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Empty(host.Bot.Heard);
        Assert.Empty(host.Platform.Received);
    }

    [Fact]
    public async Task Receive_ManyBadSignatures_AreLoggedOnceAMinute()
    {
        await using var host = await BotHost.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await host.Client.SendBrokenAsync(DingTalkCallbackFault.WrongSignature, BotHost.Staff, BotHost.Nick, "报名");
        }

        host.Clock.Now += TimeSpan.FromMinutes(1);
        await host.Client.SendBrokenAsync(DingTalkCallbackFault.WrongSignature, BotHost.Staff, BotHost.Nick, "报名");

        Assert.Equal(2, host.Log.Count(3010));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("alerts")]
    public async Task Receive_NoAppRobotOfThatName_IsNotFound(string account)
    {
        await using var host = await BotHost.StartAsync();
        using var client = host.ClientTo(account);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendTextAsync(BotHost.Staff, BotHost.Nick, "报名")).Status);
        Assert.Empty(host.Bot.Heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("{\"conversationType\":\"1\",\"conversationId\":\"cid\",\"createAt\":1,\"msgtype\":\"text\",\"senderStaffId\":\"u\",\"text\":{\"content\":\"\\ud800\"}}")]
    [InlineData("{\"encrypt\":\"AAAA\"}")]
    public async Task Receive_NoRobotMessage_IsABadRequest(string body)
    {
        await using var host = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.SendRawAsync(body)).Status);
        Assert.Empty(host.Bot.Heard);
    }

    [Fact]
    public async Task Receive_EncryptedBody_SaysWhatToSwitchOff()
    {
        await using var host = await BotHost.StartAsync();
        await host.Client.SendRawAsync("""{"encrypt":"AAAA"}""");
        Assert.Equal(1, host.Log.Count(3015));
    }

    [Fact]
    public async Task Receive_MessageOfAnotherRobot_IsForbidden()
    {
        await using var host = await BotHost.StartAsync();
        var payload = host.Client.Payload(BotHost.Staff, BotHost.Nick, "报名");
        payload["robotCode"] = "dingother";

        Assert.Equal(HttpStatusCode.Forbidden, (await host.Client.SendRawAsync(payload.ToJsonString())).Status);
        Assert.Empty(host.Bot.Heard);
    }

    [Fact]
    public async Task Receive_LargeBodyWithoutLength_IsRefused()
    {
        await using var host = await BotHost.StartAsync();
        using var request = Signed(host, new StreamContent(new MemoryStream(new byte[2 * DingTalkCallback.BodyLimit])));
        request.Headers.TransferEncodingChunked = true;
        using var http = new HttpClient();

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Receive_BodyOfTheLimitExactly_IsRead()
    {
        await using var host = await BotHost.StartAsync();
        var payload = host.Client.Payload(BotHost.Staff, BotHost.Nick, "报名");
        payload["filler"] = "";
        var missing = DingTalkCallback.BodyLimit - Encoding.UTF8.GetByteCount(payload.ToJsonString());
        payload["filler"] = new string('x', missing);
        using var request = Signed(host, new ByteArrayContent(Encoding.UTF8.GetBytes(payload.ToJsonString())));
        using var http = new HttpClient();

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(host.Bot.Heard);
    }

    [Fact]
    public async Task Receive_OtherMethod_IsNotAllowed()
    {
        await using var host = await BotHost.StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(host.BaseUrl, "/callbacks/dingtalk/robot/main"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private static HttpRequestMessage Signed(BotHost host, HttpContent content)
    {
        var timestamp = host.Clock.Now.ToUnixTimeMilliseconds();
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.BaseUrl, "/callbacks/dingtalk/robot/main")) { Content = content };
        request.Headers.TryAddWithoutValidation("timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("sign", DingTalkSignature.Sign(timestamp, DingTalkDemo.AppSecret));
        return request;
    }
}
