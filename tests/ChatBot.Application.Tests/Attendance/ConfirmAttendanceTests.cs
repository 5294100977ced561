using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Xunit;

namespace ChatBot.Kernel.Tests.Attendance;

public sealed class ConfirmAttendanceTests
{
    private readonly Village _village = new();

    [Fact]
    public async Task Confirm_MembersWhoDidNotComeWithoutLeave_AreUnexcusedAndReminded()
    {
        var session = await HeldAsync(_village.Ann);

        var result = await _village.ConfirmsAsync(_village.Secretary, session);

        Assert.Equal("attendance.confirmed", KeyOf(result));
        Assert.Equal(SessionPhase.Confirmed, _village.Books.Sessions[session.Id].Phase);
        Assert.Equal(AttendanceStatus.Unexcused, _village.StatusOf(session, _village.Ann));
        Assert.Equal(AttendanceStatus.Present, _village.StatusOf(session, _village.Bob));
        Assert.Equal(["escalation.notice to Ann"], _village.Told("escalation.notice", "escalation.todo"));
    }

    [Fact]
    public async Task Confirm_WithoutYes_OnlyShowsWhoWouldBeToldWhat()
    {
        var session = await HeldAsync(_village.Ann);
        _village.Books.Outbox.Clear();

        var result = await _village.PreviewsAsync(_village.Secretary, session);

        var steps = Assert.IsType<IReadOnlyList<Phrase>>(result.Replies[0].Text.Facts["steps"], exactMatch: false);
        Assert.Equal(("attendance.preview_remind", "Ann"), (Assert.Single(steps).Key, steps[0].Facts["member"]));
        Assert.Empty(_village.Books.Facts);
        Assert.Empty(_village.Books.Outbox);
    }

    [Fact]
    public async Task Confirm_NobodyDidIt_NobodyIsAbsent() // §23.3
    {
        var session = await HeldAsync(_village.Ann, _village.Bob);

        Assert.Null(_village.StatusOf(session, _village.Ann));
        Assert.Empty(_village.Books.Steps);
    }

    [Fact]
    public async Task Confirm_LeaveStillUndecided_StaysNotRecorded()
    {
        var session = _village.Plan("2026-03-05 15:00");
        await _village.AsksLeaveAsync(_village.Ann, session);
        await _village.HoldAsync(session, _village.Ann);

        await _village.ConfirmsAsync(_village.Secretary, session);

        Assert.Equal(AttendanceStatus.NotRecorded, _village.StatusOf(session, _village.Ann));
        Assert.Empty(_village.Books.Steps);
    }

    [Fact]
    public async Task Confirm_LeaveApproved_IsExcused()
    {
        var session = _village.Plan("2026-03-05 15:00");
        await _village.AsksLeaveAsync(_village.Ann, session);
        await _village.DecidesLeaveAsync(_village.Secretary, Assert.Single(_village.Books.Requests.Keys).Value, "approve");
        await _village.HoldAsync(session, _village.Ann);

        await _village.ConfirmsAsync(_village.Secretary, session);

        Assert.Equal(AttendanceStatus.Excused, _village.StatusOf(session, _village.Ann));
    }

    [Fact]
    public async Task Confirm_LeftOpenOrSpared_IsNotRecordedOrNotReminded()
    {
        var session = await HeldAsync(_village.Ann, _village.Bob);

        await _village.ConfirmsAsync(_village.Secretary, session, ("open", _village.Ann.Id.ToString()), ("spare", _village.Bob.Id.ToString()));

        Assert.Equal(AttendanceStatus.NotRecorded, _village.StatusOf(session, _village.Ann));
        Assert.Equal(AttendanceStatus.Unexcused, _village.StatusOf(session, _village.Bob));
        Assert.Equal(StepState.Dropped, Assert.Single(_village.Books.Steps.Values).State);
        Assert.Empty(_village.Told("escalation.notice"));
    }

    [Fact]
    public async Task Confirm_SecretarysOwnEmptyLine_StaysOpenForTheDeputy() // §23.12, R-730
    {
        var session = await HeldAsync(_village.Secretary);

        await _village.ConfirmsAsync(_village.Secretary, session);

        Assert.Equal(AttendanceStatus.NotRecorded, _village.StatusOf(session, _village.Secretary));
        Assert.Equal(["attendance.own_line to Deputy"], _village.Told("attendance.own_line"));
        Assert.Equal("refused.own_case", KeyOf(await _village.CorrectsAsync(_village.Secretary, session, _village.Secretary, AttendanceStatus.Present)));
        Assert.Equal("attendance.corrected", KeyOf(await _village.CorrectsAsync(_village.Deputy, session, _village.Secretary, AttendanceStatus.Unexcused)));
        Assert.Equal(AttendanceStatus.Unexcused, _village.StatusOf(session, _village.Secretary));
    }

