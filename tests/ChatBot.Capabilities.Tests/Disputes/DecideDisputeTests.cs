using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Disputes;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Disputes;

public sealed class DecideDisputeTests(UseCaseStores stores) : UseCaseTests(stores, "dispute.decide")
{
    [Fact]
    public async Task Uphold_AnAbsence_CorrectsTheRecordAndWithdrawsTheStep()
    {
        var (session, dispute) = await OpenedAsync();

        await DoneAsync("disputes.approved", People.Secretary, ("dispute", dispute.Id), ("decision", "approve"), ("text", "seen"));

        var decided = Assert.Single(await Books.DisputesAsync(People.Ann));
        Assert.Equal((RequestStatus.Approved, People.Secretary.Id, "seen"), (decided.Status, decided.DecidedBy, decided.DecisionNote));
        Assert.Equal(
            [(AttendanceStatus.Unexcused, "confirm"), (AttendanceStatus.Present, "dispute")],
            (await Books.LinesAsync(session, People.Ann)).Select(l => (l.Status, l.Cause)));
        Assert.Equal(StepState.Withdrawn, Assert.Single(await Books.StepsAsync(People.Ann)).State);
        Assert.Equal(
            ["dispute.decided to Ann", "escalation.withdrawn to Ann"], await Books.ToldAsync("dispute.decided", "escalation.withdrawn"));
        Assert.Contains("Secretary dispute.uphold", await Books.AuditAsync());
    }

    [Theory]
    [InlineData(AttendanceStatus.Excused)]
    [InlineData(AttendanceStatus.Late)]
    [InlineData(AttendanceStatus.PresentOnline)]
    public async Task Uphold_WithAStatus_WritesThatOne(AttendanceStatus status)
    {
        var (session, dispute) = await OpenedAsync();

        await DoneAsync("disputes.approved", People.Secretary, ("dispute", dispute.Id), ("decision", "approve"), ("status", status));

        Assert.Equal(status, await Books.StatusAsync(session, People.Ann));
    }

    [Fact]
    public async Task Reject_KeepsTheRecordAndTellsTheMember()
    {
        var (session, dispute) = await OpenedAsync();

        await DoneAsync("disputes.declined", People.Secretary, ("dispute", dispute.Id), ("decision", "decline"));

        Assert.Equal(RequestStatus.Declined, Assert.Single(await Books.DisputesAsync(People.Ann)).Status);
        Assert.Equal(AttendanceStatus.Unexcused, await Books.StatusAsync(session, People.Ann));
        Assert.Equal(StepState.Sent, Assert.Single(await Books.StepsAsync(People.Ann)).State);
        Assert.Equal(["dispute.decided to Ann"], await Books.ToldAsync("dispute.decided", "escalation.withdrawn"));
        Assert.Contains("Secretary dispute.reject", await Books.AuditAsync());
    }

    [Fact]
    public async Task Decide_BySomebodyWhomTheRowDoesNotReach_IsRefused() // §20: S, and D the secretary's
    {
        var (_, dispute) = await OpenedAsync();

        await RefusedForAsync(
            [People.Bob, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer],
            ("dispute", dispute.Id),
            ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_SecretarysOwn_IsTheDeputys() // §20, rule 1
    {
        var session = await Given.HeldAsync("2026-03-05 15:00");
        var dispute = await Given.DisputeAsync(session, People.Secretary);

        await RefusedAsync("refused.own_case", People.Secretary, ("dispute", dispute.Id), ("decision", "approve"));
        await DoneAsync("disputes.declined", People.Deputy, ("dispute", dispute.Id), ("decision", "decline"));
        Assert.Equal(["dispute.decided to Secretary"], await Books.ToldAsync("dispute.decided"));
    }

    [Fact]
    public async Task Decide_Twice_IsRefusedTheSecondTime()
    {
        var (_, dispute) = await OpenedAsync();
        await RunAsync(People.Secretary, ("dispute", dispute.Id), ("decision", "approve"));

        await RefusedAsync("disputes.already_decided", People.Secretary, ("dispute", dispute.Id), ("decision", "decline"));
    }

    [Fact]
    public async Task Decide_AfterTheMemberWithdrewIt_IsRefused()
    {
        var (_, dispute) = await OpenedAsync();
        await Branch.RunAsync("dispute.withdraw", People.Ann, ("dispute", dispute.Id));

        await RefusedAsync("disputes.already_decided", People.Secretary, ("dispute", dispute.Id), ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_WithoutADecision_AsksForOne()
    {
        var (_, dispute) = await OpenedAsync();

        var outcome = await RefusedAsync("disputes.needs_decision", People.Secretary, ("dispute", dispute.Id));

        Assert.Equal(["dispute.uphold", "dispute.uphold_excused", "dispute.reject"], outcome.Buttons);
    }

    [Fact]
    public async Task Decide_UnknownOneOrInTheGroup_IsRefused()
    {
        var (_, dispute) = await OpenedAsync();

        await RefusedAsync("disputes.not_found", People.Secretary, ("dispute", Guid.NewGuid()), ("decision", "approve"));
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("dispute", dispute.Id), ("decision", "approve"));
    }

    private async Task<(Session Session, Dispute Dispute)> OpenedAsync()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        return (session, await Given.DisputeAsync(session, People.Ann));
    }
}
