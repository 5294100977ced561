using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Leave;

public sealed class RequestLeaveTests(UseCaseStores stores) : UseCaseTests(stores, "leave.request")
{
    [Fact]
    public async Task Request_BeforeTheSession_IsPendingAndTheSecretaryIsAskedPrivately()
    {
        var session = await Given.SessionAsync();

        var outcome = await DoneAsync("leave.requested", People.Ann, ("session", session.Id), ("reason", LeaveReason.Sick), ("text", "a fever"));

        var request = Assert.Single(await Books.LeaveAsync(People.Ann));
        Assert.Equal(
            (session.Id, LeaveReason.Sick, "a fever", RequestStatus.Pending, false),
            (request.Session, request.Reason, request.ReasonText, request.Status, request.IsLate));
        Assert.Equal(["leave.ask to Secretary"], await Books.ToldAsync());
        Assert.Equal(["Ann leave.request"], await Books.AuditAsync());
        Assert.Equal(["leave.withdraw"], outcome.Buttons);
    }

    [Fact]
    public async Task Request_WithAReason_LeavesNoWordOfItInOutboxAndAudit()
    {
        var session = await Given.SessionAsync();

        await RunAsync(People.Ann, ("session", session.Id), ("reason", LeaveReason.Sick), ("text", "a fever"));

        Assert.All(await Books.OutboxAsync(), row => Assert.DoesNotMatch("(?i)fever|sick", row.Facts));
        Assert.Empty(await Books.ListAsync(
            "SELECT 1 FROM audit WHERE branch_id = $1 AND (subject || detail) ~* 'fever|sick'", r => r.GetInt32(0)));
    }

    [Fact]
    public async Task Request_GroupMeeting_AsksTheLeaderOfThatGroup() // C-19
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);

        await DoneAsync("leave.requested", People.Ann, ("session", session.Id));

        Assert.Equal(["leave.ask to Leader"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Request_LeaderFromTheOwnGroupsMeeting_AsksTheSecretary() // §20, rule 1
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);

        await DoneAsync("leave.requested", People.Leader, ("session", session.Id));

        Assert.Equal(["leave.ask to Secretary"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Request_BySecretary_AsksTheDeputy() // §20, rule 1
    {
        var session = await Given.SessionAsync();

        await DoneAsync("leave.requested", People.Secretary, ("session", session.Id));

        Assert.Equal(["leave.ask to Deputy"], await Books.ToldAsync());
    }

    [Theory]
    [InlineData("2026-03-05 15:00", "leave.requested", false)]
    [InlineData("2026-03-05 15:01", "leave.requested_late", true)]
    [InlineData("2026-03-08 17:00", "leave.requested_late", true)]
    public async Task Request_UntilTheDaysForLateLeaveAreOver_IsKeptWithItsMark(string now, string key, bool late)
    {
        var session = await Given.SessionAsync();
        Given.PassUntil(LocalTime.At(now));

        await DoneAsync(key, People.Ann, ("session", session.Id));

        Assert.Equal(late, Assert.Single(await Books.LeaveAsync(People.Ann)).IsLate);
    }

    [Fact]
    public async Task Request_AfterTheDaysForLateLeave_IsRefusedAndPointsToTheDispute()
    {
        var session = await Given.SessionAsync();
        Given.PassUntil(LocalTime.At("2026-03-08 17:01"));

        var outcome = await RefusedAsync("leave.too_late", People.Ann, ("session", session.Id));

        Assert.Equal(["dispute.open"], outcome.Buttons);
    }

    [Fact]
    public async Task Request_DeadlineOfADay_IsLateAfterIt() // R-704, leave.deadline_hours
    {
        await Given.PolicyAsync(new LeavePolicy { Deadline = TimeSpan.FromHours(24) });
        var session = await Given.SessionAsync();
        Given.PassUntil(LocalTime.At("2026-03-04 15:01"));

        await DoneAsync("leave.requested_late", People.Ann, ("session", session.Id));
    }

    [Fact]
    public async Task Request_MeetingOfAnotherGroup_IsNotNeeded()
    {
        var session = await Given.SessionAsync(kind: SessionKind.GroupMeeting);

        await RefusedAsync("leave.not_needed", People.Bob, ("session", session.Id));
    }

    [Fact]
    public async Task Request_CancelledSession_IsNotNeeded()
    {
        var session = await Given.ChangedAsync(await Given.SessionAsync(), s => s with { Phase = SessionPhase.Cancelled });

        await RefusedAsync("leave.not_needed", People.Ann, ("session", session.Id));
    }

    [Fact]
    public async Task Request_UnknownSession_IsRefused() =>
        await RefusedAsync("sessions.not_found", People.Ann, ("session", Guid.NewGuid()));

    [Fact]
    public async Task Request_ASecondTime_SaysSoAndWritesNothing()
    {
        var session = await Given.SessionAsync();
        await RunAsync(People.Ann, ("session", session.Id));

        await AnswersAsync("leave.already", People.Ann, ("session", session.Id));
    }

    [Fact]
    public async Task Request_AfterADeclinedOne_IsANewRequest()
    {
        var session = await Given.SessionAsync();
        await Given.LeaveAsync(session, People.Ann, RequestStatus.Declined);

        await DoneAsync("leave.requested", People.Ann, ("session", session.Id));

        Assert.Equal(2, (await Books.LeaveAsync(People.Ann)).Count);
    }

    [Fact]
    public async Task Request_NightBeforeTheSession_DoesNotWaitForTheEndOfTheHoursOfRest()
    {
        var session = await Given.SessionAsync("2026-03-05 08:00");
        Given.PassUntil(LocalTime.At("2026-03-04 22:00"));

        await RunAsync(People.Ann, ("session", session.Id));

        Assert.False(Assert.Single(await Books.OutboxAsync("leave.ask")).KeepsQuietHours);
    }

    [Fact]
    public async Task Request_ByAnObserver_IsRefused() // §20, column O
    {
        var session = await Given.SessionAsync();

        await RefusedAsync("refused.observer", People.Observer, ("session", session.Id));
    }
}
