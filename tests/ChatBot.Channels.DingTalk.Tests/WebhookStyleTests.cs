using ChatBot.Channels.DingTalk.Tests.Support;
using ChatBot.Kernel.Channels;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

/// <summary>The five types of a custom robot, each taken by the platform's double, signed.</summary>
public sealed class WebhookStyleTests
{
    private const string Style = "Channels:DingTalk:main:GroupWebhooks:branch:Style";
    private static readonly OutboundRoute Webhook = new("dingtalk", "main", RouteKind.Webhook, "branch");
    private static readonly Uri Address = new("https://example.org/a");
    private static readonly Uri Picture = new("https://example.org/a.png");

    public static TheoryData<string, string> Looks => new()
    {
        { "text", "Text" },
        { "markdown", "Markdown" },
        { "link", "Card" },
        { "feedCard", "Card" },
        { "actionCard", "Card" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Send_InTheStyle_ArrivesAsThatType(string type, string style)
    {
        await using var host = await BotHost.StartAsync(settings: s =>
        {
            s[Style] = style;
            s["Channels:DingTalk:main:GroupWebhooks:branch:RobotName"] = type == "actionCard" ? DingTalkDemo.RobotName : "";
        });
        var message = new OutboundMessage
        {
            Title = "学习材料",
            Text = "第一行\n第二行",
            Buttons = type == "actionCard" ? [new Button("已读", "已读 3")] : [],
            Links = type switch
            {
                "link" => [new MessageLink("文章", Address)],
                "feedCard" => [new MessageLink("文章", Address, Picture), new MessageLink("视频", Address, Picture)],
                _ => [],
            },
        };

        Assert.True((await host.Channel.SendAsync(Webhook, message, "k1", TestContext.Current.CancellationToken)).IsSent);

        var received = Assert.Single(host.Platform.Received);
        Assert.Equal(type, received.Type);
        Assert.Contains(type == "feedCard" ? "视频" : "第二行", received.Text, StringComparison.Ordinal);
        if (type == "actionCard")
        {
            Assert.Equal($"@{DingTalkDemo.RobotName} 已读 3", received.Card!.Button("已读").Asks);
        }
    }

    [Fact]
    public async Task Send_MentionsAll_IsWordsThatMentionEverybody()
    {
        await using var host = await BotHost.StartAsync(settings: s => s[Style] = "Card");

        await host.Channel.SendAsync(Webhook, new OutboundMessage { Text = "改期", MentionsAll = true }, "k2", TestContext.Current.CancellationToken);

        Assert.Equal(["@all"], Assert.Single(host.Platform.Received).Mentions);
    }

    [Fact]
    public async Task Send_LongMarkdown_IsCutIntoPartsAndEachArrives()
    {
        await using var host = await BotHost.StartAsync(settings: s => s[Style] = "Markdown");
        var text = string.Concat(Enumerable.Repeat("通知要写得清楚。", 1500));

        Assert.True((await host.Channel.SendAsync(Webhook, new OutboundMessage { Title = "通知", Text = text }, "k3", TestContext.Current.CancellationToken)).IsSent);

        Assert.True(host.Platform.Received.Count > 1);
        Assert.All(host.Platform.Received, m => Assert.Equal("markdown", m.Type));
        Assert.Equal(1500, host.Platform.Received.Sum(m => m.Text.Split("写得清楚").Length - 1));
    }
}
