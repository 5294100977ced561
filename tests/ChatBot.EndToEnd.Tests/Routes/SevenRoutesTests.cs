using System.Text.RegularExpressions;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Routes;

/// <summary>
/// One story on seven routes: notice, sign-up by button, leave by button and by typing, the approval card, check-in. What a
/// route cannot do, it does in words that work.
/// </summary>
public sealed partial class SevenRoutesTests(ITestOutputHelper output)
{
    private const string Deputy = "何建平";
    private const string Joins = "张晓梅";
    private const string AsksByButton = "李长河";
    private const string AsksByTyping = "王春燕";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly Dictionary<string, Func<BotRoute>> Routes = new Func<BotRoute>[]
    {
        () => new LongConnectionRoute(), () => new CallbackRobotRoute(), () => new AppRoute(), () => new StreamRoute(), () => new HttpRoute(), () => new BotFrameworkRoute(), () => new SimulatorRoute(),
    }.ToDictionary(make => make().Name);

    public static TheoryData<string> Names => [.. Routes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Story_OnTheRoute_IsTheSame(string name)
    {
        await using var route = Routes[name]();
        await route.StartAsync(Stores.SkipWithout(), TestContext.Current.CancellationToken);
        var table = new Dictionary<string, string>
        {
            ["notice"] = await NoticeAsync(route),
            ["sign-up"] = await SignUpAsync(route),
            ["leave by button"] = await LeaveByButtonAsync(route),
            ["leave by typing"] = await LeaveByTypingAsync(route),
            ["approval"] = await ApproveAsync(route),
            ["check-in"] = await CheckInAsync(route),
        };
        output.WriteLine($"{name,-22} | {string.Join(" | ", table.Select(c => $"{c.Key}: {c.Value}"))}");
    }

    private static async Task<string> NoticeAsync(BotRoute route)
    {
        await route.SaysAsync(RouteWorld.Secretary, "/开会 党课 3月6日15:00 三楼会议室 主题=学习党章总纲");
        await HeardAsync(route, RouteWorld.Secretary, "已创建");
        var notice = (await route.ScreenOfAsync(Joins)).LastOrDefault(s => s.InGroup && s.Text.Contains("学习党章总纲", StringComparison.Ordinal));
        Assert.NotNull(notice);
        return notice.Buttons.Count > 0 ? "card in the group" : "words in the group";
    }

    private static async Task<string> SignUpAsync(BotRoute route)
    {
        if (!(await route.ScreenOfAsync(Joins)).Any(s => s.InGroup && s.Buttons.Count > 0))
        {
            // The group has no buttons here: the member asks in private.
            await route.SaysAsync(Joins, "最近有什么会");
            await HeardAsync(route, Joins, "近期安排");
        }

        var how = await route.TapsAsync(Joins, "报名");
        Assert.NotNull(how);
        await UntilAsync(route, async () => (await route.ScreenOfAsync(Joins)).Any(s => s.Text.Contains("已为您报名", StringComparison.Ordinal) || s.Text.Contains("报名成功", StringComparison.Ordinal)));
        Assert.Equal(1, await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM sign_up WHERE status = 'going'"));
        return how;
    }

    private static async Task<string> LeaveByButtonAsync(BotRoute route)
    {
        await route.SaysAsync(AsksByButton, "最近有什么会");
        await HeardAsync(route, AsksByButton, "近期安排");
        var how = await route.TapsAsync(AsksByButton, "请假");
        await HeardAsync(route, AsksByButton, "事由");
        await route.SaysAsync(AsksByButton, "家里有事");
        await HeardAsync(route, AsksByButton, "核对");
        var confirmed = await route.TapsAsync(AsksByButton, "确定");
        await HeardAsync(route, AsksByButton, "请假申请已提交");
        Assert.Equal(1, await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM leave_request WHERE status = 'pending'"));
        return $"{how}, confirmed by {confirmed}";
    }

    private static async Task<string> LeaveByTypingAsync(BotRoute route)
    {
        await route.SaysAsync(AsksByTyping, "周五党课我请假，出差");
        await HeardAsync(route, AsksByTyping, "核对");
        await route.SaysAsync(AsksByTyping, "确定");
        await HeardAsync(route, AsksByTyping, "请假申请已提交");
        Assert.Equal(2, await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM leave_request WHERE status = 'pending'"));
        return "two messages";
    }

    private static async Task<string> ApproveAsync(BotRoute route)
    {
        var pushed = await route.SeesAsync(RouteWorld.Secretary, AsksByTyping);
        Assert.NotNull(pushed);
        if (!(await route.ScreenOfAsync(RouteWorld.Secretary)).Any(s => s.Buttons.Any(b => b.Label == "同意")))
        {
            // What is pushed has no buttons here: the approver asks.
            await route.SaysAsync(RouteWorld.Secretary, "待批请假");
            await HeardAsync(route, RouteWorld.Secretary, "待您审批的请假");
        }

        var open = await OpenCardsAsync(route);
        var how = await route.TapsAsync(RouteWorld.Secretary, "同意");
        Assert.NotNull(how);
        await UntilAsync(route, async () => await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM leave_request WHERE status = 'approved'") == 1);
        await HeardAsync(route, RouteWorld.Secretary, "已准假");
        await UntilAsync(route, async () => await route.SeesAsync(AsksByTyping, "请假已批准") is not null || await route.SeesAsync(AsksByButton, "请假已批准") is not null);
        Assert.DoesNotContain(await route.ScreenOfAsync(Deputy), s => s.InGroup && (s.Text.Contains("出差", StringComparison.Ordinal) || s.Text.Contains("家里有事", StringComparison.Ordinal)));
        Assert.Equal("card", how);
        Assert.Equal(route.KeepsCardsCurrent ? open - 1 : open, await OpenCardsAsync(route));
        return route.KeepsCardsCurrent ? "card, updated in place" : "card";
    }

    /// <summary>Cards before the approver on which something can still be decided.</summary>
    private static async Task<int> OpenCardsAsync(BotRoute route) =>
        (await route.ScreenOfAsync(RouteWorld.Secretary)).Count(s => !s.InGroup && s.Buttons.Any(b => b.Label == "同意"));

    private static async Task<string> CheckInAsync(BotRoute route)
    {
        await route.World.MoveToAsync(new DateTimeOffset(2026, 3, 6, 14, 55, 0, RouteWorld.Start.Offset));
        await route.SaysAsync(RouteWorld.Secretary, "/签到码");
        await HeardAsync(route, RouteWorld.Secretary, "签到码：");
        var shown = await route.SeesAsync(RouteWorld.Secretary, "签到码：");
        Assert.NotNull(shown);
        await route.SaysAsync(Joins, $"签到 {Code().Match(shown.Text).Groups[1].Value}");
        await HeardAsync(route, Joins, "签到成功");
        Assert.Equal(1, await route.World.Books.ScalarAsync<long>("SELECT count(*) FROM check_in"));
        return "code";
    }

    /// <summary>Waits until the person was told; some routes answer after they have acknowledged.</summary>
    private static async Task HeardAsync(BotRoute route, string name, string word)
    {
        try
        {
            await UntilAsync(route, async () => await route.SeesAsync(name, word) is not null);
        }
        catch (TimeoutException)
        {
            var screen = await route.ScreenOfAsync(name);
            Assert.Fail($"{name} was not told 「{word}」. On the screen:\n{string.Join("\n---\n", screen.Select(s => s.Text + " " + string.Join(' ', s.Buttons)))}");
        }
    }

    private static async Task UntilAsync(BotRoute route, Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException("It did not come to that.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), TestContext.Current.CancellationToken);
            await route.World.SettleAsync();
        }
    }

    [GeneratedRegex("签到码：([0-9]{4})")]
    private static partial Regex Code();
}
