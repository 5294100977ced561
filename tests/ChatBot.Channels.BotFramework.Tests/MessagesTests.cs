using System.Net;
using System.Text.Json.Nodes;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.BotFramework.Tests;

/// <summary>What comes in over <c>/api/messages</c>, and how it is answered.</summary>
public sealed class MessagesTests
{
    private const string Group = "19:group";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_PrivateText_IsHeardAndAnsweredThroughTheConnector()
    {
        await using var host = await ChannelHost.StartAsync();

        var answer = await host.Client.SayAsync("u1", "请假", ct: Token);

        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
        var heard = Assert.Single(host.Turns.Heard);
        Assert.Equal(
            (new PlatformUser("botframework", "main", "u1"), ConversationScope.Private, InboundKind.Text, "请假", "u1"),
            (heard.Sender, heard.Scope, heard.Kind, heard.Text, heard.SenderName));
        var said = Assert.Single(host.Platform.Received);
        Assert.Equal((BotFrameworkRoutes.Reply, "u1", "echo 请假", "plain"), (said.Route, said.To, said.Text, said.Raw.GetProperty("textFormat").GetString()));
    }

    [Fact]
    public async Task Post_ExpectReplies_AnswersInTheBodyAndARepeatGetsTheSame()
    {
        await using var host = await ChannelHost.StartAsync();

        var first = await host.Client.SayAsync("u1", "帮助", expectReplies: true, ct: Token);
        var second = await host.Client.RepeatAsync(first, Token);

        Assert.Equal(["echo 帮助"], first.Replies);
        Assert.Equal(["echo 帮助"], second.Replies);
        Assert.Single(host.Turns.Heard);
        Assert.Empty(host.Platform.Received);
    }

    [Fact]
    public async Task Post_Repeat_HasNoSecondEffectAndIsSaidOnce()
    {
        await using var host = await ChannelHost.StartAsync();

        var repeat = await host.Client.RepeatAsync(await host.Client.SayAsync("u1", "报名", ct: Token), Token);

        Assert.Equal(HttpStatusCode.OK, repeat.Status);
        Assert.Single(host.Turns.Heard);
        Assert.Single(host.Platform.Received);
    }

    [Fact]
    public async Task Post_NoTimestamp_ARepeatIsStillKnown()
    {
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("message", "u1", null);
        activity.Remove("timestamp");
        activity["text"] = "报名";

        await host.Client.PostAsync(activity, Token);
        await Task.Delay(1_100, Token);
        await host.Client.PostAsync(activity, Token);

        Assert.Single(host.Turns.Heard);
    }

    [Fact]
    public async Task Post_NothingToSay_IsFine()
    {
        await using var host = await ChannelHost.StartAsync();
        host.Turns.Answer = _ => [];

        Assert.Equal(HttpStatusCode.OK, (await host.Client.SayAsync("u1", "嗯", ct: Token)).Status);
        Assert.Equal([], (await host.Client.SayAsync("u1", "嗯", expectReplies: true, ct: Token)).Replies);
    }

    [Fact]
    public async Task Post_Group_OnlyWhatMentionsTheBotIsHeardWithoutTheMention()
    {
        await using var host = await ChannelHost.StartAsync();

        await host.Client.SayAsync("u1", "大家好", Group, mentions: false, ct: Token);
        await host.Client.SayAsync("u1", "请假", Group, ct: Token);

        var heard = Assert.Single(host.Turns.Heard);
        Assert.Equal((ConversationScope.Group, Group, "请假"), (heard.Scope, heard.ConversationId, heard.Text));
    }

    [Fact]
    public async Task Post_GroupMentionOfSomebodyElse_IsNotHeard()
    {
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("message", "u1", Group);
        activity["text"] = "<at>老张</at> 你好";
        activity["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>老张</at>",
            ["mentioned"] = new JsonObject { ["id"] = "u9", ["name"] = "老张" },
        });

