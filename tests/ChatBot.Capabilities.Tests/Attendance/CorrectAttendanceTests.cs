using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Roster;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Attendance;

public sealed class CorrectAttendanceTests(UseCaseStores stores) : UseCaseTests(stores, "attendance.correct")
{
    [Fact]
    public async Task Correct_WrongAbsence_KeepsTheOldLineAndWithdrawsTheStep()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        await DoneAsync("attendance.corrected", People.Secretary, To(session, People.Ann, AttendanceStatus.Present));

        Assert.Equal(
            [(AttendanceStatus.Unexcused, "confirm"), (AttendanceStatus.Present, "correction")],
            (await Books.LinesAsync(session, People.Ann)).Select(l => (l.Status, l.Cause)));
        Assert.Equal(StepState.Withdrawn, Assert.Single(await Books.StepsAsync(People.Ann)).State);
        Assert.Equal(
            ["attendance.corrected to Ann", "escalation.withdrawn to Ann"],
            await Books.ToldAsync("attendance.corrected", "escalation.withdrawn"));
        Assert.Contains("Secretary attendance.correct", await Books.AuditAsync());
    }

    [Fact]
    public async Task Correct_FirstOfTwoAbsences_ClosesTheTodoOfTheSecond()
    {
        var first = await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        await Given.HeldAsync("2026-03-06 15:00", People.Ann);

        await DoneAsync("attendance.corrected", People.Secretary, To(first, People.Ann, AttendanceStatus.Present));

        Assert.Equal(StepState.Withdrawn, (await Books.StepsAsync(People.Ann)).Single(s => s.Level == StepLevel.Admonish).State);
    }

    [Fact]
    public async Task Correct_ToTheSameStatus_SaysSoAndWritesNothing()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        await AnswersAsync("attendance.same_already", People.Secretary, To(session, People.Ann, AttendanceStatus.Unexcused));
    }

    [Fact]
    public async Task Correct_OwnLine_IsRefusedAndTheSecretarysIsTheDeputys() // §20, rule 1
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Secretary);

        await RefusedAsync("refused.own_case", People.Secretary, To(session, People.Secretary, AttendanceStatus.Present));
        await DoneAsync("attendance.corrected", People.Deputy, To(session, People.Secretary, AttendanceStatus.Present));

        Assert.Equal(AttendanceStatus.Present, await Books.StatusAsync(session, People.Secretary));
    }

    [Fact]
    public async Task Correct_GroupMeeting_IsTheOwnLeadersAndNotTheOwnLine() // §20: grp, rule 1
    {
        var session = await Given.ConfirmedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("refused.role", People.OtherLeader, To(session, People.Ann, AttendanceStatus.Late));
        await RefusedAsync("refused.own_case", People.Leader, To(session, People.Leader, AttendanceStatus.Late));
        await DoneAsync("attendance.corrected", People.Leader, To(session, People.Ann, AttendanceStatus.Late));
    }

    [Fact]
    public async Task Correct_ByOthersOrInTheGroup_IsRefused() // §20: L grp, D sec, S; place P
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        await RefusedForAsync(
            [People.Amy, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer],
            To(session, People.Ann, AttendanceStatus.Present));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, To(session, People.Ann, AttendanceStatus.Present));
    }

    [Fact]
    public async Task Correct_ListNotConfirmedYet_IsRefused()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await RefusedAsync("attendance.not_confirmed_yet", People.Secretary, To(session, People.Ann, AttendanceStatus.Present));
    }

    [Fact]
    public async Task Correct_SomebodyWhoWasNotExpectedOrWithoutAStatus_IsRefused()
    {
        var session = await Given.ConfirmedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("attendance.not_expected", People.Secretary, To(session, People.Bob, AttendanceStatus.Present));
        await RefusedAsync("attendance.correct_incomplete", People.Secretary, ("session", session.Id), ("member", People.Ann));
        await RefusedAsync("sessions.not_found", People.Secretary, ("session", session.Id), ("status", AttendanceStatus.Present));
    }

    private static (string, object?)[] To(Session session, Member member, AttendanceStatus status) =>
        [("session", session.Id), ("member", member), ("status", status)];
}
