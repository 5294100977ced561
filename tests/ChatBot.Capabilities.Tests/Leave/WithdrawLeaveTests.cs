using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Leave;

public sealed class WithdrawLeaveTests(UseCaseStores stores) : UseCaseTests(stores, "leave.withdraw")
{
    [Fact]
    public async Task Withdraw_PendingRequest_IsWithdrawnAndNobodyIsTold()
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        await DoneAsync("leave.withdrawn", People.Ann, ("request", request.Id));

        Assert.Equal(RequestStatus.Withdrawn, Assert.Single(await Books.LeaveAsync(People.Ann)).Status);
        Assert.Empty(await Books.ToldAsync());
        Assert.Equal(["Ann leave.withdraw"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Withdraw_ApprovedRequest_TellsWhoApprovedIt()
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann, RequestStatus.Approved);

        await DoneAsync("leave.withdrawn", People.Ann, ("request", request.Id));

        Assert.Equal(["leave.withdrawn to Secretary"], await Books.ToldAsync());
    }

    [Fact]
    public async Task Withdraw_ApprovedRequestAfterTheSession_IsRefused()
    {
        var session = await Given.SessionAsync();
        var request = await Given.LeaveAsync(session, People.Ann, RequestStatus.Approved);
        await Given.EndedAsync(session, People.Ann);

        await RefusedAsync("leave.cannot_withdraw", People.Ann, ("request", request.Id));
    }

    [Theory]
    [InlineData(RequestStatus.Declined)]
    [InlineData(RequestStatus.Withdrawn)]
    public async Task Withdraw_RequestThatNoLongerStands_IsRefused(RequestStatus status)
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann, status);

        await RefusedAsync("leave.cannot_withdraw", People.Ann, ("request", request.Id));
    }

    [Fact]
    public async Task Withdraw_SomebodyElsesRequest_IsRefused() // §20: own
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        await RefusedAsync("leave.not_found", People.Amy, ("request", request.Id));
        await RefusedAsync("leave.not_found", People.Secretary, ("request", request.Id));
        await RefusedAsync("refused.observer", People.Observer, ("request", request.Id));
    }

    [Fact]
    public async Task Withdraw_UnknownRequest_IsRefused() =>
        await RefusedAsync("leave.not_found", People.Ann, ("request", Guid.NewGuid()));

    [Fact]
    public async Task Withdraw_WhileItIsBeingDecided_EndsInOneOfTheTwo()
    {
        var request = await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        await Task.WhenAll(
            RunAsync(People.Ann, ("request", request.Id)),
            Branch.RunAsync("leave.decide", People.Secretary, ("request", request.Id), ("decision", "decline")));

        Assert.Contains(Assert.Single(await Books.LeaveAsync(People.Ann)).Status, new[] { RequestStatus.Declined, RequestStatus.Withdrawn });
        Assert.Single(await Books.AuditAsync());
    }
}
