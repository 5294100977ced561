using ChatBot.Capabilities.Tests.Kit;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Points;

public sealed class ListClaimsTests(UseCaseStores stores) : UseCaseTests(stores, "points.pending")
{
    [Fact]
    public async Task List_Pending_ShowsThemWithoutTheOwn() // §20: ≠
    {
        var item = await Given.ItemAsync();
        await Given.ClaimAsync(item, People.Ann);
        Branch.Clock.Advance(TimeSpan.FromMinutes(1));
        await Given.ClaimAsync(item, People.Secretary);
        await Given.ClaimAsync(item, People.Committee);

        var committees = (await AnswersAsync("claims.for_decider", People.Committee)).Askers.ToList();
        Assert.Contains("Ann", committees);
        Assert.DoesNotContain("Committee", committees);
        Assert.Equal(["Ann", "Committee"], (await AnswersAsync("claims.for_decider", People.Secretary)).Askers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_NothingPending_SaysSo() => await AnswersAsync("claims.none_pending", People.Committee);

    [Fact]
    public async Task List_ByOthersOrInTheGroup_IsRefused()
    {
        await RefusedForAsync([People.Ann, People.Leader, People.Recorder, People.Observer]);
        await RefusedInGroupAsync("refused.private_only", People.Secretary);
    }
}
