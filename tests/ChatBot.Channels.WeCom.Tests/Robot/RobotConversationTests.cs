using ChatBot.Application.Channels;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>What members say over the long connection, and what they are told.</summary>
public sealed class RobotConversationTests : IAsyncLifetime
{
    private const string Group = "wrGroupOne";
    private WeComDouble _platform = null!;
    private RobotHost _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync();
        _bot = await RobotHost.StartAsync(_platform);
        await _platform.Robot.WaitForConnectionAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Text_InASingleChat_IsATurnAndAnsweredUnderItsRequest()
    {
        _bot.Turns.Says("好的，记下了");

        var said = await _platform.Robot.SayAsync("ZhangWei", "周三党课我请假");
        var answer = await said.AnswerAsync();

        Assert.Equal(("wecom.robot.reply", "stream", "好的，记下了"), (answer.Route, answer.Type, answer.Text));
        var heard = _bot.Turns.Single;
        Assert.Equal("wecom:main:zhangwei", heard.Sender.ToString());
        Assert.Equal((ConversationScope.Private, "zhangwei", InboundKind.Text), (heard.Scope, heard.ConversationId, heard.Kind));
        Assert.Equal("周三党课我请假", heard.Text);
    }

    [Fact]
    public async Task Text_InAGroup_LosesTheMentionAndKeepsTheChatIdLetterForLetter()
    {
        _bot.Turns.Says("已报名");

        var said = await _platform.Robot.SayAsync("u1", "报名", Group);
        await said.AnswerAsync();

        Assert.Equal((ConversationScope.Group, Group, "报名"), (_bot.Turns.Single.Scope, _bot.Turns.Single.ConversationId, _bot.Turns.Single.Text));
    }
}
