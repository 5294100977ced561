using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.TestKit;

namespace ChatBot.Capabilities.Tests.Kit;

/// <summary>What the tests of one use case share: a new branch for each test, and the use case run by its name.</summary>
/// <param name="stores">The container on the real stores.</param>
/// <param name="useCase">The declared name.</param>
public abstract class UseCaseTests(UseCaseStores stores, string useCase) : IClassFixture<UseCaseStores>, IAsyncLifetime
{
    private LiveBranch? _branch;

    /// <summary>The declared name.</summary>
    public string UseCase => useCase;

    protected LiveBranch Branch => _branch!;

    protected SmallBranch People => Branch.People;

    protected BranchBooks Books => Branch.Books;

    protected GivenBooks Given => Branch.Given;

    protected UseCaseStores Stores => stores;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _branch = await stores.OpenAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the use case in the member's private chat.</summary>
    protected Task<Outcome> RunAsync(Member actor, params (string Slot, object? Value)[] inputs) => Branch.RunAsync(useCase, actor, inputs);

    /// <summary>Runs the use case in the branch's group chat.</summary>
    protected Task<Outcome> RunInGroupAsync(Member actor, params (string Slot, object? Value)[] inputs) =>
        Branch.RunInGroupAsync(useCase, actor, inputs);

    /// <summary>Runs it and expects it to be done with the reply.</summary>
    protected async Task<Outcome> DoneAsync(string key, Member actor, params (string Slot, object? Value)[] inputs)
    {
        var outcome = await RunAsync(actor, inputs);
        Assert.Equal((UseCaseStatus.Done, key), (outcome.Status, outcome.Key));
        return outcome;
    }

    /// <summary>Runs it and expects the reply, and not one row changed.</summary>
    protected Task<Outcome> AnswersAsync(string key, Member actor, params (string Slot, object? Value)[] inputs) =>
        WithoutTraceAsync(UseCaseStatus.Done, key, () => RunAsync(actor, inputs));

    /// <summary>Runs it and expects a card that waits for a yes, and not one row changed.</summary>
    protected Task<Outcome> PreviewsAsync(string key, Member actor, params (string Slot, object? Value)[] inputs) =>
        WithoutTraceAsync(UseCaseStatus.Previewed, key, () => RunAsync(actor, inputs));

    /// <summary>Runs it and expects the refusal, and not one row changed.</summary>
    protected Task<Outcome> RefusedAsync(string key, Member actor, params (string Slot, object? Value)[] inputs) =>
        WithoutTraceAsync(UseCaseStatus.Refused, key, () => RunAsync(actor, inputs));

    /// <summary>Runs it in the group and expects the refusal, and not one row changed.</summary>
    protected Task<Outcome> RefusedInGroupAsync(string key, Member actor, params (string Slot, object? Value)[] inputs) =>
        WithoutTraceAsync(UseCaseStatus.Refused, key, () => RunInGroupAsync(actor, inputs));

    /// <summary>Runs it for each of them and expects the refusal that says who may.</summary>
    protected async Task RefusedForAsync(IEnumerable<Member> actors, params (string Slot, object? Value)[] inputs)
    {
        foreach (var actor in actors)
        {
            await RefusedAsync(actor == People.Observer ? "refused.observer" : "refused.role", actor, inputs);
        }
    }

    private async Task<Outcome> WithoutTraceAsync(UseCaseStatus status, string key, Func<Task<Outcome>> run)
    {
        var before = await Books.PrintAsync();
        var outcome = await run();
        Assert.Equal((status, key), (outcome.Status, outcome.Key));
        Assert.Equal(before, await Books.PrintAsync());
        return outcome;
    }
}
