using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.UseCases;
using Xunit;

namespace ChatBot.Kernel.Tests.Leave;

public sealed class LeaveTests
{
    private readonly Village _village = new();

    [Fact]
    public async Task Request_BeforeTheSession_AsksTheSecretaryPrivately()
    {
        var result = await _village.AsksLeaveAsync(_village.Ann, Ahead(), ("reason", "Sick"), ("text", "a secret"));

        Assert.Equal("leave.requested", KeyOf(result));
        Assert.Equal(["leave.ask to Secretary"], _village.Told("leave.ask"));
        Assert.Equal((LeaveReason.Sick, RequestStatus.Pending, false), (Request.Reason, Request.Status, Request.IsLate));
    }

    [Fact]
    public async Task Request_WithAReason_LeavesNoWordOfItInAuditOrOutbox() // Privacy: design §4
    {
        await _village.AsksLeaveAsync(_village.Ann, Ahead(), ("reason", "Sick"), ("text", "a secret"));
        await _village.DecidesLeaveAsync(_village.Secretary, Request.Id.Value, "approve");

        Assert.All(_village.Books.Audit, line => Assert.DoesNotMatch("secret|Sick", line.ToString()));
        Assert.All(_village.Books.Outbox, row => Assert.DoesNotMatch("secret|Sick", string.Join(' ', row.Facts.Values)));
        Assert.DoesNotContain(_village.Books.Outbox, row => row.Kind.StartsWith("leave.", StringComparison.Ordinal) && row.Recipient.Member is null);
    }

    [Fact]
    public async Task Request_GroupMeeting_AsksThatGroupsLeader() // C-19
    {
        await _village.AsksLeaveAsync(_village.Ann, _village.Plan("2026-03-05 15:00", SessionKind.GroupMeeting, group: 1));

        Assert.Equal(["leave.ask to Leader"], _village.Told("leave.ask"));
    }

    [Fact]
    public async Task Request_BySecretary_AsksTheDeputy() // §23.12
    {
        await _village.AsksLeaveAsync(_village.Secretary, Ahead());

        Assert.Equal(["leave.ask to Deputy"], _village.Told("leave.ask"));
        Assert.Equal("refused.own_case", KeyOf(await _village.DecidesLeaveAsync(_village.Secretary, Request.Id.Value, "approve")));
        Assert.Equal("leave.approved", KeyOf(await _village.DecidesLeaveAsync(_village.Deputy, Request.Id.Value, "approve")));
    }

    [Fact]
    public async Task Request_Twice_ChangesNothingTheSecondTime()
    {
        var session = Ahead();
        await _village.AsksLeaveAsync(_village.Ann, session);

        Assert.Equal("leave.already", KeyOf(await _village.AsksLeaveAsync(_village.Ann, session)));
        Assert.Single(_village.Books.Requests);
    }

    [Theory]
    [InlineData("2026-03-05 15:00", "leave.requested")]
    [InlineData("2026-03-05 15:01", "leave.requested_late")] // 补假, R-704
    [InlineData("2026-03-08 17:00", "leave.requested_late")]
    [InlineData("2026-03-08 17:01", "leave.too_late")]
    public async Task Request_AtAMoment_IsInTimeLateOrTooLate(string now, string key)
    {
        var session = Ahead();
        _village.Clock.SetUtcNow(Village.At(now));

        Assert.Equal(key, KeyOf(await _village.AsksLeaveAsync(_village.Ann, session)));
    }

    [Fact]
    public async Task Request_MeetingOfAnotherGroup_IsNotNeeded()
    {
        var result = await _village.AsksLeaveAsync(_village.Bob, _village.Plan("2026-03-05 15:00", SessionKind.GroupMeeting, group: 1));

        Assert.Equal((UseCaseStatus.Refused, "leave.not_needed"), (result.Status, KeyOf(result)));
        Assert.Empty(_village.Books.Requests);
    }

    [Fact]
    public async Task Request_NobodyCouldDecide_IsRefused()
    {
        _village.Members.Remove(_village.Deputy);

        Assert.Equal("leave.no_decider", KeyOf(await _village.AsksLeaveAsync(_village.Secretary, Ahead())));
    }

