using System.Text.RegularExpressions;

namespace ChatBot.EndToEnd.Tests.Month;

/// <summary>What a branch of 40 says in March 2026: three sessions, study posts, points, and questions of every day.</summary>
internal sealed partial class MonthScript(MonthWorld world)
{
    private static readonly int[] SessionDays = [6, 13, 20];
    private static readonly string[] Questions =
        ["下次会议什么时候", "我的积分", "我的考勤", "最近有什么会", "怎么请假", "我的请假", "帮助", "学习材料有哪些", "这次会在哪里开", "我报名了吗"];

    private int _asked;

    /// <summary>The whole month; <paramref name="onDay"/> hears when a day is over.</summary>
    public async Task PlayAsync(Func<DateTimeOffset, Task>? onDay = null)
    {
        for (var day = 2; day <= 31; day++)
        {
            var date = new DateTimeOffset(2026, 3, day, 0, 0, 0, MonthWorld.Start.Offset);
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                await PlayDayAsync(date);
            }

            if (onDay is not null)
            {
                await onDay(date);
            }
        }

        await world.MoveToAsync(new DateTimeOffset(2026, 3, 31, 23, 0, 0, MonthWorld.Start.Offset));
    }

    private async Task PlayDayAsync(DateTimeOffset date)
    {
        await world.MoveToAsync(date.AddHours(9));
        var session = Array.IndexOf(SessionDays, date.Day + 4) + 1;
        if (session > 0)
        {
            await CallAsync(session, date.AddDays(4));
        }

        if (date.DayOfWeek == DayOfWeek.Tuesday)
        {
            await StudyAsync();
        }

        await world.MoveToAsync(date.AddHours(12));
        await AskAsync(20);
        if (date.Day is 26)
        {
            await ClaimPointsAsync(date);
        }

        if (Array.IndexOf(SessionDays, date.Day) + 1 is > 0 and var today)
        {
            await HoldAsync(today, date);
        }
    }

    private async Task CallAsync(int session, DateTimeOffset on)
    {
        await world.SaysAsync(MonthWorld.Secretary, $"/开会 党课 3月{on.Day}日15:00 三楼会议室 主题=第{session}次学习 记录人={MonthWorld.NameOf(MonthWorld.Recorder)}");
        await world.MoveToAsync(on.AddDays(-4).AddHours(10));
        foreach (var user in MonthWorld.Users.Skip(2).Take(28))
        {
            await world.SaysAsync(user, $"报名 {session}", inGroup: user[2] % 2 == 0);
        }

        await world.MoveToAsync(on.AddDays(-4).AddHours(11));
        foreach (var user in MonthWorld.Users.Skip(34).Take(4))
        {
            await world.SaysAsync(user, $"请假 {session}");
            await world.SaysAsync(user, "出差");
            await world.SaysAsync(user, "确定");
        }

        await world.MoveToAsync(on.AddDays(-4).AddHours(11.5));
        // The oldest stands first in the answer; after each decision the secretary looks again.
        while (Handles(await world.SaysAsync(MonthWorld.Secretary, "/待批请假")) is [var handle, ..])
        {
            await world.SaysAsync(MonthWorld.Secretary, $"/批假 #{handle} 同意");
        }
    }

    private async Task HoldAsync(int session, DateTimeOffset date)
    {
        await world.MoveToAsync(date.AddHours(14.9));
        var code = Code().Match(await world.SaysAsync(MonthWorld.Recorder, $"/签到码 {session}")).Groups[1].Value;
        foreach (var user in MonthWorld.Users.Take(16))
        {
            await world.SaysAsync(user, $"签到 {code}");
        }

        await world.MoveToAsync(date.AddHours(14.95));
        code = Code().Match(await world.SaysAsync(MonthWorld.Recorder, $"/签到码 {session}")).Groups[1].Value;
        foreach (var user in MonthWorld.Users.Skip(16).Take(14))
        {
            await world.SaysAsync(user, $"签到 {code}");
        }

        await world.MoveToAsync(date.AddHours(17.2));
        var late = string.Join('、', MonthWorld.Users.Skip(30).Take(3).Select(MonthWorld.NameOf));
        await world.SaysAsync(MonthWorld.Recorder, $"/记考勤 {session} {late} 到会");
        await world.SaysAsync(MonthWorld.Secretary, $"/确认考勤 {session}");
        await world.SaysAsync(MonthWorld.Secretary, $"/确认考勤 {session} 确认");
        await world.MoveToAsync(date.AddHours(18));
        foreach (var handle in Handles(await world.SaysAsync(MonthWorld.Secretary, "/待办")))
        {
            await world.SaysAsync(MonthWorld.Secretary, $"/发送 #{handle}");
        }
    }

    private async Task StudyAsync()
    {
        await world.SaysAsync(MonthWorld.Users[3], "/学习 标题=本周学习 正文=请大家读完总纲部分，带一个问题来。");
        var number = Number().Match(await world.SaysAsync(MonthWorld.Users[4], "/审稿")).Groups[1].Value;
        await world.MoveToAsync(world.Clock.GetUtcNow().AddHours(1));
        foreach (var user in MonthWorld.Users.Skip(5).Take(20))
        {
            await world.SaysAsync(user, number.Length > 0 ? $"已读 {number}" : "学完了");
        }
    }

    private async Task ClaimPointsAsync(DateTimeOffset date)
    {
        await world.SaysAsync(MonthWorld.Secretary, "/设积分 志愿服务 作用 2 小时");
        await world.SaysAsync(MonthWorld.Secretary, "/设积分 微党课 组织生活 5 次");
        foreach (var user in MonthWorld.Users.Skip(8).Take(12))
        {
            await world.SaysAsync(user, "/申报积分 志愿服务 3小时 社区清洁");
        }

        await world.MoveToAsync(date.AddHours(15));
        while (Handles(await world.SaysAsync(MonthWorld.Users[3], "积分审核")) is [var handle, ..])
        {
            await world.SaysAsync(MonthWorld.Users[3], $"/审积分 #{handle} 通过");
        }

        await world.SaysAsync(MonthWorld.Secretary, "/排名");
    }

    private async Task AskAsync(int times)
    {
        for (var n = 0; n < times; n++)
        {
            _asked++;
            await world.SaysAsync(MonthWorld.Users[_asked * 7 % MonthWorld.Members], Questions[_asked % Questions.Length], inGroup: _asked % 5 == 0);
        }
    }

    private static IReadOnlyList<string> Handles(string list) => [.. Handle().Matches(list).Select(m => m.Groups[1].Value).Distinct()];

    [GeneratedRegex("#([0-9a-z]{4,8})")]
    private static partial Regex Handle();

    [GeneratedRegex("签到码：([0-9]{4})")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[([0-9]+)\]")]
    private static partial Regex Number();
}
