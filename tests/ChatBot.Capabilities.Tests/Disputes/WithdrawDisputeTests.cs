using ChatBot.Capabilities.Disputes;
using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Disputes;

public sealed class WithdrawDisputeTests(UseCaseStores stores) : UseCaseTests(stores, "dispute.withdraw")
{
    [Fact]
    public async Task Withdraw_OwnOpenOne_IsWithdrawnAndTheRecordStays()
    {
        var dispute = await OpenedAsync();

        await DoneAsync("disputes.withdrawn", People.Ann, ("dispute", dispute.Id));

        Assert.Equal(RequestStatus.Withdrawn, Assert.Single(await Books.DisputesAsync(People.Ann)).Status);
        Assert.Empty(await Books.ToldAsync("dispute.decided"));
        Assert.Contains("Ann dispute.withdraw", await Books.AuditAsync());
    }

    [Fact]
    public async Task Withdraw_SomebodyElses_IsRefused() // §20: own
    {
        var dispute = await OpenedAsync();

        await RefusedAsync("disputes.not_found", People.Amy, ("dispute", dispute.Id));
        await RefusedAsync("disputes.not_found", People.Secretary, ("dispute", dispute.Id));
        await RefusedAsync("refused.observer", People.Observer, ("dispute", dispute.Id));
    }

    [Fact]
    public async Task Withdraw_DecidedOne_IsRefused()
    {
        var dispute = await OpenedAsync();
        await Branch.RunAsync("dispute.decide", People.Secretary, ("dispute", dispute.Id), ("decision", "decline"));

        await RefusedAsync("disputes.cannot_withdraw", People.Ann, ("dispute", dispute.Id));
    }

    [Fact]
    public async Task Withdraw_InTheGroup_IsRefused() =>
        await RefusedInGroupAsync("refused.private_only", People.Ann, ("dispute", (await OpenedAsync()).Id));

    private async Task<Dispute> OpenedAsync() =>
        await Given.DisputeAsync(await Given.HeldAsync("2026-03-05 15:00", People.Ann), People.Ann);
}
