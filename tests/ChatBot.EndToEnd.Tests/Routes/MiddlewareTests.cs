using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>A middleware that a deployment registers sees every activity of every platform, in both directions.</summary>
public sealed class MiddlewareTests
{
    private const string Mark = "（演练）";
    private const string Member = "张晓梅";

    private static readonly Dictionary<string, Func<Action<IServiceCollection>, BotRoute>> Routes = new()
    {
        ["wecom"] = adds => new AppRoute { Adds = adds },
        ["dingtalk"] = adds => new HttpRoute { Adds = adds },
        ["botframework"] = adds => new BotFrameworkRoute { Adds = adds },
        ["simulator"] = adds => new SimulatorRoute { Adds = adds },
    };

    public static TheoryData<string> Channels => [.. Routes.Keys];

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Middleware_OnTheRoute_SeesAndMarksEverythingSaid(string channel)
    {
        var marking = new Marking();
        await using var route = Routes[channel](services => services.AddSingleton<IMiddleware>(marking));
        await route.StartAsync(Stores.SkipWithout(), TestContext.Current.CancellationToken);

        await route.SaysAsync(RouteWorld.Secretary, "/开会 党课 3月6日15:00 三楼会议室 主题=学习党章总纲");
        await route.SaysAsync(Member, "周五党课我请假，出差");
        await UntilAsync(route, async () => await route.SeesAsync(Member, "核对") is not null);
        await route.SaysAsync(Member, "确定");
        await UntilAsync(route, async () => await route.SeesAsync(RouteWorld.Secretary, Member) is not null);

        // What came in, by the platform's own ids.
        Assert.Subset(
            new HashSet<(string, string, string)>(marking.Heard),
            new HashSet<(string, string, string)>
            {
                (channel, RouteWorld.UserOf(RouteWorld.Secretary), "/开会 党课 3月6日15:00 三楼会议室 主题=学习党章总纲"),
                (channel, RouteWorld.UserOf(Member), "周五党课我请假，出差"),
                (channel, RouteWorld.UserOf(Member), "确定"),
            });

        // What went out: nothing stands on any screen that the middleware has not marked, answers and pushes alike.
        var screens = new List<Seen>();
        foreach (var (name, _, _) in RouteWorld.People)
        {
            screens.AddRange(await route.ScreenOfAsync(name));
        }

        Assert.Contains(screens, s => s.InGroup && s.Text.Contains("学习党章总纲", StringComparison.Ordinal));
        Assert.All(screens, s => Assert.Contains(Mark, s.Text, StringComparison.Ordinal));
        Assert.True(marking.Answers > 0 && marking.Pushes > 0);
    }

    [Fact]
    public async Task Middleware_TurnDecidedAgainOnAConflict_SaysItOnce()
    {
        var racing = new Racing();
        await using var route = new BotFrameworkRoute { Adds = services => services.AddSingleton<IMiddleware>(racing) };
        await route.StartAsync(Stores.SkipWithout(), TestContext.Current.CancellationToken);
        await route.SaysAsync(RouteWorld.Secretary, "/开会 活动 3月6日15:00 三楼会议室 主题=读书会 名额=1");
        racing.Other = () => route.SaysAsync("李长河", "报名读书会");

        await route.SaysAsync(Member, "报名读书会");

        Assert.Equal([false, true], racing.Retries);
        Assert.Equal(2, await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM sign_up"));
        Assert.Single(await route.ScreenOfAsync(Member), s => !s.InGroup && s.Text.Contains("候补", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Middleware_Throws_NothingIsKeptAndTheMemberIsTold()
    {
        await using var route = new BotFrameworkRoute { Adds = services => services.AddSingleton<IMiddleware, Breaking>() };
        await route.StartAsync(Stores.SkipWithout(), TestContext.Current.CancellationToken);
        var before = await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM inbox");

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => route.SaysAsync(RouteWorld.Secretary, "/开会 党课 3月6日15:00 三楼会议室 主题=" + Breaking.Word));

        Assert.Equal(before, await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM inbox"));
        Assert.Equal(0, await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM session"));
        Assert.Contains("没有保存", (await route.ScreenOfAsync(RouteWorld.Secretary))[^1].Text, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(BotRoute route, Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(8), "It did not come to that.");
            await Task.Delay(TimeSpan.FromMilliseconds(30), TestContext.Current.CancellationToken);
            await route.World.SettleAsync();
        }
    }

    private sealed class Marking : IMiddleware
    {
        private int _answers;
        private int _pushes;

        public ConcurrentBag<(string Channel, string User, string Text)> Heard { get; } = [];

        public int Answers => _answers;

        public int Pushes => _pushes;

        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            var activity = turnContext.Activity;
            if (activity.Type == ActivityTypes.Message)
            {
                Heard.Add((activity.ChannelId, activity.From.Id, activity.Text));
            }

            turnContext.OnSendActivities((_, activities, send) =>
            {
                foreach (var said in activities)
                {
                    // In front: a card shows the beginning of a long text.
                    said.Text = Mark + said.Text;
                    Interlocked.Increment(ref activity.ChannelData is OutboundRoute ? ref _pushes : ref _answers);
                }

                return send();
            });
            return next(cancellationToken);
        }
    }

    /// <summary>Lets somebody else be faster between the decision and the commit of a turn, once.</summary>
    private sealed class Racing : IMiddleware
    {
        public Func<Task>? Other { get; set; }

        public List<bool> Retries { get; } = [];

        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            await next(cancellationToken);
            if (turnContext.Activity.From.Id != RouteWorld.UserOf(Member) || turnContext.TurnState.Get<TurnMemory>() is not { } memory || (Other is null && Retries.Count == 0))
            {
                return;
            }

            Retries.Add(memory.IsRetry);
            if (Other is { } other)
            {
                Other = null;
                await other();
            }
        }
    }

    private sealed class Breaking : IMiddleware
    {
        public const string Word = "不许说的话";

        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) =>
            turnContext.Activity.Text?.Contains(Word, StringComparison.Ordinal) == true ? throw new InvalidOperationException("not here") : next(cancellationToken);
    }
}
