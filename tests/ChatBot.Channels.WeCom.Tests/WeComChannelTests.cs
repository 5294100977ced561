using System.Net;
using System.Text;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

/// <summary>Sending, against the platform's double over real HTTP.</summary>
public sealed class WeComChannelTests : IAsyncLifetime
{
    private static readonly OutboundRoute Member = new("wecom", "main", RouteKind.Private, "zhangwei");
    private static readonly OutboundRoute Group = new("wecom", "main", RouteKind.Webhook, "branch");
    private static readonly OutboundMessage Notice = new() { Title = "会议通知", Text = "周三19:00党课", TypingHint = "回复“报名”或“请假”" };

    private WeComHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WeComHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Send_ToAMember_IsATextOfTheAppWithDuplicateCheck()
    {
        var result = await SendAsync(Member, Notice);

        Assert.True(result.IsSent);
        var message = Assert.Single(_host.Platform.Received);
        Assert.Equal(WeComRoutes.App, message.Route);
        Assert.Equal("zhangwei", message.To);
        Assert.Equal("【会议通知】\n周三19:00党课\n回复“报名”或“请假”", message.Text);
        Assert.Equal(WeComDemo.AgentId, message.Raw.GetProperty("agentid").GetInt32());
        Assert.Equal(1, message.Raw.GetProperty("enable_duplicate_check").GetInt32());
        Assert.Equal(1800, message.Raw.GetProperty("duplicate_check_interval").GetInt32());
        Assert.Contains("周三", message.Raw.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ToAGroup_IsATextOfItsRobot()
    {
        var result = await SendAsync(Group, Notice);

        Assert.True(result.IsSent);
        var message = Assert.Single(_host.Platform.Received);
        Assert.Equal(WeComRoutes.Webhook, message.Route);
        Assert.Equal(WeComDemo.WebhookKey, message.To);
        Assert.Equal(Notice.PlainText, message.Text);
        Assert.Equal(0, _host.Platform.CallsOf(WeComRoutes.Token));
    }

    [Fact]
    public async Task Send_NameThatLooksLikeAMention_RingsNobody()
    {
        await SendAsync(Group, new OutboundMessage { Text = "<@all> <@lina> 报名" });

        var message = Assert.Single(_host.Platform.Received);
        Assert.Empty(message.Mentions);
        Assert.Equal("＜@all> ＜@lina> 报名", message.Text);
    }

    [Theory]
    [InlineData(RouteKind.Private, "zhangwei")]
    [InlineData(RouteKind.Webhook, "branch")]
    public async Task Send_LongText_ComesWholeInParts(RouteKind kind, string address)
    {
        var text = string.Concat(Enumerable.Range(1, 130).Select(i => $"第{i}位：张伟，已报名😀。"));

        var result = await SendAsync(new("wecom", "main", kind, address), new OutboundMessage { Text = text });

        Assert.True(result.IsSent);
        Assert.True(_host.Platform.Received.Count > 1);
        Assert.All(_host.Platform.Received, m => Assert.False(m.Truncated));
        Assert.All(_host.Platform.Received, m => Assert.True(Encoding.UTF8.GetByteCount(m.Text) <= 2048));
        Assert.Equal(text, string.Concat(_host.Platform.Received.Select(m => m.Text)));
    }

    [Fact]
    public async Task Send_FailureBetweenParts_GoesOnThereNextTime()
    {
        var text = string.Concat(Enumerable.Range(1, 130).Select(i => $"第{i}位：张伟，已报名。"));
        var message = new OutboundMessage { Text = text };
        _host.Platform.FailNext(WeComRoutes.Webhook, Failure.Garbage("""{"errcode":0,"errmsg":"ok"}"""));
        _host.Platform.FailNext(WeComRoutes.Webhook, 45009);

        var first = await SendAsync(Group, message, "key-1");
        var second = await SendAsync(Group, message, "key-1");
        var rest = string.Concat(_host.Platform.Received.Select(m => m.Text));
        _host.Platform.Clear();
        var whole = await SendAsync(Group, message, "key-2");

        Assert.Equal(FailureCategory.RateLimited, first.Failure);
        Assert.True(second.IsSent);
        Assert.True(whole.IsSent);
        Assert.Equal(text, _host.Platform.Received[0].Text + rest);
    }

    [Fact]
    public async Task Send_FailureBetweenPartsAndOtherWordsNextTime_StartsOver()
    {
        var text = string.Concat(Enumerable.Range(1, 130).Select(i => $"第{i}位：张伟，已报名。"));
        _host.Platform.FailNext(WeComRoutes.Webhook, Failure.Garbage("""{"errcode":0,"errmsg":"ok"}"""));
        _host.Platform.FailNext(WeComRoutes.Webhook, 45009);
        await SendAsync(Group, new OutboundMessage { Text = text }, "key-1");

        var changed = "更正：" + text;
        Assert.True((await SendAsync(Group, new OutboundMessage { Text = changed }, "key-1")).IsSent);

        Assert.Equal(changed, string.Concat(_host.Platform.Received.Select(m => m.Text)));
    }

    [Fact]
    public async Task Send_ManyAtOnce_FetchesOneTokenAndKeepsItFiveMinutesShort()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            SendAsync(Member with { Address = $"user{i}" }, new OutboundMessage { Text = "hello" })));

