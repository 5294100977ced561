using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Entries;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class DecideClaimTests(UseCaseStores stores) : UseCaseTests(stores, "points.decide")
{
    [Fact]
    public async Task Approve_ByACommitteeMember_BecomesALineOfTheAccount() // R-902, H-8
    {
        var claim = await ClaimedAsync();

        await DoneAsync("claims.approved", People.Committee, ("claim", claim.Id), ("decision", "approve"));

        var decided = Assert.Single(await Books.ClaimsAsync(People.Ann));
        Assert.Equal((RequestStatus.Approved, People.Committee.Id), (decided.Status, decided.DecidedBy));
        var entry = Assert.Single(await Books.EntriesAsync(People.Ann));
        Assert.Equal((2m, 202603, claim.Id, EntryCause.Claim), (entry.Quantity, entry.Month.Key, entry.Claim, entry.Cause));
        Assert.Equal(["points.decided to Ann"], await Books.ToldAsync());
        Assert.Equal(["Committee points.approve"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Decline_BySecretary_WritesNoLine()
    {
        var claim = await ClaimedAsync();

        await DoneAsync("claims.declined", People.Secretary, ("claim", claim.Id), ("decision", "decline"), ("text", "not on the list"));

        var decided = Assert.Single(await Books.ClaimsAsync(People.Ann));
        Assert.Equal((RequestStatus.Declined, "not on the list"), (decided.Status, decided.DecisionNote));
        Assert.Empty(await Books.EntriesAsync(People.Ann));
        Assert.Equal(["points.decided to Ann"], await Books.ToldAsync());
        Assert.Equal(["Secretary points.decline"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Decide_BySomebodyWhomTheRowDoesNotReach_IsRefused() // §20: C, S; D the secretary's
    {
        var claim = await ClaimedAsync();

        await RefusedForAsync(
            [People.Bob, People.Leader, People.Recorder, People.Deputy, People.Observer], ("claim", claim.Id), ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_OnesOwn_IsRefused() // §20, rule 1
    {
        var item = await Given.ItemAsync();
        var committees = await Given.ClaimAsync(item, People.Committee);
        var secretarys = await Given.ClaimAsync(item, People.Secretary);

        await RefusedAsync("refused.own_case", People.Committee, ("claim", committees.Id), ("decision", "approve"));
        await RefusedAsync("refused.own_case", People.Secretary, ("claim", secretarys.Id), ("decision", "approve"));
        await DoneAsync("claims.approved", People.Deputy, ("claim", secretarys.Id), ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_Twice_IsRefusedTheSecondTime()
    {
        var claim = await ClaimedAsync();
        await RunAsync(People.Secretary, ("claim", claim.Id), ("decision", "decline"));

        await RefusedAsync("claims.already_decided", People.Committee, ("claim", claim.Id), ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_TwoAtOnce_IsDecidedOnce()
    {
        var claim = await ClaimedAsync();

        var outcomes = await Task.WhenAll(
            RunAsync(People.Secretary, ("claim", claim.Id), ("decision", "approve")),
            RunAsync(People.Committee, ("claim", claim.Id), ("decision", "approve")));

        Assert.Single(outcomes, o => o.Key == "claims.already_decided");
        Assert.Equal(2m, (await Books.EntriesAsync(People.Ann)).Sum(e => e.Quantity));
    }

    [Fact]
    public async Task Decide_WithoutADecisionOrUnknown_IsRefused()
    {
        var claim = await ClaimedAsync();

        Assert.Equal(
            ["points.approve", "points.decline"], (await RefusedAsync("claims.needs_decision", People.Secretary, ("claim", claim.Id))).Buttons);
        await RefusedAsync("claims.not_found", People.Secretary, ("claim", Guid.NewGuid()), ("decision", "approve"));
    }

    [Fact]
    public async Task Decide_InTheGroup_IsRefused() =>
        await RefusedInGroupAsync("refused.private_only", People.Secretary, ("claim", (await ClaimedAsync()).Id), ("decision", "approve"));

    private async Task<PointsClaim> ClaimedAsync() => await Given.ClaimAsync(await Given.ItemAsync(value: 2), People.Ann);
}
