using ChatBot.EndToEnd.Story.Harness;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.UseCases;
using ChatBot.TestKit.Rights;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>
/// The table of rules.md §20 played through real turns: every declared use case, by every office, in the private chat and in the
/// group. Who may not is told who may, and nothing changes.
/// </summary>
public sealed class RightsMatrixTests(RightsWorld world) : IClassFixture<RightsWorld>
{
    private const string Yes = " 确认";

    /// <summary>How a refusal sounds that says who may.</summary>
    private static readonly string[] Refusals = ["您目前没有这个权限", "自己的事不能由自己处理", "须是两个人", "您是上级派来的同志"];

    /// <summary>How it sounds where only some of the sort are the person's, and this one is not among them.</summary>
    private static readonly string[] NotAmongYours = ["没有找到", "现在没有可以", "请私聊我再发一次"];

    public static TheoryData<string> Samples => [.. RightsSamples.All.Select(s => s.Name)];

    /// <summary>What is for the private chat alone is refused in the group whatever it is about, so one sample of it is enough.</summary>
    public static TheoryData<string> SamplesForTheGroup =>
        [.. RightsSamples.All.Where(s => RightsTable.Rows[s.UseCase].Place == "B" || s == RightsSamples.All.First(first => first.UseCase == s.UseCase)).Select(s => s.Name)];

    [Fact]
    public void Samples_UseCases_AreAllThatAreDeclared() => Assert.Equal(
        world.Bot.Services.GetRequiredService<UseCaseCatalogue>().All.Select(d => d.Name),
        RightsSamples.All.Select(s => s.UseCase).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task UseCase_ByEveryOfficeInPrivate_IsDoneForThoseWhoMayAndRefusedWithoutTraceForTheRest(string name)
    {
        var sample = RightsSamples.All.Single(s => s.Name == name);
        await PlayAsync(sample, inGroup: false);
    }

    [Theory]
    [MemberData(nameof(SamplesForTheGroup))]
    public async Task UseCase_ByEveryOfficeInTheGroup_IsAsInPrivateOrTheyAreAskedToComePrivately(string name)
    {
        var sample = RightsSamples.All.Single(s => s.Name == name);
        if (world.Bot.Services.GetRequiredService<UseCaseCatalogue>().Find(sample.UseCase)!.Place != UseCasePlace.Private)
        {
            await PlayAsync(sample, inGroup: true);
            return;
        }

        // It is asked to come privately before anything is read, so what was made for the private chat serves here.
        var command = await FirstAsync(sample, inGroup: false);
        await AssertWritesNothingAsync(RightsPlayer.All, async player =>
        {
            var reply = await SaysAsync(player, command, inGroup: true);
            Assert.True(reply.Contains("请私聊我", StringComparison.Ordinal), $"{player} in the group: {command}\n{reply}");
        });
    }

    [Fact]
    public async Task Leave_OfTheSecretary_IsDecidedByTheDeputyAndNotByTheSecretary()
    {
        var handle = await world.LeaveAsync(await world.SessionAheadAsync(), "周敏");
        await AssertRefusedAsync("周敏", $"/批假 {handle} 同意");
        Assert.Contains("已准假", await world.SaysAsync("褚慧", $"/批假 {handle} 同意"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mark_ByTheRecorder_OffersOnlyWhatTheRecorderMayDo()
    {
        _ = world.Bot;
        var command = $"/记考勤 {world.NextLine(world.Held[0], "尤佳")}";
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
        foreach (var player in RightsPlayer.All.Where(p => p.Column != 'O'))
        {
            Assert.DoesNotContain("没有这个权限", await world.SaysAsync(player.Name, text), StringComparison.Ordinal);
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

    private async Task PlayAsync(RightsSample sample, bool inGroup)
    {
        _ = world.Bot;
        var others = RightsPlayer.All.Where(player => !sample.IsFor(player)).ToList();
        if (others.Count > 0)
        {
            var command = await FirstAsync(sample, inGroup);
            await AssertWritesNothingAsync(others, async player =>
            {
                var reply = await SaysAsync(player, command, inGroup);
                Assert.True(IsRefusal(sample, player, reply), $"{player}: {command}\n{reply}");
            });
        }

        Assert.NotEqual(RightsPlayer.All.Count, others.Count);
        var those = RightsPlayer.All.Where(sample.IsFor).ToList();
        if (sample.Effect == RightsEffect.None)
        {
            var command = await FirstAsync(sample, inGroup);
            await AssertWritesNothingAsync(those, player => AssertDoneAsync(player, command, inGroup));
            return;
        }

        foreach (var player in those)
        {
            var command = player == RightsPlayer.Secretary ? await FirstAsync(sample, inGroup) : await sample.CommandAsync(world, player, inGroup);
            if (command.EndsWith(Yes, StringComparison.Ordinal))
            {
                // A yes answers a card, so the card is looked at first.
                await AssertDoneAsync(player, command[..^Yes.Length], inGroup);
            }

            var before = await world.Bot.Books.SnapshotAsync();
            var reply = await AssertDoneAsync(player, command, inGroup);
            var isWritten = Books.Differences(before, await world.Bot.Books.SnapshotAsync()).Count > 0;
            Assert.True(isWritten || sample.Effect == RightsEffect.WritesOnce, $"{player}: {command}\n{reply}");
        }
    }

    // What those try who may not is then done by the secretary, if it is for the secretary.
    private Task<string> FirstAsync(RightsSample sample, bool inGroup)
    {
        _ = world.Bot;
        return world.OnceAsync($"command {sample.Name} {inGroup}", () => sample.CommandAsync(world, RightsPlayer.Secretary, inGroup));
    }

    private async Task<string> AssertDoneAsync(RightsPlayer player, string command, bool inGroup)
    {
        var reply = await SaysAsync(player, command, inGroup);
        Assert.False(Refusals.Concat(NotAmongYours).Any(r => reply.Contains(r, StringComparison.Ordinal)), $"{player}: {command}\n{reply}");
        return reply;
    }

    // All say it at once. Rows that were planned before may fall due meanwhile and plan others; what a turn writes it writes each time.
    private async Task AssertWritesNothingAsync<T>(IReadOnlyList<T> speakers, Func<T, Task> say)
    {
        IReadOnlyList<string> changed = ["outbox: "];
        for (var time = 0; time < 3 && changed is [var only] && only.StartsWith("outbox: ", StringComparison.Ordinal); time++)
        {
            var before = await world.Bot.Books.SnapshotAsync();
            await Task.WhenAll(speakers.Select(say));
            changed = Books.Differences(before, await world.Bot.Books.SnapshotAsync());
        }

        Assert.Empty(changed);
    }

    private static bool IsRefusal(RightsSample sample, RightsPlayer player, string reply) =>
        Refusals.Any(r => reply.Contains(r, StringComparison.Ordinal))
        || (sample.IsOneOfAnotherKind(player) && NotAmongYours.Any(r => reply.Contains(r, StringComparison.Ordinal)));

    private async Task<string> SaysAsync(RightsPlayer player, string command, bool inGroup) => inGroup
        ? (await world.Bot.Of(player.Name).SaysInGroupAsync(command)).Text
        : await world.SaysAsync(player.Name, command);

    private async Task AssertRefusedAsync(string person, string command)
    {
        _ = world.Bot;
        await AssertWritesNothingAsync([person], async speaker =>
        {
            var reply = await world.SaysAsync(speaker, command);
            Assert.True(Refusals.Concat(NotAmongYours).Any(r => reply.Contains(r, StringComparison.Ordinal)), reply);
        });
    }
}
