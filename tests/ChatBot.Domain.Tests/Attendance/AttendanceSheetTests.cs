using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using Xunit;

namespace ChatBot.Kernel.Tests.Attendance;

public sealed class AttendanceSheetTests
{
    private static readonly Session Session = Samples.Session(1, "2026-03-05 15:00");
    private static readonly MemberId Member = new(Samples.Id(1));

    [Fact]
    public void Compose_NothingKnown_IsNotRecordedAndNeverAbsent() => // §23.3, R-713
        Assert.Equal(new SheetLine(Member, AttendanceStatus.NotRecorded, "none"), Line());

    [Theory]
    [InlineData("14:50", false, AttendanceStatus.Present)]
    [InlineData("15:15", false, AttendanceStatus.Present)]
    [InlineData("15:16", false, AttendanceStatus.Late)]
    [InlineData("15:16", true, AttendanceStatus.PresentOnline)]
    public void Compose_CheckedIn_IsThereLateOrOnline(string at, bool online, AttendanceStatus expected) =>
        Assert.Equal(new SheetLine(Member, expected, "checkin"), Line(checkIn: at, online: online));

    [Fact]
    public void Compose_LeaveApproved_IsExcused() => Assert.Equal(new SheetLine(Member, AttendanceStatus.Excused, "leave"), Line(leave: true));

    [Fact]
    public void Compose_LeaveApprovedButCame_IsPresent() => Assert.Equal(AttendanceStatus.Present, Line(checkIn: "15:00", leave: true).Status);

    [Theory]
    [InlineData(AttendanceStatus.Unexcused)]
    [InlineData(AttendanceStatus.Excused)]
    [InlineData(AttendanceStatus.NotExpected)]
    public void Compose_RecorderMarked_OutweighsCheckInAndLeave(AttendanceStatus mark) =>
        Assert.Equal(new SheetLine(Member, mark, "mark"), Line(mark, checkIn: "15:00", leave: true));

    [Fact]
    public void Compose_MarkTakenBack_FallsBackToWhatElseIsKnown() =>
        Assert.Equal("checkin", Line(AttendanceStatus.NotRecorded, checkIn: "15:00").Cause);

    [Fact]
    public void Compose_SomebodyWhoIsNotExpected_IsNotOnTheList()
    {
        var stranger = new MemberId(Samples.Id(2));
        var lines = AttendanceSheet.Compose(
            Session,
            [Member],
            new Dictionary<MemberId, AttendanceStatus> { [stranger] = AttendanceStatus.Unexcused },
            new Dictionary<MemberId, CheckInEntry>(),
            new Dictionary<MemberId, LeaveRequest>(),
            new CheckInPolicy());

        Assert.Equal(Member, Assert.Single(lines).Member);
    }

    private static SheetLine Line(AttendanceStatus? mark = null, string? checkIn = null, bool online = false, bool leave = false)
    {
        var marks = new Dictionary<MemberId, AttendanceStatus>();
        var checkIns = new Dictionary<MemberId, CheckInEntry>();
        var approved = new Dictionary<MemberId, LeaveRequest>();
        if (mark is { } status)
        {
            marks[Member] = status;
        }

        if (checkIn is not null)
        {
            checkIns[Member] = new CheckInEntry(Session.Id, Member, Samples.At($"2026-03-05 {checkIn}"), online, Member);
        }

        if (leave)
        {
            approved[Member] = new LeaveRequest
            {
                Id = new LeaveRequestId(Samples.Id(5)),
                Session = Session.Id,
                Member = Member,
                Reason = LeaveReason.Sick,
                Status = RequestStatus.Approved,
                RequestedAt = Session.StartsAt.AddDays(-1),
            };
        }

        return Assert.Single(AttendanceSheet.Compose(Session, [Member], marks, checkIns, approved, new CheckInPolicy()));
    }
}