        Assert.Equal(HttpStatusCode.OK, (await host.Client.PostAsync(activity, Token)).Status);
        Assert.Empty(host.Turns.Heard);
    }

    [Fact]
    public async Task Post_TapOfASuggestedAction_IsItsWords()
    {
        await using var host = await ChannelHost.StartAsync();
        host.Turns.Answer = _ => [new OutboundMessage { Text = "请核对", Buttons = [new Button("确定", "我确定")] }];
        await host.Client.SayAsync("u1", "请假", ct: Token);

        await host.Client.TapAsync(host.Platform.Received[0], "确定", "u1", ct: Token);

        Assert.Equal("suggestedActions", host.Platform.Received[0].Card!.Type);
        Assert.Equal(["请假", "我确定"], host.Turns.Heard.Select(h => h.Text));
    }

    [Fact]
    public async Task Post_TapOfACardInAGroup_IsHeardWithoutAMention()
    {
        await using var host = await ChannelHost.StartAsync();
        host.Turns.Answer = _ => [new OutboundMessage { Title = "党课通知", Text = "周五", Buttons = [new Button("报名", "报名 9")] }];
        await host.Client.SayAsync("u1", "通知", Group, ct: Token);
        var notice = host.Platform.Received[0];

        await host.Client.TapAsync(notice, "报名", "u2", Group, Token);

        Assert.Equal(("heroCard", "党课通知"), (notice.Card!.Type, notice.Card.Title));
        var tap = host.Turns.Heard.Last();
        Assert.Equal((InboundKind.Tap, "报名 9", "u2"), (tap.Kind, tap.Text, tap.Sender.UserId));
    }

    [Theory]
    [InlineData("\"报名 9\"")]
    [InlineData("{\"say\":\"报名 9\"}")]
    public async Task Post_Value_IsATap(string value)
    {
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("message", "u1", null);
        activity["value"] = JsonNode.Parse(value);

        await host.Client.PostAsync(activity, Token);

        Assert.Equal((InboundKind.Tap, "报名 9"), (Assert.Single(host.Turns.Heard).Kind, host.Turns.Heard.First().Text));
    }

    [Fact]
    public async Task Post_PersonOpensTheChat_IsWelcomed()
    {
        await using var host = await ChannelHost.StartAsync();
        host.Turns.Answer = _ => [new OutboundMessage { Text = "您好" }];

        await host.Client.EnterAsync("u1", Token);

        var heard = Assert.Single(host.Turns.Heard);
        Assert.Equal((InboundKind.Enter, "u1"), (heard.Kind, heard.Sender.UserId));
        Assert.Equal("您好", Assert.Single(host.Platform.Received).Text);
    }

    [Fact]
    public async Task Post_OnlyTheBotWasAdded_IsNoTurn()
    {
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("conversationUpdate", "u1", null);
        activity["membersAdded"] = new JsonArray(new JsonObject { ["id"] = host.Platform.Options.BotId });

        Assert.Equal(HttpStatusCode.OK, (await host.Client.PostAsync(activity, Token)).Status);
        Assert.Empty(host.Turns.Heard);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("invoke")]
    [InlineData("event")]
    [InlineData("messageReaction")]
    [InlineData("endOfConversation")]
    [InlineData("installationUpdate")]
    [InlineData("somethingNew")]
    public async Task Post_OtherType_IsTakenAndLeft(string type)
    {
        await using var host = await ChannelHost.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.Client.PostAsync(host.Client.Activity(type, "u1", null), Token)).Status);
        Assert.Empty(host.Turns.Heard);
    }

    [Fact]
    public async Task Post_Attachments_AreOurs()
    {
        await using var host = await ChannelHost.StartAsync();
        var activity = host.Client.Activity("message", "u1", null);
        activity["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "https://example.org/a.png", ["name"] = "证明\u0007.png" },
            new JsonObject { ["contentType"] = "text/html", ["content"] = "<p>again</p>" },
            new JsonObject { ["contentType"] = "application/pdf", ["contentUrl"] = "data:application/pdf;base64,AAAA", ["name"] = "a.pdf" });

        await host.Client.PostAsync(activity, Token);

        var heard = Assert.Single(host.Turns.Heard);
        Assert.Equal(InboundKind.Attachment, heard.Kind);
        Assert.Equal(new InboundAttachment("image", "https://example.org/a.png", "证明.png"), heard.Attachments[0]);
        Assert.Equal(("file", "a.pdf", true), (heard.Attachments[1].Kind, heard.Attachments[1].Name, heard.Attachments[1].PlatformId.StartsWith("sha256-", StringComparison.Ordinal)));
        Assert.Equal(2, heard.Attachments.Count);
    }

    [Fact]
    public async Task Post_Teams_PersonIsOfTheDirectoryAndAThreadBelongsToItsChannel()
    {
        await using var host = await ChannelHost.StartAsync(client: new BotFrameworkDoubleOptions { ChannelId = "msteams" });
        var activity = host.Client.Activity("message", "29:made-for-the-bot", "19:c@thread;messageid=1");
        activity["from"]!["aadObjectId"] = "2b1f0c0e-0000-4000-8000-000000000001";
        activity["value"] = "帮助";

        await host.Client.PostAsync(activity, Token);

        var heard = Assert.Single(host.Turns.Heard);
        Assert.Equal(("2b1f0c0e-0000-4000-8000-000000000001", "19:c@thread"), (heard.Sender.UserId, heard.ConversationId));
        Assert.Equal("19:c@thread;messageid=1", Assert.Single(host.Platform.Received).To);
    }

    [Fact]
    public async Task Post_NothingKept_AsksForARepeatAndSaysSoOnce()
    {
        await using var host = await ChannelHost.StartAsync();
        host.Turns.Status = TurnStatus.NotKept;

        var first = await host.Client.SayAsync("u1", "报名", ct: Token);
        var again = await host.Client.RepeatAsync(first, Token);
        host.Turns.Status = TurnStatus.Done;
        var done = await host.Client.RepeatAsync(first, Token);

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (first.Status, again.Status, done.Status));
        Assert.Equal(["nothing was kept", "echo 报名"], host.Platform.Received.Select(r => r.Text));
    }

    [Fact]
    public async Task Post_ConnectorFails_ARepeatDelivers()
    {
        await using var host = await ChannelHost.StartAsync();
        host.Platform.FailNext(BotFrameworkRoutes.Reply, HttpStatusCode.BadGateway);

        var first = await host.Client.SayAsync("u1", "报名", ct: Token);
        var again = await host.Client.RepeatAsync(first, Token);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal("echo 报名", Assert.Single(host.Platform.Received).Text);
        Assert.Single(host.Turns.Heard);
    }

    [Fact]
    public async Task Post_ConnectorsAnswerLost_IsNotSaidAgain()
    {
        await using var host = await ChannelHost.StartAsync();
        host.Platform.FailNext(BotFrameworkRoutes.Reply, Failure.AnswerLost());

        var first = await host.Client.SayAsync("u1", "报名", ct: Token);
        await host.Client.RepeatAsync(first, Token);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Single(host.Platform.Received);
    }

    [Fact]
    public async Task Log_OfATurnAndAPush_HoldsNoIdNameOrWord()
    {
        await using var host = await ChannelHost.StartAsync();
        await host.Client.SayAsync("liu-yang-7", "腰疼请假", ct: Token);
        await host.Channel.SendAsync(new OutboundRoute("botframework", "main", RouteKind.Private, "liu-yang-7"), new OutboundMessage { Text = "已批准" }, "k", Token);
        host.Platform.FailNext(BotFrameworkRoutes.Reply, HttpStatusCode.Forbidden);
        await host.Client.SayAsync("liu-yang-7", "腰疼请假", ct: Token);

        Assert.Equal(2, host.Platform.Received.Count);
        Assert.DoesNotContain(host.Lines.All, l => l.Contains("liu-yang-7", StringComparison.Ordinal) || l.Contains("腰疼", StringComparison.Ordinal) || l.Contains("批准", StringComparison.Ordinal));
    }
}
