using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Attendance;

public sealed class ShowSheetTests(UseCaseStores stores) : UseCaseTests(stores, "attendance.sheet")
{
    [Fact]
    public async Task Show_ListAfterTheEnd_HoldsWhatIsKnownAndNobodyIsAbsent()
    {
        var session = await Given.SessionAsync();
        await Given.LeaveAsync(session, People.Amy, RequestStatus.Approved);
        await Given.LeaveAsync(session, People.Bob);
        await Given.EndedAsync(session, People.Ann, People.Amy, People.Bob);

        var outcome = await AnswersAsync("attendance.sheet", People.Recorder, ("session", session.Id));

        Assert.Equal((People.Expected.Count, People.Expected.Count - 3), (outcome.Fact("expected"), outcome.Fact("present")));
        Assert.Equal(("Amy", "Bob", 2), (outcome.Fact("leave_names"), outcome.Fact("asking_names"), outcome.Fact("open")));
        Assert.Null(outcome.Fact("absent_names"));
    }

    [Fact]
    public async Task Show_CheckInAfterTheMinutesOfGrace_IsLate() // R-713, late_minutes
    {
        var session = await Given.BegunAsync(await Given.SessionAsync());
        Branch.Clock.Advance(TimeSpan.FromMinutes(16));
        await Branch.RunAsync("checkin.other", People.Recorder, ("session", session.Id), ("member", People.Ann));

        Assert.Equal("Ann", (await AnswersAsync("attendance.sheet", People.Recorder, ("session", session.Id))).Fact("late_names"));
    }

    [Fact]
    public async Task Show_RecordersMark_OutweighsCheckInAndLeave()
    {
        var session = await Given.SessionAsync();
        await Given.LeaveAsync(session, People.Ann, RequestStatus.Approved);
        await Given.EndedAsync(session);
        await Given.MarkedAsync(session, AttendanceStatus.Unexcused, People.Ann);

        Assert.Equal("Ann", (await AnswersAsync("attendance.sheet", People.Recorder, ("session", session.Id))).Fact("absent_names"));
    }

    [Fact]
    public async Task Show_ApplicantsAndThoseWhoLeft_AreNotExpected()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync());

        Assert.Equal(People.Expected.Count, (await AnswersAsync("attendance.sheet", People.Secretary, ("session", session.Id))).Fact("expected"));
        Assert.DoesNotContain("Applicant", await Books.ExpectedAsync(session));
        Assert.DoesNotContain("Gone", await Books.ExpectedAsync(session));
    }

    [Fact]
    public async Task Show_ButtonToConfirm_IsOnlyForWhoMay()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync());

        Assert.Equal(["attendance.mark"], (await RunAsync(People.Recorder, ("session", session.Id))).Buttons);
        Assert.Equal(["attendance.mark", "attendance.confirm"], (await RunAsync(People.Secretary, ("session", session.Id))).Buttons);
    }

    [Fact]
    public async Task Show_GroupMeeting_IsTheOwnLeadersAndNotTheOthers() // §20: grp
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting));

        await AnswersAsync("attendance.sheet", People.Leader, ("session", session.Id));
        await RefusedAsync("refused.role", People.OtherLeader, ("session", session.Id));
    }

    [Fact]
    public async Task Show_ByOthersOrInTheGroup_IsRefused() // §20: L grp, R ses, S; place P
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(change: s => s with { Recorder = People.Bob.Id }));

        await RefusedForAsync(
            [People.Ann, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer], ("session", session.Id));
        await AnswersAsync("attendance.sheet", People.Bob, ("session", session.Id));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("session", session.Id));
    }

    [Fact]
    public async Task Show_WithoutASession_TakesTheNewestThatWaits()
    {
        await Given.EndedAsync(await Given.SessionAsync("2026-03-05 15:00"));
        await Given.EndedAsync(await Given.SessionAsync("2026-03-06 15:00"), People.Ann);

        Assert.Equal("Ann", (await AnswersAsync("attendance.sheet", People.Secretary)).Fact("open_names"));
    }

    [Fact]
    public async Task Show_NothingWaits_SaysSo() => await RefusedAsync("sessions.not_found", People.Secretary);
}