    [Fact]
    public async Task Confirm_GroupLeadersOwnEmptyLine_GoesToWhoMaySettleIt()
    {
        var session = _village.Plan("2026-03-05 15:00", SessionKind.GroupMeeting, group: 1);
        await _village.HoldAsync(session, _village.Leader);

        await _village.ConfirmsAsync(_village.Leader, session);

        Assert.Equal(AttendanceStatus.NotRecorded, _village.StatusOf(session, _village.Leader));
        Assert.Equal(["attendance.own_line to Secretary"], _village.Told("attendance.own_line"));
        Assert.Equal("attendance.corrected", KeyOf(await _village.CorrectsAsync(_village.Secretary, session, _village.Leader, AttendanceStatus.Excused)));
    }

    [Fact]
    public async Task Confirm_RecorderMarkedTheSecretaryAbsent_TheSecretaryCannotConfirmIt()
    {
        var session = await HeldAsync(_village.Secretary);
        await _village.MarksAsync(_village.Recorder, session, AttendanceStatus.Unexcused, _village.Secretary);

        await _village.ConfirmsAsync(_village.Secretary, session);

        Assert.Equal(AttendanceStatus.NotRecorded, _village.StatusOf(session, _village.Secretary));
    }

    [Fact]
    public async Task Confirm_ByMemberRecorderOrDeputy_IsRefused()
    {
        var session = await HeldAsync(_village.Ann);
        foreach (var other in new[] { _village.Ann, _village.Recorder, _village.Deputy, _village.Leader })
        {
            Assert.Equal("refused.role", KeyOf(await _village.ConfirmsAsync(other, session)));
        }

        Assert.Empty(_village.Books.Facts);
    }

    [Fact]
    public async Task Confirm_SessionNotOver_IsRefused()
    {
        var result = await _village.ConfirmsAsync(_village.Secretary, _village.Plan("2026-03-05 15:00"));

        Assert.Equal((UseCaseStatus.Refused, "attendance.not_over"), (result.Status, KeyOf(result)));
    }

    [Fact]
    public async Task Confirm_Twice_IsRefusedTheSecondTime()
    {
        var session = await HeldAsync(_village.Ann);
        await _village.ConfirmsAsync(_village.Secretary, session);

        Assert.Equal("attendance.already_confirmed", KeyOf(await _village.ConfirmsAsync(_village.Secretary, session)));
        Assert.Single(_village.Books.Steps);
    }

    [Fact]
    public async Task Confirm_MergedSession_IsKeptButOpensNoStep() // §23.10
    {
        var session = _village.Plan("2026-03-05 15:00");
        _village.Books.Sessions[session.Id] = session with { HeldOnItsOwn = false };
        await _village.HoldAsync(session, _village.Ann);

        await _village.ConfirmsAsync(_village.Secretary, session);

        Assert.Equal(AttendanceStatus.Unexcused, _village.StatusOf(session, _village.Ann));
        Assert.Empty(_village.Books.Steps);
    }

    [Theory]
    [InlineData(2, true)] // §23.9: warned, kept, told as "2/6".
    [InlineData(3, false)]
    public async Task Confirm_CollectiveSessionWithFewStages_IsWarnedAndKept(int stages, bool warned)
    {
        _village.Policy = new BranchPolicy().With(new StagesPolicy { Minimum = 3 });
        var session = _village.Plan("2026-03-05 15:00", SessionKind.Collective);
        _village.Books.Sessions[session.Id] = session with { Stages = [.. Enum.GetValues<AgendaStage>().Take(stages)] };
        await _village.HoldAsync(session);

        var preview = await _village.PreviewsAsync(_village.Secretary, session);

        Assert.Equal(warned, preview.Replies[0].Text.Facts["stages"] is Phrase { Key: "attendance.few_stages" });
        Assert.Equal("attendance.confirmed", KeyOf(await _village.ConfirmsAsync(_village.Secretary, session)));
    }

    [Fact]
    public async Task Mark_OneselfOnLeave_IsRefused()
    {
        var session = await HeldAsync(_village.Recorder);

        Assert.Equal("refused.own_case", KeyOf(await _village.MarksAsync(_village.Recorder, session, AttendanceStatus.Excused, _village.Recorder)));
    }

    [Fact]
    public async Task Correct_AbsenceThatWasAMistake_KeepsTheOldLineAndTellsTheMember()
    {
        var session = await HeldAsync(_village.Ann);
        await _village.ConfirmsAsync(_village.Secretary, session);

        await _village.CorrectsAsync(_village.Secretary, session, _village.Ann, AttendanceStatus.Present);

        Assert.Equal(
            [AttendanceStatus.Unexcused, AttendanceStatus.Present],
            _village.Books.Facts.Where(f => f.Member == _village.Ann.Id && f.IsConfirmed).Select(f => f.Status));
        Assert.Equal(["escalation.withdrawn to Ann", "attendance.corrected to Ann"], _village.Told("escalation.withdrawn", "attendance.corrected"));
    }

    private static string KeyOf(UseCaseResult result) => result.Replies[0].Text.Key;

    private async Task<Session> HeldAsync(params Member[] missing)
    {
        var session = _village.Plan("2026-03-05 15:00");
        await _village.HoldAsync(session, missing);
        return session;
    }
}
