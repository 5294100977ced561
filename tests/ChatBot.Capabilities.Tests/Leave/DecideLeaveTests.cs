using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Leave;

public sealed class DecideLeaveTests(UseCaseStores stores) : UseCaseTests(stores, "leave.decide")
{
    [Theory]
    [InlineData("approve", "leave.approved", RequestStatus.Approved, "leave.approve")]
    [InlineData("decline", "leave.declined", RequestStatus.Declined, "leave.decline")]
    public async Task Decide_BySecretary_IsKeptAndTheMemberIsTold(string decision, string key, RequestStatus status, string audit)
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        await DoneAsync(key, People.Secretary, ("request", request.Id), ("decision", decision), ("text", "noted"));

        var decided = Assert.Single(await Books.LeaveAsync(People.Ann));
        Assert.Equal((status, People.Secretary.Id, "noted"), (decided.Status, decided.DecidedBy, decided.DecisionNote));
        Assert.Equal(["leave.decided to Ann"], await Books.ToldAsync());
        Assert.Equal([$"Secretary {audit}"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Decide_BySomebodyWhomTheRowDoesNotReach_IsRefused() // §20: L only the own group's meeting, D only the secretary's
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        await RefusedForAsync(
            [People.Bob, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer],
            ("request", request.Id),
            ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_GroupMeeting_IsTheOwnLeadersAndNotTheOthers() // §20: grp
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("refused.role", People.OtherLeader, ("request", request.Id), ("decision", "approve"));
        await DoneAsync("leave.approved", People.Leader, ("request", request.Id), ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_OnesOwn_IsRefused() // §20, rule 1
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);
        var secretarys = await Given.LeaveAsync(session, People.Secretary);
        var leaders = await Given.LeaveAsync(session, People.Leader);

        await RefusedAsync("refused.own_case", People.Secretary, ("request", secretarys.Id), ("decision", "approve"));
        await RefusedAsync("refused.own_case", People.Leader, ("request", leaders.Id), ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_SecretarysOwnByTheDeputy_IsKept() // §20, rule 1
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Secretary);

        await DoneAsync("leave.approved", People.Deputy, ("request", request.Id), ("decision", "approve"));

        Assert.Equal(People.Deputy.Id, Assert.Single(await Books.LeaveAsync(People.Secretary)).DecidedBy);
        Assert.Equal(["leave.decided to Secretary"], await Books.ToldAsync());
    }

    [Theory]
    [InlineData(RequestStatus.Approved)]
    [InlineData(RequestStatus.Declined)]
    [InlineData(RequestStatus.Withdrawn)]
    public async Task Decide_OneThatIsDecided_IsRefused(RequestStatus status)
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann, status);

        await RefusedAsync("leave.already_decided", People.Secretary, ("request", request.Id), ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_WithoutADecision_AsksForOne()
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        var outcome = await RefusedAsync("leave.needs_decision", People.Secretary, ("request", request.Id));

        Assert.Equal(["leave.approve", "leave.decline"], outcome.Buttons);
    }

    [Fact]
    public async Task Decide_UnknownRequest_IsRefused() =>
        await RefusedAsync("leave.not_found", People.Secretary, ("request", Guid.NewGuid()), ("decision", "approve"));

    [Fact]
    public async Task Decide_InTheGroup_IsRefused() // §20, place P
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("request", request.Id), ("decision", "approve"));
    }

    [Fact]
    public async Task Approve_OneWhoSignedUp_GivesThePlaceToTheLongestWaiting()
    {
        var session = await Given.SessionAsync(kind: SessionKind.Activity, change: s => s with { SignUp = new SignUpRule(true, 1) });
        await Given.SignUpAsync(session, People.Ann);
        await Given.SignUpAsync(session, People.Bob, SignUpStatus.Waiting);
        var request = await Given.LeaveAsync(session, People.Ann);

        await DoneAsync("leave.approved", People.Secretary, ("request", request.Id), ("decision", "approve"));

        Assert.Equal(["Ann Withdrawn", "Bob Going"], (await Books.SignUpsAsync(session)).Order(StringComparer.Ordinal));
        Assert.Equal(["signup.moved_up to Bob"], await Books.ToldAsync("signup.moved_up"));
    }

    [Fact]
    public async Task Decline_OneWhoSignedUp_LeavesThePlace()
    {
        var session = await Given.SessionAsync();
        await Given.SignUpAsync(session, People.Ann);
        var request = await Given.LeaveAsync(session, People.Ann);

        await DoneAsync("leave.declined", People.Secretary, ("request", request.Id), ("decision", "decline"));

        Assert.Equal(["Ann Going"], await Books.SignUpsAsync(session));
    }

    [Fact]
    public async Task Approve_AfterTheReminder_ExcusesTheAbsenceAndWithdrawsTheStep()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        var request = await Given.LeaveAsync(session, People.Ann);

        await DoneAsync("leave.approved", People.Secretary, ("request", request.Id), ("decision", "approve"));

        Assert.Equal([AttendanceStatus.Unexcused, AttendanceStatus.Excused], (await Books.LinesAsync(session, People.Ann)).Select(l => l.Status));
        Assert.Equal(StepState.Withdrawn, Assert.Single(await Books.StepsAsync(People.Ann)).State);
        Assert.Equal(["escalation.withdrawn to Ann"], await Books.ToldAsync("escalation.withdrawn"));
    }

    [Fact]
    public async Task Approve_OneWhoCameAfterAll_LeavesThePresenceInTheRecord()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00");
        var request = await Given.LeaveAsync(session, People.Ann);

        await DoneAsync("leave.approved", People.Secretary, ("request", request.Id), ("decision", "approve"));

        Assert.Equal(AttendanceStatus.Present, await Books.StatusAsync(session, People.Ann));
    }

    [Fact]
    public async Task Decide_TwoAtOnce_IsDecidedOnce()
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        var outcomes = await Task.WhenAll(
            RunAsync(People.Secretary, ("request", request.Id), ("decision", "approve")),
            RunAsync(People.Leader, ("request", request.Id), ("decision", "decline")));

        Assert.Single(outcomes, o => o.Key == "leave.already_decided");
        Assert.Equal(["leave.decided to Ann"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Decide_AfterTheOfficeWasLost_IsRefused() // §20, rule 3
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);
        await Given.WithoutOfficeAsync(People.Secretary);

        await RefusedAsync("refused.role", People.Secretary, ("request", request.Id), ("decision", "approve"));
    }
}