    [Theory]
    [InlineData("approve", RequestStatus.Approved)]
    [InlineData("decline", RequestStatus.Declined)]
    public async Task Decide_BySecretary_IsKeptAndTheMemberIsTold(string decision, RequestStatus status)
    {
        await _village.AsksLeaveAsync(_village.Ann, Ahead());
        await _village.DecidesLeaveAsync(_village.Secretary, Request.Id.Value, decision);

        Assert.Equal((status, _village.Secretary.Id), (Request.Status, Request.DecidedBy));
        Assert.Equal(["leave.decided to Ann"], _village.Told("leave.decided"));
        Assert.Equal("leave.already_decided", KeyOf(await _village.DecidesLeaveAsync(_village.Secretary, Request.Id.Value, "approve")));
    }

    [Fact]
    public async Task Decide_ByAnybodyElse_IsRefused()
    {
        await _village.AsksLeaveAsync(_village.Ann, Ahead());
        foreach (var other in new[] { _village.Ann, _village.Bob, _village.Leader, _village.Recorder, _village.Deputy })
        {
            Assert.Equal(UseCaseStatus.Refused, (await _village.DecidesLeaveAsync(other, Request.Id.Value, "approve")).Status);
        }

        Assert.Equal(RequestStatus.Pending, Request.Status);
    }

    [Fact]
    public async Task Decide_WithoutADecision_AsksForOne()
    {
        await _village.AsksLeaveAsync(_village.Ann, Ahead());

        Assert.Equal("leave.needs_decision", KeyOf(await _village.DecidesLeaveAsync(_village.Secretary, Request.Id.Value, "perhaps")));
        Assert.Equal(RequestStatus.Pending, Request.Status);
    }

    [Fact]
    public async Task Decide_LateLeaveAfterTheReminder_ClosesTheStepAndTellsTheMember() // §23.2
    {
        var session = Ahead();
        await _village.HoldAsync(session, _village.Ann);
        await _village.ConfirmsAsync(_village.Secretary, session);
        Assert.Equal(StepState.Sent, Assert.Single(_village.Books.Steps.Values).State);
        await _village.AsksLeaveAsync(_village.Ann, session);

        await _village.DecidesLeaveAsync(_village.Secretary, Request.Id.Value, "approve");

        Assert.Equal(AttendanceStatus.Excused, _village.StatusOf(session, _village.Ann));
        Assert.Equal(StepState.Withdrawn, Assert.Single(_village.Books.Steps.Values).State);
        Assert.Equal(["escalation.withdrawn to Ann"], _village.Told("escalation.withdrawn"));
    }

    /// <summary>The member asked for leave, came after all, and the request was decided only later.</summary>
    [Fact]
    public async Task Decide_LateLeaveOfOneWhoCame_LeavesThePresenceInTheRecord()
    {
        var session = Ahead();
        await _village.AsksLeaveAsync(_village.Ann, session);
        await _village.HoldAsync(session);
        await _village.ConfirmsAsync(_village.Secretary, session);

        await _village.DecidesLeaveAsync(_village.Secretary, Request.Id.Value, "approve");

        Assert.Equal(AttendanceStatus.Present, _village.StatusOf(session, _village.Ann));
        Assert.Equal(RequestStatus.Approved, Request.Status);
    }

    /// <summary>It is Monday the 2nd.</summary>
    [Theory]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-06-30", true)]
    public async Task Ask_ApproverWithADayOfLeaving_IsAskedUntilItIsOver(string left, bool asked)
    {
        _village.Members[_village.Members.IndexOf(_village.Secretary)] =
            _village.Secretary with { LeftOn = DateOnly.Parse(left, System.Globalization.CultureInfo.InvariantCulture) };

        await _village.AsksLeaveAsync(_village.Ann, Ahead());

        Assert.Equal(asked, _village.Told("leave.ask").Contains("leave.ask to Secretary"));
    }

    private LeaveRequest Request => Assert.Single(_village.Books.Requests.Values);

    private static string KeyOf(UseCaseResult result) => result.Replies[0].Text.Key;

    private Session Ahead() => _village.Plan("2026-03-05 15:00");
}
