using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Leave;

public sealed class ListPendingLeaveTests(UseCaseStores stores) : UseCaseTests(stores, "leave.pending")
{
    [Fact]
    public async Task List_Several_ShowsTheOldestAsACardAndNumbersTheOthers()
    {
        var session = await Given.SessionAsync();
        await Given.LeaveAsync(session, People.Ann);
        Branch.Clock.Advance(TimeSpan.FromMinutes(1));
        await Given.LeaveAsync(session, People.Bob);

        var outcome = await AnswersAsync("leave.for_decider", People.Secretary);

        Assert.Equal("Ann", outcome.Fact("member"));
        Assert.Equal(["leave.approve", "leave.decline"], outcome.Buttons);
        Assert.Equal(("leave.pending_more", 1), (outcome.Replies[1].Text.Key, outcome.Replies[1].Text.Facts["count"]));
    }

    [Fact]
    public async Task List_ByALeader_ShowsOnlyTheOwnGroupsMeeting() // §20: grp
    {
        await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);
        await Given.LeaveAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Amy);

        Assert.Equal("Amy", (await AnswersAsync("leave.for_decider", People.Leader)).Fact("member"));
        await AnswersAsync("leave.none_pending", People.OtherLeader);
    }

    [Fact]
    public async Task List_OnesOwn_IsNotShownAndTheSecretarysIsTheDeputys() // §20, rule 1
    {
        await Given.LeaveAsync(await Given.SessionAsync(), People.Secretary);

        await AnswersAsync("leave.none_pending", People.Secretary);
        Assert.Equal("Secretary", (await AnswersAsync("leave.for_decider", People.Deputy)).Fact("member"));
    }

    [Fact]
    public async Task List_ByOthers_IsRefused()
    {
        await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        await RefusedForAsync([People.Bob, People.Recorder, People.Committee, People.Observer]);
    }

    [Fact]
    public async Task List_InTheGroup_IsRefused() => await RefusedInGroupAsync("refused.private_only", People.Secretary);
}
