using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Study;

public sealed class ListMaterialTests(UseCaseStores stores) : UseCaseTests(stores, "study.list")
{
    [Fact]
    public async Task List_Posted_ShowsTheNewestFirstAndNoDrafts() // R-1402
    {
        await Given.MaterialAsync(People.Committee, RequestStatus.Approved);
        await Given.MaterialAsync(People.Committee, RequestStatus.Approved);
        await Given.MaterialAsync(People.Committee);
        await Given.MaterialAsync(People.Committee, RequestStatus.Withdrawn);

        var outcome = await AnswersAsync("study.list", People.Ann);

        Assert.Equal(["Chapter 2", "Chapter 1"], outcome.Lines("materials").Select(l => l.Facts["title"]));
    }

    [Fact]
    public async Task List_InTheGroup_HoldsNothingAboutOnePerson() // §20, place B
    {
        var material = await Given.MaterialAsync(People.Committee, RequestStatus.Approved);
        await Branch.RunAsync("study.read", People.Ann, ("material", material.Id));

        Assert.Equal(true, Assert.Single((await RunAsync(People.Ann)).Lines("materials")).Facts["read"]);
        Assert.Equal(false, Assert.Single((await RunInGroupAsync(People.Ann)).Lines("materials")).Facts["read"]);
    }

    [Fact]
    public async Task List_Nothing_SaysSo() => await AnswersAsync("study.none", People.Ann);

    [Fact]
    public async Task List_ByAnObserverWithoutAGrant_IsRefused() => await RefusedAsync("refused.observer", People.Observer); // §20: sh
}