        Assert.All(results, r => Assert.True(r.IsSent));
        Assert.Equal(1, _host.Platform.CallsOf(WeComRoutes.Token));
        Assert.Equal(TimeSpan.FromSeconds(6900), _host.Tokens.LastLifetime);
        Assert.Equal([$"wecom:{WeComDemo.CorpId}:{WeComDemo.AgentId}"], _host.Tokens.Keys);
    }

    [Fact]
    public async Task Send_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.Channel.SendAsync(Group, Notice, "1", cancelled.Token));
    }

    [Theory]
    [InlineData("wecom", "main", RouteKind.Private, "zhangwei", true)]
    [InlineData("wecom", "MAIN", RouteKind.Private, "zhangwei", true)]
    [InlineData("wecom", "main", RouteKind.Webhook, "branch", true)]
    [InlineData("wecom", "main", RouteKind.Webhook, "other", false)]
    [InlineData("wecom", "main", RouteKind.Group, "branch", false)]
    [InlineData("wecom", "other", RouteKind.Private, "zhangwei", false)]
    [InlineData("dingtalk", "main", RouteKind.Private, "zhangwei", false)]
    [InlineData("wecom", "main", RouteKind.Private, "", false)]
    [InlineData("wecom", "main", RouteKind.Private, "@all", false)]
    [InlineData("wecom", "main", RouteKind.Private, "zhangwei|lina", false)]
    public async Task CanSend_Route_IsWhatSendDoes(string channel, string account, RouteKind kind, string address, bool expected)
    {
        var route = new OutboundRoute(channel, account, kind, address);

        Assert.Equal(expected, _host.Channel.CanSend(route));
        Assert.Equal(expected, (await SendAsync(route, Notice)).IsSent);
    }

    [Fact]
    public async Task CanSend_AccountOfWebhooksAlone_HasNoMembers()
    {
        await using var host = await WeComHost.StartAsync(change: s =>
        {
            foreach (var key in s.Keys.Where(k => k.Contains(":App:", StringComparison.Ordinal) || k.EndsWith(":CorpId", StringComparison.Ordinal)).ToList())
            {
                s.Remove(key);
            }
        });

        Assert.False(host.Channel.CanSend(Member));
        Assert.True(host.Channel.CanSend(Group));
        using var response = await host.Http.GetAsync(host.CallbackUrl);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public void LimitsOf_Route_AreThePlatforms()
    {
        var message = new OutboundMessage { Text = "x" };
        Assert.Equal([20], _host.Channel.LimitsOf(Group, message).Select(l => l.Limit));
        Assert.Equal([30, 1000], _host.Channel.LimitsOf(Member, message).Select(l => l.Limit));
    }

    [Fact]
    public async Task Send_WhateverHappens_LogsNeitherKeysNorTokensNorWords()
    {
        _host.Platform.FailNext(WeComRoutes.App, 60020);
        _host.Platform.FailNext(WeComRoutes.Webhook, 93000);
        await SendAsync(Member, Notice);
        await SendAsync(Group, Notice);
        await SendAsync(Member, Notice);
        await SendAsync(Group, Notice);
        _host.Turns.Says("你的理由已记录");
        await _host.Caller.SendTextAsync("zhangwei", "家里有事");
        var token = await _host.Tokens.GetAsync(_host.Tokens.Keys.Single(), _ => throw new InvalidOperationException(), TestContext.Current.CancellationToken);

        var lines = _host.Logs.Lines.Select(l => l.Line).ToList();
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("System.Net.Http.HttpClient.wecom", StringComparison.Ordinal));
        Assert.All(
            (string[])[WeComDemo.Secret, WeComDemo.WebhookKey, WeComDemo.Token, WeComDemo.EncodingAesKey, token, "党课", "家里有事", "理由"],
            secret => Assert.DoesNotContain(lines, l => l.Contains(secret, StringComparison.Ordinal)));
    }

    private Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string key = "key") =>
        _host.Channel.SendAsync(route, message, key, TestContext.Current.CancellationToken);
}
