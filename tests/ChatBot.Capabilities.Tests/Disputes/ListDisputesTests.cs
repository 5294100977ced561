using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Disputes;

public sealed class ListDisputesTests(UseCaseStores stores) : UseCaseTests(stores, "dispute.pending")
{
    [Fact]
    public async Task List_Open_ShowsThemInOrderWithoutTheOwn() // §20: ≠
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann, People.Bob);
        await Given.DisputeAsync(session, People.Bob);
        Branch.Clock.Advance(TimeSpan.FromMinutes(1));
        await Given.DisputeAsync(session, People.Ann);
        await Given.DisputeAsync(session, People.Secretary);

        var outcome = await AnswersAsync("disputes.for_decider", People.Secretary);

        Assert.Equal(["Bob", "Ann"], outcome.Askers);
    }

    [Fact]
    public async Task List_ByTheDeputy_ShowsTheSecretarysOnly() // §20: sec
    {
        var session = await Given.HeldAsync("2026-03-05 15:00", People.Ann);
        await Given.DisputeAsync(session, People.Ann);
        await Given.DisputeAsync(session, People.Secretary);

        var outcome = await AnswersAsync("disputes.for_decider", People.Deputy);

        Assert.Equal("Secretary", Assert.Single(outcome.Askers));
    }

    [Fact]
    public async Task List_NothingOpen_SaysSo() => await AnswersAsync("disputes.none_pending", People.Secretary);

    [Fact]
    public async Task List_ByOthersOrInTheGroup_IsRefused()
    {
        await RefusedForAsync([People.Ann, People.Leader, People.Recorder, People.Observer]);
        await RefusedInGroupAsync("refused.private_only", People.Secretary);
    }
}
