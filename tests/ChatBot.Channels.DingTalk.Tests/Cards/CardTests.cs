using System.Globalization;
using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Cards;

/// <summary>Interactive cards in both modes against the platform's double.</summary>
public sealed class CardTests
{
    private const string Key = "leave-00000000000000000000000000000001";
    private static readonly OutboundRoute Member = new("dingtalk", "main", RouteKind.Private, BotHost.Staff);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static OutboundMessage Question { get; } = new()
    {
        Title = "请假审批",
        Text = "张伟 请假：周三党课，出差",
        Card = Key,
        Buttons = [new Button("批准", "批准 ab12"), new Button("不批准", "不批准 ab12")],
        TypingHint = "可回复：「批准 ab12」「不批准 ab12」",
    };

    [Fact]
    public async Task Send_WithTemplate_IsACardWithItsButtons()
    {
        await using var host = await StartAsync("Stream");

        var result = await host.Channel.SendAsync(Member, Question, "row1", Token);

        Assert.Equal($"{Key}@row1", result.CardHandle);
        var seen = host.Platform.CardFor($"{Key}@row1", BotHost.Staff)!;
        Assert.Equal(["批准", "不批准"], seen.Card.Buttons.Select(b => b.Label));
        Assert.Contains("周三党课", seen.Card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_SameRowTwice_IsOneCard()
    {
        await using var host = await StartAsync("Stream");

        await host.Channel.SendAsync(Member, Question, "row1", Token);
        var again = await host.Channel.SendAsync(Member, Question, "row1", Token);

        Assert.True(again.IsSent);
        Assert.Single(host.Platform.Received, m => m.Card is not null);
    }

    [Fact]
    public async Task Send_WithoutTemplate_IsWordsWithTheHint()
    {
        await using var host = await BotHost.StartAsync();

        var result = await host.Channel.SendAsync(Member, Question, "row1", Token);

        Assert.True(result.IsSent);
        Assert.Null(result.CardHandle);
        Assert.Contains("可回复：", Assert.Single(host.Platform.Received).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TextLongerThanAVariable_GoesBeforeTheCard()
    {
        await using var host = await StartAsync("Stream");

        var result = await host.Channel.SendAsync(Member, Question with { Text = new string('长', 500) + "。完" }, "row1", Token);

        Assert.NotNull(result.CardHandle);
        Assert.Equal(2, host.Platform.Received.Count);
        Assert.EndsWith("完", host.Platform.Received[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stream")]
    [InlineData("Callback")]
    public async Task Tap_OnACard_SaysTheButtonsWordsAndChangesTheCard(string mode)
    {
        await using var host = await StartAsync(mode);
        host.Bot.OnMessage = (message, _) => Task.FromResult(new TurnOutcome(
            TurnStatus.Done,
            [new OutboundMessage { Text = "已批准 张伟 请假", Card = message.Tapped?.Key }, new OutboundMessage { Text = "还有 1 条待批" }]));
        await host.Channel.SendAsync(Member, Question, "row1", Token);
        var shown = host.Platform.Received.Single(m => m.Card is not null);

        await (await host.Platform.TapAsync(shown, "批准", BotHost.Staff, Token)).AcknowledgedAsync(ct: Token);

        var heard = Assert.Single(host.Bot.Heard);
        Assert.Equal((InboundKind.Tap, "批准 ab12", ConversationScope.Private), (heard.Kind, heard.Text, heard.Scope));
        Assert.Equal(new TappedCard(Key, $"{Key}@row1"), heard.Tapped);
        await host.Platform.WaitForAsync(m => m.Text.Contains("还有 1 条待批", StringComparison.Ordinal), ct: Token);
        var now = host.Platform.CardFor($"{Key}@row1", BotHost.Staff)!;
        Assert.Contains("已批准 张伟 请假", now.Card.Text, StringComparison.Ordinal);
        Assert.Empty(now.Card.Buttons);
    }

    [Fact]
    public async Task Tap_OnAGroupsCard_ChangesItForTheTapperAlone()
    {
        await using var host = await StartAsync("Stream");
        host.Bot.OnMessage = (message, _) => Task.FromResult(new TurnOutcome(TurnStatus.Done, [new OutboundMessage { Text = "您已报名", Card = message.Tapped?.Key }]));
        var notice = Question with { Title = "会议通知", Text = "周三党课", Buttons = [new Button("报名", "报名 9")] };
        await host.Channel.SendAsync(new OutboundRoute("dingtalk", "main", RouteKind.Group, DingTalkDemo.GroupConversation), notice, "row2", Token);
        var shown = host.Platform.Received.Single(m => m.Card is not null);

        await (await host.Platform.TapAsync(shown, "报名", BotHost.Staff, Token)).AcknowledgedAsync(ct: Token);

        Assert.Contains("您已报名", host.Platform.CardFor($"{Key}@row2", BotHost.Staff)!.Card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("您已报名", host.Platform.CardFor($"{Key}@row2", "somebody")!.Card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_SentCard_ShowsTheNewStateToEverybody()
    {
        await using var host = await StartAsync("Stream");
        var sent = await host.Channel.SendAsync(Member, Question, "row1", Token);

        var updated = await host.Channel.UpdateAsync(
            Member, $"{Key}@row1", sent.CardHandle!, new OutboundMessage { Title = "请假审批", Text = "已由何建平批准", Card = Key }, Token);

        Assert.True(updated.IsSent);
        var now = host.Platform.CardFor($"{Key}@row1", BotHost.Staff)!;
        Assert.Contains("已由何建平批准", now.Card.Text, StringComparison.Ordinal);
        Assert.Empty(now.Card.Buttons);
    }

    [Fact]
    public async Task Tap_WrongSignature_IsRefused()
    {
        await using var host = await StartAsync("Callback");
        using var http = new HttpClient();
        using var content = new StringContent("{}");

        using var answer = await http.PostAsync(new Uri(host.BaseUrl, "callbacks/dingtalk/robot/main/cards"), content, Token);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(host.Bot.Heard);
    }

    [Theory]
    [InlineData("a\\u0000", "row1")]
    [InlineData("a", "row\\u00001")]
    public async Task Tap_IdsThatNoStoreTakes_IsAnsweredAndRunsNothing(string user, string card)
    {
        await using var host = await StartAsync("Callback");
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        using var http = new HttpClient();
        using var content = new StringContent(
            $$$$"""{"outTrackId":"{{{{card}}}}","userId":"{{{{user}}}}","content":"{\"cardPrivateData\":{\"params\":{\"say\":\"报名 1\"}}}"}""");
        content.Headers.Add("x-ddpaas-signature-timestamp", timestamp);
        content.Headers.Add("x-ddpaas-signature", DingTalkSigner.SignCard(timestamp, "invented-card-secret"));

        using var answer = await http.PostAsync(new Uri(host.BaseUrl, "callbacks/dingtalk/robot/main/cards"), content, Token);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(host.Bot.Heard);
    }

    private static async Task<BotHost> StartAsync(string mode)
    {
        var host = await BotHost.StartAsync(settings: s =>
        {
            s["Channels:DingTalk:main:Mode"] = mode;
            s["Channels:DingTalk:main:Cards:TemplateId"] = DingTalkDemo.CardTemplateId;
            s["Channels:DingTalk:main:Cards:CallbackSecret"] = "invented-card-secret";
        });
        if (mode == "Stream")
        {
            await host.Platform.Stream.WaitForConnectionAsync(ct: Token);
        }
        else
        {
            await host.RegisterCardsAsync("main", "invented-card-secret");
        }

        return host;
    }
}
