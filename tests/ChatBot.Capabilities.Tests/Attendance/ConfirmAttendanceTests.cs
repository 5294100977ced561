using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Attendance;

public sealed class ConfirmAttendanceTests(UseCaseStores stores) : UseCaseTests(stores, "attendance.confirm")
{
    [Fact]
    public async Task Confirm_WhoDidNotComeWithoutLeave_IsAbsentAndRemindedPrivately()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        var outcome = await ConfirmsAsync(People.Secretary, session);

        Assert.Equal((People.Expected.Count - 1, 1, 1), (outcome.Fact("came"), outcome.Fact("absent"), outcome.Fact("reminded")));
        Assert.Equal(SessionPhase.Confirmed, (await Books.SessionAsync(session)).Phase);
        var line = Assert.Single(await Books.LinesAsync(session, People.Ann));
        Assert.Equal(
            (AttendanceStatus.Unexcused, true, People.Secretary.Id, "confirm"), (line.Status, line.IsConfirmed, line.By, line.Cause));
        Assert.Equal(AttendanceStatus.Present, await Books.StatusAsync(session, People.Bob));
        var step = Assert.Single(await Books.StepsAsync(People.Ann));
        Assert.Equal((StepLevel.Remind, StepState.Sent, session.Id), (step.Level, step.State, step.ReachedAt));
        Assert.Equal(["escalation.notice to Ann"], await StepsToldAsync());
        Assert.Contains("Secretary attendance.confirm", await Books.AuditAsync());
    }

    [Fact]
    public async Task Preview_ShowsWhoWillBeToldWhatAndWritesNothing()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann, People.Bob);

        var outcome = await PreviewsAsync("attendance.preview", People.Secretary, ("session", session.Id), ("spare", new[] { People.Bob }));

        Assert.Equal(["Ann", "Bob"], ((string)outcome.Fact("absent_names")!).Split('、').Order(StringComparer.Ordinal));
        Assert.Equal(
            [("attendance.preview_remind", "Ann"), ("attendance.preview_spared", "Bob")],
            outcome.Lines("steps").Select(s => (s.Key, (string)s.Facts["member"]!)).Order());
    }

    [Fact]
    public async Task Confirm_Spared_IsAbsentAndNotTold()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await ConfirmsAsync(People.Secretary, session, ("spare", new[] { People.Ann }));

        Assert.Equal(AttendanceStatus.Unexcused, await Books.StatusAsync(session, People.Ann));
        Assert.Equal(StepState.Dropped, Assert.Single(await Books.StepsAsync(People.Ann)).State);
        Assert.Empty(await StepsToldAsync());
    }

    [Fact]
    public async Task Confirm_LeftOpen_StaysNotRecorded()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await ConfirmsAsync(People.Secretary, session, ("open", new[] { People.Ann }));

        Assert.Equal(AttendanceStatus.NotRecorded, await Books.StatusAsync(session, People.Ann));
        Assert.Empty(await Books.StepsAsync(People.Ann));
    }

    [Theory]
    [InlineData(RequestStatus.Approved, AttendanceStatus.Excused)]
    [InlineData(RequestStatus.Pending, AttendanceStatus.NotRecorded)]
    [InlineData(RequestStatus.Declined, AttendanceStatus.Unexcused)]
    public async Task Confirm_WhoAskedLeave_FollowsTheDecision(RequestStatus leave, AttendanceStatus status)
    {
        var session = await Given.SessionAsync();
        await Given.LeaveAsync(session, People.Ann, leave);
        await Given.EndedAsync(session, People.Ann);

        await ConfirmsAsync(People.Secretary, session);

        Assert.Equal(status, await Books.StatusAsync(session, People.Ann));
    }

    [Fact]
    public async Task Confirm_SecondAbsenceInARow_IsATodoAndTheMemberHearsNothing()
    {
        await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        var second = await Given.EndedAsync(await Given.SessionAsync("2026-03-06 15:00"), People.Ann);

        var outcome = await ConfirmsAsync(People.Secretary, second);

        var step = (await Books.StepsAsync(People.Ann))[^1];
        Assert.Equal((StepLevel.Admonish, StepState.Proposed, 2), (step.Level, step.State, step.Run.Count));
        Assert.Equal(["escalation.notice to Ann", "escalation.todo to Secretary"], await StepsToldAsync());
        Assert.Equal(1, outcome.Fact("todos"));
    }

    [Fact]
    public async Task Confirm_ThirdAbsenceInARow_IsATodoToo()
    {
        await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        await Given.HeldAsync("2026-03-06 15:00", People.Ann);
        var third = await Given.EndedAsync(await Given.SessionAsync("2026-03-07 15:00"), People.Ann);

        await ConfirmsAsync(People.Secretary, third);

        var step = (await Books.StepsAsync(People.Ann))[^1];
        Assert.Equal((StepLevel.Criticise, StepState.Proposed, 3), (step.Level, step.State, step.Run.Count));
    }

    [Theory]
    [InlineData(true, StepLevel.Remind)]
    [InlineData(false, StepLevel.Admonish)]
    public async Task Confirm_AbsenceAfterApprovedLeave_FollowsThePolicy(bool breaks, StepLevel level) // C-09, streak.excused
    {
        await Given.PolicyAsync(new EscalationPolicy { Streak = new StreakPolicy { ExcusedBreaks = breaks } });
        await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        var leave = await Given.SessionAsync("2026-03-06 15:00");
        await Given.LeaveAsync(leave, People.Ann, RequestStatus.Approved);
        await Given.ConfirmedAsync(leave, People.Ann);
        var third = await Given.EndedAsync(await Given.SessionAsync("2026-03-07 15:00"), People.Ann);

        await ConfirmsAsync(People.Secretary, third);

        Assert.Equal(level, (await Books.StepsAsync(People.Ann)).Single(s => s.ReachedAt == third.Id).Level);
    }

    [Fact]
    public async Task Confirm_StepOneIsToBeAsked_IsATodo() // esc.step1_send = ask
    {
        await Given.PolicyAsync(new EscalationPolicy { AsksBeforeStep1 = true });
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await ConfirmsAsync(People.Secretary, session);

        Assert.Equal(StepState.Proposed, Assert.Single(await Books.StepsAsync(People.Ann)).State);
        Assert.Equal(["escalation.todo to Secretary"], await StepsToldAsync());
    }

    [Fact]
    public async Task Confirm_SessionThatWasMergedOrOfTheCommittee_OpensNoStep() // R-106, §25 (c)
    {
        var merged = await Given.EndedAsync(await Given.SessionAsync(change: s => s with { HeldOnItsOwn = false }), People.Ann);
        var committee = await Given.EndedAsync(await Given.SessionAsync("2026-03-06 15:00", SessionKind.CommitteeMeeting), People.Committee);

        await ConfirmsAsync(People.Secretary, merged);
        await ConfirmsAsync(People.Secretary, committee);

        Assert.Equal(AttendanceStatus.Unexcused, await Books.StatusAsync(merged, People.Ann));
        Assert.Empty(await Books.StepsAsync(People.Ann));
        Assert.Empty(await Books.StepsAsync(People.Committee));
    }

    [Fact]
    public async Task Confirm_SecretarysOwnEmptyLine_StaysOpenAndGoesToTheDeputy() // §20, rule 1
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Secretary);

        await ConfirmsAsync(People.Secretary, session);

        Assert.Equal(AttendanceStatus.NotRecorded, await Books.StatusAsync(session, People.Secretary));
        Assert.Equal(["attendance.own_line to Deputy"], await Books.ToldAsync("attendance.own_line"));
    }

    [Fact]
    public async Task Confirm_SecretarysOwnLineMarkedAbsent_StaysOpen() // §20, rule 1
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Secretary);
        await Given.MarkedAsync(session, AttendanceStatus.Unexcused, People.Secretary);

        await ConfirmsAsync(People.Secretary, session);

        Assert.Equal(AttendanceStatus.NotRecorded, await Books.StatusAsync(session, People.Secretary));
    }

    [Fact]
    public async Task Confirm_GroupMeetingByItsLeader_IsConfirmedAndTheOwnEmptyLineGoesToTheSecretary() // §20: grp, rule 1
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Leader, People.Ann);

        await ConfirmsAsync(People.Leader, session);

        Assert.Equal(AttendanceStatus.Unexcused, await Books.StatusAsync(session, People.Ann));
        Assert.Equal(AttendanceStatus.NotRecorded, await Books.StatusAsync(session, People.Leader));
        Assert.Equal(["attendance.own_line to Secretary"], await Books.ToldAsync("attendance.own_line"));
    }

    [Fact]
    public async Task Confirm_ByOthersOrInTheGroup_IsRefused() // §20: L grp, D sec, S; place P
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await RefusedForAsync(
            [People.Ann, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer],
            ("session", session.Id),
            ("confirm", true));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("session", session.Id), ("confirm", true));
    }

    [Fact]
    public async Task Confirm_GroupMeetingByAnotherLeader_IsRefused()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("refused.role", People.OtherLeader, ("session", session.Id), ("confirm", true));
    }

    [Fact]
    public async Task Confirm_BeforeTheEndTwiceOrUnknown_IsRefused()
    {
        var begun = await Given.BegunAsync(await Given.SessionAsync());
        await RefusedAsync("attendance.not_over", People.Secretary, ("session", begun.Id), ("confirm", true));
        var confirmed = await Given.HeldAsync("2026-03-06 15:00", People.Ann);

        await RefusedAsync("attendance.already_confirmed", People.Secretary, ("session", confirmed.Id), ("confirm", true));
        await RefusedAsync("sessions.not_found", People.Secretary, ("session", Guid.NewGuid()), ("confirm", true));
    }

    [Fact]
    public async Task Confirm_TwoAtOnce_IsConfirmedOnce()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        var outcomes = await Task.WhenAll(
            RunAsync(People.Secretary, ("session", session.Id), ("confirm", true)),
            RunAsync(People.Leader, ("session", session.Id), ("confirm", true)));

        Assert.Single(outcomes, o => o.Key == "attendance.already_confirmed");
        Assert.Single(await Books.LinesAsync(session, People.Ann));
        Assert.Equal(["escalation.notice to Ann"], await StepsToldAsync());
    }

    /// <summary>Looks at the preview and says yes to it.</summary>
    private async Task<Outcome> ConfirmsAsync(Member actor, Session session, params (string Slot, object? Value)[] inputs)
    {
        await PreviewsAsync("attendance.preview", actor, [("session", session.Id), .. inputs]);
        return await DoneAsync("attendance.confirmed", actor, [("session", session.Id), ("confirm", true), .. inputs]);
    }

    private Task<IReadOnlyList<string>> StepsToldAsync() => Books.ToldAsync("escalation.notice", "escalation.todo", "escalation.withdrawn");
}
