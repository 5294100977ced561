using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>The operator writes the app's menu, and each of its entries means something to the bot.</summary>
public sealed class MenuTests(BotFixture fixture) : IClassFixture<BotFixture>
{
    [Fact]
    public async Task Menu_Written_EachEntryIsAnsweredWhenTapped()
    {
        var bot = fixture.Bot;
        await using var company = await WeComDouble.StartAsync(new WeComDoubleOptions(), TimeProvider.System, TestContext.Current.CancellationToken);
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Postgres"] = Stores.SkipWithout().Postgres,
            ["ConnectionStrings__Redis"] = Stores.SkipWithout().Redis,
            ["Channels__WeCom__main__CorpId"] = WeComDemo.CorpId,
            ["Channels__WeCom__main__ApiBaseUrl"] = company.BaseUrl.AbsoluteUri,
            ["Channels__WeCom__main__App__AgentId"] = "1000002",
            ["Channels__WeCom__main__App__Secret"] = WeComDemo.Secret,
            ["Channels__WeCom__main__App__Token"] = WeComDemo.Token,
            ["Channels__WeCom__main__App__EncodingAesKey"] = WeComDemo.EncodingAesKey,
        };

        var written = await BotProcess.RunAsync(settings, "menu");
        Assert.True(written.ExitCode == 0, written.Error);
        var menu = Assert.Single(company.Received, m => m.Route == WeComRoutes.MenuCreate);

        var keys = menu.Raw.GetProperty("button").EnumerateArray().SelectMany(b => b.GetProperty("sub_button").EnumerateArray()).Select(b => b.GetProperty("key").GetString()!).ToList();
        Assert.Equal(9, keys.Count);
        foreach (var key in keys)
        {
            var said = (await bot.Of("张晓梅").SaysAsync(key)).Text;
            Assert.DoesNotMatch("没看懂|没太明白|没听懂|还是没|帮不上", said);
            await bot.Of("张晓梅").SaysAsync("取消");
        }

        settings.Remove("Channels__WeCom__main__App__Token");
        settings.Remove("Channels__WeCom__main__App__EncodingAesKey");
        Assert.Equal(1, (await BotProcess.RunAsync(settings, "menu")).ExitCode);
    }
}
