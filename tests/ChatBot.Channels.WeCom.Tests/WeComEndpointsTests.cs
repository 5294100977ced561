using System.Net;
using System.Text;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

/// <summary>The callback address over real HTTP, called as the platform calls it.</summary>
public sealed class WeComEndpointsTests : IAsyncLifetime
{
    private WeComHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WeComHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Get_AddressCheck_EchoesTheSecretBytes() => Assert.True(await _host.Caller.VerifyUrlAsync());

    [Theory]
    [InlineData("")]
    [InlineData("?msg_signature=0&timestamp=1&nonce=2")]
    [InlineData("?msg_signature=0000000000000000000000000000000000000000&timestamp=1&nonce=2&echostr=abcd")]
    public async Task Get_NotFromThePlatform_IsForbiddenWithoutDetail(string query)
    {
        using var response = await _host.Http.GetAsync(new Uri(_host.CallbackUrl, query));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_Text_RunsOneTurnAndAnswersPassively()
    {
        _host.Turns.Says("已请假：周三党课。");

        var reply = await _host.Caller.SendTextAsync("ZhangWei", "周三党课我请假", msgId: 77, createTime: DateTimeOffset.FromUnixTimeSeconds(1772607600));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("已请假：周三党课。", reply.Text);
        Assert.Contains("<ToUserName><![CDATA[ZhangWei]]></ToUserName>", reply.Xml, StringComparison.Ordinal);
        var message = _host.Turns.Single;
        Assert.Equal(new PlatformUser("wecom", "main", "zhangwei"), message.Sender);
        Assert.Equal("77", message.MessageId);
        Assert.Equal("周三党课我请假", message.Text);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772607600), message.SentAt);
        Assert.Equal(0, _host.Platform.CallsOf(WeComRoutes.App));
    }

    [Fact]
    public async Task Post_SeveralReplies_AreOneTextWithBlankLines()
    {
        _host.Turns.Says("一", "二");
        Assert.Equal("一\n\n二", (await _host.Caller.SendTextAsync("zhangwei", "x")).Text);
    }

    [Fact]
    public async Task Post_ReplyWithMarkupAndControlCharacters_StaysOneReadableText()
    {
        _host.Turns.Says("a]]>b<c>&d\u0001\u000B😀\ud83d <@all> <A href='http://x'>");
        Assert.Equal("a]]>b<c>&d😀 ＜@all> ＜a href='http://x'>", (await _host.Caller.SendTextAsync("zhangwei", "x")).Text);
    }

    [Fact]
    public async Task Post_TurnWithoutReply_IsAnsweredEmpty()
    {
        var reply = await _host.Caller.SendTextAsync("zhangwei", "x");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Single(_host.Turns.Messages);
    }

    [Theory]
    [InlineData(TurnStatus.NotKept)]
    [InlineData(TurnStatus.Busy)]
    public async Task Post_NothingKept_AsksForARepeat(TurnStatus status)
    {
        _host.Turns.Ends(status, "暂时没有保存");

        var reply = await _host.Caller.SendTextAsync("zhangwei", "x");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Empty(reply.Body);
    }

    [Fact]
    public async Task Post_Repeat_GetsTheSameAnswerAndTheSameKey()
    {
        _host.Turns.Ends(TurnStatus.Repeated, "已报名");
        var at = DateTimeOffset.FromUnixTimeSeconds(1772607600);

        var first = await _host.Caller.SendTextAsync("zhangwei", "报名", 5, at);
        var second = await _host.Caller.SendTextAsync("zhangwei", "报名", 5, at);

        Assert.Equal("已报名", first.Text);
        Assert.Equal("已报名", second.Text);
        Assert.Equal(_host.Turns.Messages[0].InboxKey, _host.Turns.Messages[1].InboxKey);
    }

    [Fact]
    public async Task Post_TurnThatTakesTooLong_IsCancelledAndRepeated()
    {
        _host.Callback.TurnLimit = TimeSpan.FromMilliseconds(50);
        var cancelled = false;
        _host.Turns.Answer = async (_, ct) =>
        {
            var never = new TaskCompletionSource<TurnOutcome>();
            await using var registration = ct.Register(() =>
            {
                cancelled = true;
                never.SetCanceled(ct);
            });
            return await never.Task;
        };

        var reply = await _host.Caller.SendTextAsync("zhangwei", "x");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.True(cancelled);
    }

    [Fact]
    public async Task Post_CardClick_IsATap()
    {
        await _host.Caller.SendCardClickAsync("zhangwei", "报名 12", "session-12", "code");

        Assert.Equal(InboundKind.Tap, _host.Turns.Single.Kind);
        Assert.Equal("报名 12", _host.Turns.Single.Text);
    }

    [Fact]
    public async Task Post_TwoTapsInOneSecond_HaveTwoIdsAndARepeatHasOne()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1772607600);
        await _host.Caller.SendEventAsync("zhangwei", "click", "报名 1", createTime: at);
        await _host.Caller.SendEventAsync("zhangwei", "click", "报名 2", createTime: at);
        await _host.Caller.SendEventAsync("zhangwei", "click", "报名 2", createTime: at);

        var ids = _host.Turns.Messages.Select(m => m.MessageId).ToList();
        Assert.Equal(3, ids.Count);
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal(ids[1], ids[2]);
        Assert.DoesNotContain("报名", ids[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_EventWithoutMeaningForTheBot_IsTakenWithoutATurn()
    {
        var reply = await _host.Caller.SendEventAsync("zhangwei", "view", "https://example.org/");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Empty(_host.Turns.Messages);
    }

    [Theory]
    [InlineData(WeComCallbackFault.WrongSignature, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.MissingSignature, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.WrongReceiver, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.TruncatedCipher, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.NotBase64, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.WrongPadding, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.LengthBeyondEnd, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.NegativeLength, HttpStatusCode.Forbidden)]
    [InlineData(WeComCallbackFault.DoctypeOutside, HttpStatusCode.BadRequest)]
    [InlineData(WeComCallbackFault.DoctypeInside, HttpStatusCode.BadRequest)]
    [InlineData(WeComCallbackFault.Oversized, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(WeComCallbackFault.NotXml, HttpStatusCode.BadRequest)]
    public async Task Post_BrokenCallback_IsRefusedWithoutATurn(WeComCallbackFault fault, HttpStatusCode expected)
    {
        _host.Turns.Says("must not be said");

        var reply = await _host.Caller.SendBrokenAsync(fault, "zhangwei", "x");

        Assert.Equal(expected, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Empty(_host.Turns.Messages);

        // The same caller, unbroken, is heard: the refusal was for the fault.
        Assert.Equal(HttpStatusCode.OK, (await _host.Caller.SendTextAsync("zhangwei", "x")).Status);
    }

    [Fact]
    public async Task Post_OversizedBodyWithoutLength_IsRefusedByCounting()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes("<xml>" + new string(' ', 1_200_000) + "</xml>")));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.CallbackUrl, "?msg_signature=0&timestamp=1&nonce=2"));
        request.Content = content;
        request.Headers.TransferEncodingChunked = true;

        using var response = await _host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_JustBelowTheLimit_IsHeard()
    {
        var words = new string('x', 700_000);
        var reply = await _host.Caller.SendTextAsync("zhangwei", words);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(words.Length, _host.Turns.Single.Text.Length);
    }

    [Theory]
    [InlineData("/callbacks/wecom/app/nobody", HttpStatusCode.NotFound)]
    [InlineData("/callbacks/wecom/app/", HttpStatusCode.NotFound)]
    [InlineData("/callbacks/wecom/app/MAIN", HttpStatusCode.Forbidden)]
    public async Task Post_Name_IsLookedUpWhateverTheCase(string path, HttpStatusCode expected)
    {
        using var content = new StringContent("<xml/>");
        using var response = await _host.Http.PostAsync(new Uri(_host.CallbackUrl, path), content);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Post_FloodOfRefusals_WritesOneLine()
    {
        for (var i = 0; i < 5; i++)
        {
            await _host.Caller.SendBrokenAsync(WeComCallbackFault.WrongSignature, "zhangwei", "x");
        }

        Assert.Equal(1, _host.Logs.Count(2001));
    }
}
