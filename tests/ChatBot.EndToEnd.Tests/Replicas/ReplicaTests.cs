using System.Diagnostics;
using System.Globalization;
using ChatBot.EndToEnd.Tests.Edges;
using ChatBot.EndToEnd.Tests.Routes;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Replicas;

/// <summary>Two processes on the same stores: who holds a platform's connection, and what happens when he is killed.</summary>
public sealed class ReplicaTests(ITestOutputHelper output)
{
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(15);
    private static readonly string[] Members = ["zhangxiaomei", "lichanghe", "wangchunyan"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LongConnection_HolderIsKilled_TheOtherAnswersWithinFifteenSeconds()
    {
        await using var platform = await WeComDouble.StartAsync(
            new WeComDoubleOptions { Members = [.. RouteWorld.People.Select(p => new WeComMember(p.User, p.Name, 1))] }, TimeProvider.System, Token);
        await using var world = await WorldAsync("wecom", new Dictionary<string, string?>
        {
            ["Channels:WeCom:main:CorpId"] = WeComDemo.CorpId,
            ["Channels:WeCom:main:ApiBaseUrl"] = platform.BaseUrl.AbsoluteUri,
            ["Channels:WeCom:main:Robot:Mode"] = "LongConnection",
            ["Channels:WeCom:main:Robot:BotId"] = WeComDemo.BotId,
            ["Channels:WeCom:main:Robot:Secret"] = WeComDemo.RobotSecret,
            ["Channels:WeCom:main:Robot:Endpoint"] = platform.RobotEndpoint.AbsoluteUri,
        });
        await using var one = BotProcess.Serve(world.Environment);
        await one.ListeningAsync();
        await platform.Robot.WaitForConnectionAsync(TimeSpan.FromSeconds(30), Token);
        await using var two = BotProcess.Serve(world.Environment);
        await two.ListeningAsync();

        await TalkAsync(platform, 20, 0);
        Assert.Equal(1, platform.Robot.Subscriptions);

        one.Kill();
        var killed = Stopwatch.GetTimestamp();
        var first = await AskUntilAnsweredAsync(platform);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"answered again after {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s"));
        Assert.True(Stopwatch.GetElapsedTime(killed) < TakeOver);
        Assert.True(first.Text.Length > 0);
        Assert.Equal(2, platform.Robot.Subscriptions);

        await TalkAsync(platform, 20, 100);
        var answers = platform.Received.Where(m => m.Route == WeComRoutes.RobotReply && !m.IsPartial).GroupBy(m => m.Via).ToList();
        Assert.DoesNotContain(answers, a => a.Count() > 1);
    }

    [Fact]
    public async Task Stream_OneOfTwoIsKilled_TheOtherGoesOnAndNothingIsDoneTwice()
    {
        await using var platform = await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions
            {
                Members = [.. RouteWorld.People.Select(p => new DingTalkMember(p.User, p.Name, 1))],
                CallsPerSecond = 0,
            },
            TimeProvider.System,
            Token);
        await using var world = await WorldAsync("dingtalk", new Dictionary<string, string?>
        {
            ["Channels:DingTalk:main:CorpId"] = DingTalkDemo.CorpId,
            ["Channels:DingTalk:main:AppKey"] = DingTalkDemo.AppKey,
            ["Channels:DingTalk:main:AppSecret"] = DingTalkDemo.AppSecret,
            ["Channels:DingTalk:main:RobotCode"] = DingTalkDemo.RobotCode,
            ["Channels:DingTalk:main:ApiBaseUrl"] = platform.BaseUrl.AbsoluteUri,
            ["Channels:DingTalk:main:OapiBaseUrl"] = platform.BaseUrl.AbsoluteUri,
        });
        await using var one = BotProcess.Serve(world.Environment);
        await using var two = BotProcess.Serve(world.Environment);
        await one.ListeningAsync();
        await two.ListeningAsync();
        await platform.Stream.WaitForConnectionAsync(2, TimeSpan.FromSeconds(30), Token);

        foreach (var n in Enumerable.Range(0, 20))
        {
            var said = await platform.Stream.SayAsync(Members[n % 3], "成员", "最近有什么会", ct: Token);
            await said.AnswerAsync(ct: Token);
        }

        Assert.All(platform.Stream.Connections, c => Assert.True(c.Pushed > 0));
        one.Kill();
        await UntilAsync(() => platform.Stream.Connections.Count == 1);
        var repeated = await platform.Stream.SayAsync(Members[0], "成员", "报名 1", ct: Token);
        await repeated.AnswerAsync(ct: Token);
        await platform.Stream.RepeatAsNewAsync(repeated, Token);
        await platform.Stream.RepeatAsync(repeated, Token);
        foreach (var n in Enumerable.Range(0, 10))
        {
            var said = await platform.Stream.SayAsync(Members[1 + (n % 2)], "成员", "我的积分", ct: Token);
            Assert.True((await said.AnswerAsync(ct: Token)).Text.Length > 0);
        }

        Assert.Equal(1, await world.Books.ScalarAsync<long>("SELECT count(*) FROM sign_up WHERE status = 'going'"));
        // The wording takes turns between two sentences by the minute.
        Assert.Single(platform.Received, m => m.Text.Contains("已为您报名", StringComparison.Ordinal) || m.Text.Contains("报名成功", StringComparison.Ordinal));
    }

    private static async Task<ReplicaWorld> WorldAsync(string channel, IReadOnlyDictionary<string, string?> settings) =>
        await ReplicaWorld.StartAsync(Stores.SkipWithout(), channel, settings, Token);

    private static async Task TalkAsync(WeComDouble platform, int times, int from)
    {
        for (var n = from; n < from + times; n++)
        {
            var said = await platform.Robot.SayAsync(Members[n % 3], n % 2 == 0 ? "最近有什么会" : "我的积分", ct: Token);
            Assert.True((await said.AnswerAsync(ct: Token)).Text.Length > 0);
        }
    }

    private static async Task<ReceivedMessage> AskUntilAnsweredAsync(WeComDouble platform)
    {
        while (true)
        {
            try
            {
                await platform.Robot.WaitForConnectionAsync(TakeOver, Token);
                var said = await platform.Robot.SayAsync(Members[0], "我的积分", ct: Token);
                return await said.AnswerAsync(TimeSpan.FromSeconds(3), Token);
            }
            catch (TimeoutException)
            {
                // Said into the connection that has just died: the platform does not repeat it.
            }
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TakeOver);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
