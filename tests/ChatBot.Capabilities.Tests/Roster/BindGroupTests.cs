using ChatBot.Capabilities.Tests.Kit;
using ChatBot.Kernel.Roster;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Roster;

public sealed class BindGroupTests(UseCaseStores stores) : UseCaseTests(stores, "branch.bind")
{
    private const string NewGroup = "new-group";
    private readonly string _code = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task Bind_WithTheCode_TheChatBelongsToTheBranch()
    {
        await KeepCodeAsync(Branch);

        var outcome = await BindAsync(People.Secretary);

        Assert.Equal("roster.bound", outcome.Key);
        Assert.Contains((await Branch.SnapshotAsync()).Conversations, c => c.Route.Address == NewGroup && c.Group is null);
        Assert.Equal(["Secretary branch.bind"], await Books.AuditAsync());
    }

    [Fact]
    public async Task Bind_ForAPartyGroup_TheChatIsThatGroups()
    {
        await KeepCodeAsync(Branch);

        await Branch.RunInNewGroupAsync(NewGroup, UseCase, People.Secretary, ("code", _code), ("group", People.Group1.Id));

        Assert.Contains((await Branch.SnapshotAsync()).Conversations, c => c.Route.Address == NewGroup && c.Group == People.Group1.Id);
    }

    [Fact]
    public async Task Bind_CodeASecondTime_IsWrong()
    {
        await KeepCodeAsync(Branch);
        await BindAsync(People.Secretary);

        await RefusedInAsync("roster.bind_code_wrong", "another-group", People.Secretary);
    }

    [Fact]
    public async Task Bind_CodeThatIsWrongExpiredOrAnotherBranchs_IsRefused()
    {
        await RefusedInAsync("roster.bind_code_wrong", NewGroup, People.Secretary);
        await KeepCodeAsync(await Stores.OpenAsync());
        await RefusedInAsync("roster.bind_code_wrong", NewGroup, People.Secretary);
    }

    [Fact]
    public async Task Bind_CodeThatExpired_IsRefused()
    {
        await KeepCodeAsync(Branch);
        Branch.Clock.Advance(TimeSpan.FromHours(2));

        await RefusedInAsync("roster.bind_code_wrong", NewGroup, People.Secretary);
    }

    [Fact]
    public async Task Bind_ChatThatIsBoundAlready_SaysSo() =>
        Assert.Equal("roster.bound_already", (await RunInGroupAsync(People.Secretary, ("code", _code))).Key);

    [Fact]
    public async Task Bind_InPrivate_IsRefused() => await RefusedAsync("roster.bind_in_group", People.Secretary, ("code", _code));

    [Fact]
    public async Task Bind_ByOthers_IsRefusedAndTheCodeStays() // §20
    {
        await KeepCodeAsync(Branch);

        foreach (var actor in new[] { People.Ann, People.Recorder, People.Committee, People.Deputy })
        {
            await RefusedInAsync("refused.role", NewGroup, actor);
        }

        await RefusedInAsync("refused.observer", NewGroup, People.Observer);
        Assert.Equal("roster.bound", (await BindAsync(People.Secretary)).Key);
    }

    private Task<Outcome> BindAsync(Member actor) => Branch.RunInNewGroupAsync(NewGroup, UseCase, actor, ("code", _code));

    private async Task RefusedInAsync(string key, string group, Member actor)
    {
        var before = await Books.PrintAsync();
        Assert.Equal(key, (await Branch.RunInNewGroupAsync(group, UseCase, actor, ("code", _code))).Key);
        Assert.Equal(before, await Books.PrintAsync());
    }

    private Task KeepCodeAsync(LiveBranch branch) => branch.Get<IBranchAdmin>().KeepBindCodeAsync(
        branch.People.Id, _code, branch.Now.AddHours(1), TestContext.Current.CancellationToken);
}
