using ChatBot.EndToEnd.Story.Harness;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>The rights matrix (rules.md §20): who may not gets a polite refusal, and nothing changes.</summary>
public sealed class RightsMatrixTests(RightsWorld world) : IClassFixture<RightsWorld>
{
    /// <summary>How a refusal sounds.</summary>
    private static readonly string[] Refusals = ["没有这个权限", "自己的事不能由自己处理", "须是两个人", "没有找到", "现在没有可以"];

    public static TheoryData<string> Cases => [.. RightsCase.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Command_ByEveryRole_IsDoneForThoseWhoMayAndRefusedWithoutTraceForTheRest(string name)
    {
        var bot = world.Bot;
        var row = RightsCase.All.Single(c => c.Name == name);
        var command = await row.CommandAsync(world);
        foreach (var (role, person) in RightsCase.Players.Where(p => p.Role != "secretary" && !row.Allowed.Contains(p.Person)))
        {
            var before = await bot.Books.SnapshotAsync();
            var reply = await world.SaysAsync(person, command);
            Assert.True(Refusals.Any(r => reply.Contains(r, StringComparison.Ordinal)), $"{role} ({person}): {command}\n{reply}");
            Assert.Empty(Books.Differences(before, await bot.Books.SnapshotAsync()));
        }

        foreach (var (role, person) in RightsCase.Players.Where(p => p.Role == "secretary" || row.Allowed.Contains(p.Person)))
        {
            command = role == "secretary" && row.Allowed.Length == 0 ? command : await row.CommandAsync(world);
            var before = await bot.Books.SnapshotAsync();
            var reply = await world.SaysAsync(person, command);
            var changed = Books.Differences(before, await bot.Books.SnapshotAsync());
            Assert.False(Refusals.Any(r => reply.Contains(r, StringComparison.Ordinal)), $"{role} ({person}): {command}\n{reply}");
            Assert.True(row.IsLookUp == (changed.Count == 0), $"{role} ({person}): {command}\n{reply}\n{string.Join('\n', changed)}");
        }
    }

    [Fact]
    public async Task Leave_OfTheSecretary_IsDecidedByTheDeputyAndNotByTheSecretary()
    {
        var handle = await world.LeaveAsync(await world.SessionAheadAsync(), "周敏");
        await AssertRefusedAsync("周敏", $"/批假 {handle} 同意");
        Assert.Contains("已准假", await world.SaysAsync("何建平", $"/批假 {handle} 同意"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mark_ByTheRecorder_OffersOnlyWhatTheRecorderMayDo()
    {
        _ = world.Bot;
        var command = $"/记考勤 {world.ToConfirm} 褚慧 到会";
        Assert.DoesNotContain("/确认考勤", await world.SaysAsync("程浩", command), StringComparison.Ordinal);
        Assert.Contains("/确认考勤", await world.SaysAsync("周敏", command), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("周敏")]
    [InlineData("方洁")]
    public async Task Claim_OfOneWhoDecidesClaims_IsDecidedBySomebodyElse(string person)
    {
        _ = world.Bot;
        var handle = await world.ClaimAsync(person);
        await AssertRefusedAsync(person, $"/审积分 {handle} 通过");
        Assert.Contains("已通过", await world.SaysAsync("丁一鸣", $"/审积分 {handle} 通过"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_OfOneWhoApprovesDrafts_IsApprovedBySomebodyElse()
    {
        _ = world.Bot;
        var number = await world.DraftAsync("周敏");
        await AssertRefusedAsync("周敏", $"/审稿 {number}");
        Assert.Contains("已发布", await world.SaysAsync("方洁", $"/审稿 {number}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("报名")]
    [InlineData("我的积分")]
    [InlineData("/我的考勤")]
    [InlineData("/为什么")]
    [InlineData("/我的请假")]
    public async Task OwnThings_ByEveryRole_AreAnswered(string text)
    {
        await world.SessionAheadAsync();
        foreach (var (_, person) in RightsCase.Players)
        {
            Assert.DoesNotContain("没有这个权限", await world.SaysAsync(person, text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("我想召集一次党课，下周三下午三点")]
    [InlineData("取消会议")]
    [InlineData("批假")]
    [InlineData("处理申诉")]
    [InlineData("记录谈话")]
    [InlineData("审核积分")]
    [InlineData("花名册")]
    public async Task Sentence_OfAnOfficeByAMember_IsRefusedWithoutTrace(string text)
    {
        await AssertRefusedAsync("王春燕", text);
        await AssertRefusedAsync("韩露", text);
    }

    private async Task AssertRefusedAsync(string person, string command)
    {
        var before = await world.Bot.Books.SnapshotAsync();
        var reply = await world.SaysAsync(person, command);
        Assert.True(Refusals.Any(r => reply.Contains(r, StringComparison.Ordinal)), reply);
        Assert.Empty(Books.Differences(before, await world.Bot.Books.SnapshotAsync()));
    }
}
