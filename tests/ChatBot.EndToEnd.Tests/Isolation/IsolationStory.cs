using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Isolation;

/// <summary>What happened in the two branches before one looks at the other: something of everything that has a handle, a number or a card.</summary>
internal static partial class IsolationStory
{
    /// <summary>The first branch, busy.</summary>
    public static async Task PlayAsync(IsolationWorld world)
    {
        await SaysAsync(world, IsolationCast.FirstSecretary, $"/绑定 {IsolationCast.FirstCode}", group: IsolationCast.FirstGroup);
        await SaysAsync(world, IsolationCast.FirstSecretary, "/设积分 志愿服务 作用 2 小时");
        var present = string.Join('、', IsolationCast.First.Where(p => p != IsolationCast.Absent).Select(p => p.Name));
        var number = 0;
        for (var day = 3; day <= 4; day++)
        {
            number = await CreateAsync(world, $"/开会 党课 3月{day}日15:00 {IsolationCast.Place} 主题={IsolationCast.Theme}");
            await world.MoveToAsync(day, 17, 5);
            await SaysAsync(world, IsolationCast.FirstSecretary, $"/记考勤 {number} {present} 到会");
            await SaysAsync(world, IsolationCast.FirstSecretary, $"/确认考勤 {number}");
            await SaysAsync(world, IsolationCast.FirstSecretary, $"/确认考勤 {number} 确认");
        }

        await SaysAsync(world, IsolationCast.Absent, $"/申诉 {number} {IsolationCast.Dispute}");
        await SaysAsync(world, IsolationCast.Sick, $"/申报积分 志愿服务 2小时 {IsolationCast.Claim}", onWeCom: false);
        await SaysAsync(world, IsolationCast.FirstDeputy, $"/学习 标题={IsolationCast.Draft} 正文={IsolationCast.Material}");
        await CreateAsync(world, $"/开会 党课 3月5日15:00 {IsolationCast.Place} 主题={IsolationCast.Theme}");
        var ahead = await CreateAsync(world, $"/开会 支委会 3月20日15:00 {IsolationCast.Place} 主题={IsolationCast.Theme}");
        var last = await CreateAsync(world, $"/开会 党课 3月21日15:00 {IsolationCast.Place} 主题={IsolationCast.Theme}");
        await world.MoveToAsync(5, 16);
        await SaysAsync(world, IsolationCast.FirstSecretary, "/签到码");
        Assert.Contains("已提交", await SaysAsync(world, IsolationCast.Sick, $"/请假 {last} 家事 {IsolationCast.Reason}"), StringComparison.Ordinal);
        Assert.Contains("已提交", await SaysAsync(world, IsolationCast.FirstDeputy, $"/请假 {ahead} 家事 {IsolationCast.Reason}", onWeCom: false), StringComparison.Ordinal);
        await world.DrainAsync();
        foreach (var show in new[] { "/待办", "/名册", "/批假", "/裁定", "/审积分", "/考勤表", "近期有什么会" })
        {
            await SaysAsync(world, IsolationCast.FirstSecretary, show);
            await SaysAsync(world, IsolationCast.FirstSecretary, show, onWeCom: false);
        }

        await world.DrainAsync();
    }

    /// <summary>The second branch, with enough of its own for its commands to go deep.</summary>
    public static async Task PrepareSecondAsync(IsolationWorld world)
    {
        await world.SaysAsync(IsolationCast.SecondSecretary, $"/绑定 {IsolationCast.SecondCode}", onWeCom: false, group: IsolationCast.SecondGroup);
        await world.SaysAsync(IsolationCast.SecondSecretary, "/设积分 读书会 作用 1 次");
        await world.SaysAsync(IsolationCast.SecondSecretary, "/开会 党课 3月25日15:00 会议室 主题=读书");
        Assert.Equal(1, await world.Books.ScalarAsync<long>($"SELECT count(*) FROM session WHERE branch_id = '{world.Second.Value}'"));
    }

    private static async Task<int> CreateAsync(IsolationWorld world, string command) =>
        int.Parse(Numbered().Match(await SaysAsync(world, IsolationCast.FirstSecretary, command)).Groups[1].Value, CultureInfo.InvariantCulture);

    private static async Task<string> SaysAsync(IsolationWorld world, Neighbour who, string text, bool onWeCom = true, string? group = null)
    {
        var heard = await world.SaysAsync(who, text, onWeCom, group);
        world.FirstHeard.Add(heard);
        return heard;
    }

    [GeneratedRegex(@"(?:编号|\[)([0-9]+)")]
    private static partial Regex Numbered();
}
