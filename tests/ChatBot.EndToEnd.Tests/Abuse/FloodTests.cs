using ChatBot.EndToEnd.Story.Harness;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Abuse;

/// <summary>A bot that listens to few messages at a time.</summary>
public sealed class FloodedBot : BotFixture
{
    internal const int OfAPerson = 6;
    internal const int OfAGroup = 10;

    /// <inheritdoc/>
    protected override BotSetup Change(BotSetup setup) => setup with
    {
        Settings = new Dictionary<string, string?> { ["Limits:MessagesOfAPerson"] = "6", ["Limits:MessagesOfAGroup"] = "10", ["Limits:Window"] = "00:01:00" },
    };
}

/// <summary>Who says too much is told once and then not answered, and loses nothing.</summary>
public sealed class FloodTests(FloodedBot world) : IClassFixture<FloodedBot>
{
    private const string Slowly = "消息有点快";

    [Theory]
    [InlineData("张晓梅")] // on WeCom
    [InlineData("李长河")] // on DingTalk
    public async Task Person_SaysTooMuch_IsToldOnceAndNothingIsLost(string name)
    {
        var bot = world.Bot;
        await NextWindowAsync();
        var number = await SessionAsync();
        await NextWindowAsync();
        var person = bot.Of(name);

        // In the middle of a form, then a flood.
        Assert.Contains("事由", (await person.SaysAsync($"/请假 {number}")).Text, StringComparison.Ordinal);
        var first = await person.SaysAsync("家里有事");
        Assert.Contains("核对", first.Text, StringComparison.Ordinal);
        Assert.Equal(first.Text.Length > 0 && person.IsOnWeCom, (await person.IsHeardAgainAsync()).Text.Length > 0);
        for (var n = 3; n <= FloodedBot.OfAPerson; n++)
        {
            Assert.DoesNotContain(Slowly, (await person.SaysAsync("我的积分")).Text, StringComparison.Ordinal);
        }

        var before = await bot.Books.SnapshotAsync();
        Assert.Contains(Slowly, (await person.SaysAsync("确定")).Text, StringComparison.Ordinal);
        for (var n = 0; n < 10; n++)
        {
            var silent = await person.SaysAsync("确定");
            Assert.Equal((System.Net.HttpStatusCode.OK, ""), (silent.Status, silent.Text));
        }

        Assert.Empty(Books.Differences(before, await bot.Books.SnapshotAsync()));
        Assert.DoesNotContain(Slowly, (await bot.Of("王春燕").SaysAsync("我的积分")).Text, StringComparison.Ordinal);

        await NextWindowAsync();
        Assert.Contains("已提交", (await person.SaysAsync("确定")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_SaysTooMuch_IsToldOnceAndPrivateChatsGoOn()
    {
        var bot = world.Bot;
        await NextWindowAsync();
        string[] people = ["李长河", "钱秀英", "郑海波", "褚慧"];
        for (var n = 0; n < FloodedBot.OfAGroup; n++)
        {
            Assert.NotEmpty((await bot.Of(people[n % people.Length]).SaysInGroupAsync("近期有什么会")).Text);
        }

        Assert.Contains("群里的消息有点多", (await bot.Of(people[2]).SaysInGroupAsync("近期有什么会")).Text, StringComparison.Ordinal);
        Assert.Empty((await bot.Of(people[3]).SaysInGroupAsync("近期有什么会")).Text);
        Assert.NotEmpty((await bot.Of("韩露").SaysAsync("近期有什么会")).Text);
        await NextWindowAsync();
        Assert.NotEmpty((await bot.Of(people[3]).SaysInGroupAsync("近期有什么会")).Text);
    }

    private async Task<string> SessionAsync()
    {
        var reply = await world.Bot.Secretary.SaysAsync("/开会 党课 3月28日15:00 三楼会议室 主题=专题学习");
        return System.Text.RegularExpressions.Regex.Match(reply.Text, "编号([0-9]+)").Groups[1].Value;
    }

    // To the next full minute, and a little past it.
    private Task NextWindowAsync()
    {
        var now = world.Bot.Clock.GetUtcNow();
        return world.Bot.MoveToAsync(now.AddTicks(TimeSpan.TicksPerMinute - (now.Ticks % TimeSpan.TicksPerMinute)));
    }
}
