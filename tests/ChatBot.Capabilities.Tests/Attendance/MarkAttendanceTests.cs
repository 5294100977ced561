using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Roster;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Attendance;

public sealed class MarkAttendanceTests(UseCaseStores stores) : UseCaseTests(stores, "attendance.mark")
{
    [Fact]
    public async Task Mark_ByTheRecorder_IsADraftAndNobodyIsTold()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann, People.Bob);
        var told = await Books.ToldAsync();

        var outcome = await DoneAsync("attendance.marked", People.Recorder, Marks(session, AttendanceStatus.Present, People.Ann));

        var line = Assert.Single(await Books.LinesAsync(session, People.Ann));
        Assert.Equal(
            (AttendanceStatus.Present, false, People.Recorder.Id, "mark"), (line.Status, line.IsConfirmed, line.By, line.Cause));
        Assert.Equal(told, await Books.ToldAsync());
        Assert.Contains("Recorder attendance.mark", await Books.AuditAsync());
        Assert.Equal("Bob", outcome.Fact("open_names"));
    }

    [Fact]
    public async Task Mark_SeveralAtOnce_WritesALineForEach()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann, People.Bob);

        await DoneAsync("attendance.marked", People.Secretary, Marks(session, AttendanceStatus.Unexcused, People.Ann, People.Bob));

        Assert.Equal(AttendanceStatus.Unexcused, Assert.Single(await Books.LinesAsync(session, People.Ann)).Status);
        Assert.Equal(AttendanceStatus.Unexcused, Assert.Single(await Books.LinesAsync(session, People.Bob)).Status);
        Assert.Empty(await Books.StepsAsync(People.Ann));
    }

    [Fact]
    public async Task Mark_ASecondTime_KeepsTheOldLine()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await RunAsync(People.Recorder, Marks(session, AttendanceStatus.Present, People.Ann));
        await RunAsync(People.Recorder, Marks(session, AttendanceStatus.Late, People.Ann));

        Assert.Equal([AttendanceStatus.Present, AttendanceStatus.Late], (await Books.LinesAsync(session, People.Ann)).Select(l => l.Status));
    }

    [Fact]
    public async Task Mark_OneselfOnLeaveOrNotExpected_IsRefused() // §20: ≠ own line
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Recorder);

        await RefusedAsync("refused.own_case", People.Recorder, Marks(session, AttendanceStatus.Excused, People.Recorder));
        await RefusedAsync("refused.own_case", People.Recorder, Marks(session, AttendanceStatus.NotExpected, People.Ann, People.Recorder));
    }

    [Fact]
    public async Task Mark_ByOthers_IsRefused() // §20: L grp, R ses, S
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(change: s => s with { Recorder = People.Bob.Id }), People.Ann);

        await RefusedForAsync(
            [People.Amy, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer],
            Marks(session, AttendanceStatus.Present, People.Ann));
        await DoneAsync("attendance.marked", People.Bob, Marks(session, AttendanceStatus.Present, People.Ann));
    }

    [Fact]
    public async Task Mark_GroupMeeting_IsTheOwnLeadersAndNotTheOthers() // §20: grp
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("refused.role", People.OtherLeader, Marks(session, AttendanceStatus.Present, People.Ann));
        await DoneAsync("attendance.marked", People.Leader, Marks(session, AttendanceStatus.Present, People.Ann));
    }

    [Fact]
    public async Task Mark_SomebodyWhoIsNotExpected_IsRefused()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("attendance.not_expected", People.Secretary, Marks(session, AttendanceStatus.Present, People.Ann, People.Bob));
    }

    [Fact]
    public async Task Mark_BeforeItBegunOrAfterItsConfirmation_IsRefused()
    {
        var ahead = await Given.SessionAsync("2026-03-20 15:00");
        var confirmed = await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        await RefusedAsync("attendance.not_begun", People.Recorder, Marks(ahead, AttendanceStatus.Present, People.Ann));
        await RefusedAsync("attendance.already_confirmed", People.Recorder, Marks(confirmed, AttendanceStatus.Present, People.Ann));
    }

    [Fact]
    public async Task Mark_WithoutNamesOrStatus_IsRefused()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await RefusedAsync("attendance.mark_incomplete", People.Recorder, ("session", session.Id), ("status", AttendanceStatus.Present));
        await RefusedAsync("attendance.mark_incomplete", People.Recorder, ("session", session.Id), ("members", new[] { People.Ann }));
        await RefusedAsync("sessions.not_found", People.Recorder, ("session", Guid.NewGuid()));
    }

    private static (string, object?)[] Marks(Session session, AttendanceStatus status, params Member[] members) =>
        [("session", session.Id), ("status", status), ("members", members)];
}
