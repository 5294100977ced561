using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Sdk;

/// <summary>The platform's own SDK takes the double for the platform: so what passes here passes there.</summary>
[Collection(NodeSdkTests.Name)]
public sealed class RobotSdkTests(NodeSdk sdk) : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private WeComDouble _platform = null!;

    public async ValueTask InitializeAsync() => _platform = await WeComDouble.StartAsync(clock: _clock);

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("这句话到一半就断了")]
    public async Task Message_BeforeAndAfterADroppedConnection_IsAnsweredByAStream(string? whileSaying)
    {
        await using var bot = SdkBot.Start(sdk, _platform);
        await bot.UntilAsync("authenticated");
        var first = await (await _platform.Robot.SayAsync("ZhangWei", "周三我请假", "wrGroup1")).AnswerAsync();
        Assert.Equal(("wrGroup1", "听到了：周三我请假"), (first.To, first.Text));
        Assert.Equal(["正在想", "听到了：周三我请假"], _platform.Received.Select(m => m.Text));

        await _platform.Robot.DropAsync(whileSaying);
        await bot.UntilAsync("reconnecting");
        await bot.UntilAsync("authenticated");
        var second = await (await _platform.Robot.SayAsync("ZhangWei", "又来了")).AnswerAsync();

        Assert.Equal(("ZhangWei", "听到了：又来了"), (second.To, second.Text));
        Assert.Equal(2, _platform.Robot.Subscriptions);
    }

    [Fact]
    public async Task Subscribe_WrongSecret_IsSeenAs853000()
    {
        await using var bot = SdkBot.Start(sdk, _platform, secret: "wrong");

        Assert.Contains("853000", (string?)(await bot.UntilAsync("error"))["reason"], StringComparison.Ordinal);
        await bot.UntilAsync("reconnecting");
        Assert.False(_platform.Robot.IsConnected);
    }

    [Fact]
    public async Task Subscribe_ASecondBot_SendsTheFirstAwayForGood()
    {
        await using var first = SdkBot.Start(sdk, _platform);
        await first.UntilAsync("authenticated");
        await using var second = SdkBot.Start(sdk, _platform);
        await second.UntilAsync("authenticated");

        await first.UntilAsync("dismissed");
        await first.UntilAsync("disconnected");
        var answer = await (await _platform.Robot.SayAsync("u1", "还在吗")).AnswerAsync();

        Assert.Equal("听到了：还在吗", answer.Text);
        Assert.Equal(2, _platform.Robot.Subscriptions);
    }

    [Fact]
    public async Task Ping_Unanswered_MakesItConnectAgain()
    {
        await using var bot = SdkBot.Start(sdk, _platform);
        await bot.UntilAsync("authenticated");
        _platform.FailNext(WeComRoutes.RobotPing, Failure.NoAnswer(), count: 2);

        await bot.UntilAsync("reconnecting");
        await bot.UntilAsync("authenticated");

        Assert.Equal("听到了：喂", (await (await _platform.Robot.SayAsync("u1", "喂")).AnswerAsync()).Text);
    }

    [Fact]
    public async Task CardWelcomeAndUpdate_MadeByTheSdk_AreShownAndCanBePressed()
    {
        await using var bot = SdkBot.Start(sdk, _platform);
        await bot.UntilAsync("authenticated");
        var welcome = await (await _platform.Robot.EnterChatAsync("u1"))!.AnswerAsync();
        Assert.Equal(("wecom.robot.welcome", "您好，我是支部助手。"), (welcome.Route, welcome.Text));

        var shown = await (await _platform.Robot.SayAsync("u1", "卡片")).AnswerAsync();
        Assert.Equal(("周三党课", "join"), (shown.Card!.Title, shown.Card.Button("参加").Key));
        var updated = await (await _platform.Robot.TapAsync(shown, "请假", "u1")).AnswerAsync();

        Assert.Equal(("wecom.robot.update", "已请假", shown.Card.TaskId), (updated.Route, updated.Card!.Title, updated.Card.TaskId));
    }

    [Fact]
    public async Task Files_InBothDirections_ArriveWhole()
    {
        await using var bot = SdkBot.Start(sdk, _platform);
        await bot.UntilAsync("authenticated");
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("三会一课😀", 999)));

        var loaded = await (await _platform.Robot.SayAsync("u1", WeComSaying.File(content, "记录 1.txt"))).AnswerAsync();
        var sent = await (await _platform.Robot.SayAsync("u1", "文件")).AnswerAsync();

        Assert.Equal($"记录 1.txt {content.Length} {Convert.ToHexStringLower(SHA256.HashData(content))}", loaded.Text);
        Assert.Equal(("file", "[file 学习材料.txt]"), (sent.Type, sent.Text));
    }

    [Fact]
    public async Task Send_OnItsOwn_ReachesTheMember()
    {
        await using var bot = SdkBot.Start(sdk, _platform);
        await bot.UntilAsync("authenticated");
        await _platform.Robot.SayAsync("u1", "主动");

        var sent = await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend);

        Assert.Equal(("u1", "markdown", "**会议通知**"), (sent.To, sent.Type, sent.Text));
    }

    [Fact]
    public async Task Reply_RefusedByTheDouble_IsAnErrorOfTheSdk()
    {
        await using var bot = SdkBot.Start(sdk, _platform);
        await bot.UntilAsync("authenticated");
        _platform.FailNext(WeComRoutes.RobotReply, 45009);

        await _platform.Robot.SayAsync("u1", "太多了");

        Assert.Equal(45009, (int?)(await bot.UntilAsync("failed"))["errcode"]);
    }

    [Fact]
    public async Task Connect_RefusedOnce_IsTriedAgain()
    {
        _platform.FailNext(WeComRoutes.RobotConnect, HttpStatusCode.ServiceUnavailable);
        await using var bot = SdkBot.Start(sdk, _platform);

        await bot.UntilAsync("reconnecting");
        await bot.UntilAsync("authenticated");
    }
}
