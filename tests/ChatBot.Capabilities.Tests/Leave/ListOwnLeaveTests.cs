using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Wording;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Leave;

public sealed class ListOwnLeaveTests(UseCaseStores stores) : UseCaseTests(stores, "leave.mine")
{
    [Fact]
    public async Task List_OwnRequests_ShowsNobodyElses() // §20: own
    {
        var session = await Given.SessionAsync();
        await Given.LeaveAsync(session, People.Ann, RequestStatus.Declined);
        await Given.LeaveAsync(session, People.Bob);

        var outcome = await AnswersAsync("leave.own", People.Ann);

        Assert.Equal("leave.status.declined", ((Phrase)Assert.Single(outcome.Lines("requests")).Facts["status"]!).Key);
    }

    [Fact]
    public async Task List_BySecretary_ShowsOnlyTheOwnToo()
    {
        await Given.LeaveAsync(await Given.SessionAsync(), People.Ann);

        await AnswersAsync("leave.none_own", People.Secretary);
    }

    [Fact]
    public async Task List_ByAnObserver_IsRefused() => await RefusedAsync("refused.observer", People.Observer);

    [Fact]
    public async Task List_InTheGroup_IsRefused() => await RefusedInGroupAsync("refused.private_only", People.Ann);
}
