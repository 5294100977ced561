using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Channels;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Roster;

public sealed class ShowQuotaTests(UseCaseStores stores) : UseCaseTests(stores, "channels.quota")
{
    [Fact]
    public async Task Show_BySecretary_IsWhatWasSpentOfTheLimit()
    {
        await Branch.Get<ISpendLedger>().SpendAsync(QuietChannel.Budget, "send-group", 3, TestContext.Current.CancellationToken);

        var line = Assert.Single((await AnswersAsync("routing.quota", People.Secretary)).Lines("budgets"));

        Assert.Equal((3, QuietChannel.Budget.Limit), (line.Facts["spent"], line.Facts["limit"]));
    }

    [Fact]
    public async Task Show_BranchOnAChannelWithoutBudgets_SaysSo()
    {
        var branch = await Stores.OpenAsync("elsewhere");

        Assert.Equal("routing.no_quota", (await branch.RunAsync(UseCase, branch.People.Secretary)).Key);
    }

    [Fact]
    public async Task Show_ByOthersOrInTheGroup_IsRefused() // §20: S; place P
    {
        await RefusedForAsync([People.Ann, People.Leader, People.Recorder, People.Committee, People.Deputy, People.Observer]);
        await RefusedInGroupAsync("refused.private_only", People.Secretary);
    }
}
