using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Disputes;

public sealed class OpenDisputeTests(UseCaseStores stores) : UseCaseTests(stores, "dispute.open")
{
    [Fact]
    public async Task Open_OwnConfirmedLine_IsKeptAndTheSecretaryIsAskedPrivately()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        var outcome = await DoneAsync("disputes.opened", People.Ann, ("session", session.Id), ("text", "I was there"));

        var dispute = Assert.Single(await Books.DisputesAsync(People.Ann));
        Assert.Equal((session.Id, "I was there", RequestStatus.Pending), (dispute.Session, dispute.Statement, dispute.Status));
        Assert.Equal(["dispute.ask to Secretary"], await Books.ToldAsync("dispute.ask"));
        Assert.Contains("Ann dispute.open", await Books.AuditAsync());
        Assert.Equal(["dispute.withdraw"], outcome.Buttons);
    }

    [Fact]
    public async Task Open_WithAStatement_LeavesNoWordOfItInOutboxAndAudit()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        await RunAsync(People.Ann, ("session", session.Id), ("text", "behind the pillar"));

        Assert.All(await Books.OutboxAsync(), row => Assert.DoesNotContain("pillar", row.Facts, StringComparison.Ordinal));
        Assert.Empty(await Books.ListAsync(
            "SELECT 1 FROM audit WHERE branch_id = $1 AND (subject || detail) LIKE '%pillar%'", r => r.GetInt32(0)));
    }

    [Fact]
    public async Task Open_BySecretary_AsksTheDeputy() // §20, rule 1
    {
        var session = await Given.HeldAsync("2026-03-05 15:00");

        await DoneAsync("disputes.opened", People.Secretary, ("session", session.Id), ("text", "I was early"));

        Assert.Equal(["dispute.ask to Deputy"], await Books.ToldAsync("dispute.ask"));
    }

    [Fact]
    public async Task Open_ListNotConfirmedYet_IsRefused()
    {
        var session = await Given.EndedAsync(await Given.SessionAsync(), People.Ann);

        await RefusedAsync("disputes.not_confirmed", People.Ann, ("session", session.Id), ("text", "I was there"));
    }

    [Fact]
    public async Task Open_SessionAtWhichOneWasNotExpected_IsRefused()
    {
        var session = await Given.ConfirmedAsync(await Given.SessionAsync(kind: SessionKind.GroupMeeting), People.Ann);

        await RefusedAsync("disputes.not_expected", People.Bob, ("session", session.Id), ("text", "I was there"));
    }

    [Fact]
    public async Task Open_WithoutAStatement_AsksForIt()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        await RefusedAsync("disputes.needs_statement", People.Ann, ("session", session.Id), ("text", " "));
    }

    [Fact]
    public async Task Open_ASecondTime_SaysSoAndWritesNothing()
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        await Given.DisputeAsync(session, People.Ann);

        await AnswersAsync("disputes.already_open", People.Ann, ("session", session.Id), ("text", "I was there"));
    }

    [Fact]
    public async Task Open_ByAnObserverOrInTheGroup_IsRefused() // §20, column O and place P
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);

        await RefusedAsync("refused.observer", People.Observer, ("session", session.Id), ("text", "I was there"));
        await RefusedInGroupAsync("refused.private_only", People.Ann, ("session", session.Id), ("text", "I was there"));
    }
}
