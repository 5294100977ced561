using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class WithdrawClaimTests(UseCaseStores stores) : UseCaseTests(stores, "points.withdraw")
{
    [Fact]
    public async Task Withdraw_OwnPendingClaim_IsWithdrawn()
    {
        var claim = await Given.ClaimAsync(await Given.ItemAsync(), People.Ann);

        await DoneAsync("claims.withdrawn", People.Ann, ("claim", claim.Id));

        Assert.Equal(RequestStatus.Withdrawn, Assert.Single(await Books.ClaimsAsync(People.Ann)).Status);
        Assert.Equal(["Ann points.withdraw"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Withdraw_SomebodyElses_IsRefused() // §20: own
    {
        var claim = await Given.ClaimAsync(await Given.ItemAsync(), People.Ann);

        await RefusedAsync("claims.not_found", People.Amy, ("claim", claim.Id));
        await RefusedAsync("claims.not_found", People.Secretary, ("claim", claim.Id));
        await RefusedAsync("refused.observer", People.Observer, ("claim", claim.Id));
    }

    [Fact]
    public async Task Withdraw_AssessedClaim_IsRefused()
    {
        var claim = await Given.ClaimAsync(await Given.ItemAsync(), People.Ann);
        await Branch.RunAsync("points.decide", People.Secretary, ("claim", claim.Id), ("decision", "approve"));

        await RefusedAsync("claims.cannot_withdraw", People.Ann, ("claim", claim.Id));
    }
}
