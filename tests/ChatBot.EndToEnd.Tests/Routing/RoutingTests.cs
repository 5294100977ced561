using ChatBot.Kernel.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Routing;

public sealed class RoutingTests(BotFixture fixture) : IClassFixture<BotFixture>
{
    private static readonly string[] Work =
        ["session.nudges", "session.open", "session.close", "inactivity.check", "points.window", "card.refresh"];

    [Fact]
    public void Kinds_EveryRowThatIsSaid_HasItsClassInTheOneTable()
    {
        var kinds = fixture.Bot.Services.GetRequiredService<OutboxKinds>().All;
        var served = fixture.Bot.Services.GetServices<IOutboxRenderer>().SelectMany(r => r.Kinds);

        Assert.Equal(Work.Order(), kinds.Where(k => k.Class is null).Select(k => k.Name).Order());
        Assert.Equal(kinds.Select(k => k.Name).Order(), served.Order());
    }

    [Fact]
    public async Task Quota_Secretary_IsToldTheStateOfTheMonth()
    {
        Assert.Contains("额度", (await fixture.Bot.Secretary.SaysAsync("/额度")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("已用", (await fixture.Bot.Of("张晓梅").SaysAsync("/额度")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Secretary_SeesHowTheRoutesAre() =>
        Assert.Contains("正常", (await fixture.Bot.Secretary.SaysAsync("/状态")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Notice_GroupOnTwoPlatforms_ReachesBothOnce()
    {
        var bot = fixture.Bot;
        await bot.Secretary.SaysAsync("/开会 党课 3月20日15:00 三楼会议室 主题=两处都要收到");

        Assert.Single(bot.WeComPlatform.Received, m => m.Route == PlatformDoubles.WeComRoutes.Webhook && m.Text.Contains("两处都要收到", StringComparison.Ordinal));
        Assert.Single(bot.DingTalkPlatform.Received, m => m.Route == PlatformDoubles.DingTalkRoutes.Group && m.Text.Contains("两处都要收到", StringComparison.Ordinal));
    }
}
