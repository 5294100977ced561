using ChatBot.Kernel.Ledger;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests;

/// <summary>A sample branch in the stores and short ways to write into its books.</summary>
internal sealed class Books
{
    private readonly IServiceProvider _services;

    private Books(IServiceProvider services, SampleBranch branch)
    {
        _services = services;
        Branch = branch;
    }

    public SampleBranch Branch { get; }

    public static async Task<Books> OpenAsync(StoreFixture stores)
    {
        var branch = new SampleBranch();
        await branch.SaveAsync(stores.Services);
        return new Books(stores.Services, branch);
    }

    public Task<CommitResult> CommitAsync(InboxEntry? inbox, params Change[] changes)
    {
        var set = new ChangeSet(Branch.Id);
        set.AddRange(changes);
        return ((ILedger)_services.GetService(typeof(ILedger))!).CommitAsync(set, inbox, TestContext.Current.CancellationToken);
    }

    /// <summary>Writes changes alone; how it ended.</summary>
    public async Task<CommitStatus> WriteAsync(params Change[] changes) => (await CommitAsync(null, changes)).Status;

    /// <summary>Writes changes that a test needs before it begins.</summary>
    public async Task HaveAsync(params Change[] changes) => Assert.Equal(CommitStatus.Committed, await WriteAsync(changes));
}
