using ChatBot.Kernel.Ledger;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Undo;

public sealed class UndoTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newest_OneAfterTheOtherTakenBack_GoesBackInTime()
    {
        var books = await Books.OpenAsync(stores);
        var now = stores.Clock.GetUtcNow();
        var actor = books.Branch.Secretary.Id;
        var entries = Enumerable.Range(0, 3)
            .Select(n => new UndoEntry(Guid.NewGuid(), actor, $"kind.{n}", new Dictionary<string, string> { ["n"] = $"{n}号" }, now.AddMinutes(n)))
            .ToList();
        await books.HaveAsync([.. entries.Select(e => new UndoKept(e))]);

        var newest = await FindAsync(now);
        Assert.Equivalent(entries[2], newest, strict: true);
        await books.HaveAsync(new UndoTaken(entries[2].Id, now));
        Assert.Equal(entries[1].Id, (await FindAsync(now))!.Id);
        Assert.Null(await FindAsync(now.AddMinutes(2)));
        Assert.Null(await stores.Get<IUndoReader>().NewestAsync(books.Branch.Id, books.Branch.Deputy.Id, now, Token));

        Task<UndoEntry?> FindAsync(DateTimeOffset since) => stores.Get<IUndoReader>().NewestAsync(books.Branch.Id, actor, since, Token);
    }

    [Fact]
    public async Task Newest_ClockWasSetBackBetween_IsStillTheLastThatWasDone()
    {
        var books = await Books.OpenAsync(stores);
        var now = stores.Clock.GetUtcNow();
        var actor = books.Branch.Secretary.Id;
        var (first, last) = (Entry(now.AddHours(29)), Entry(now));
        await books.HaveAsync(new UndoKept(first));
        await books.HaveAsync(new UndoKept(last));

        Assert.Equal(last.Id, (await stores.Get<IUndoReader>().NewestAsync(books.Branch.Id, actor, now, Token))!.Id);

        UndoEntry Entry(DateTimeOffset at) => new(Guid.NewGuid(), actor, "x", new Dictionary<string, string>(), at);
    }

    [Fact]
    public async Task Take_SecondTime_Conflicts()
    {
        var books = await Books.OpenAsync(stores);
        var now = stores.Clock.GetUtcNow();
        var entry = new UndoEntry(Guid.NewGuid(), books.Branch.Secretary.Id, "x", new Dictionary<string, string>(), now);
        await books.HaveAsync(new UndoKept(entry));

        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new UndoTaken(entry.Id, now)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new UndoTaken(entry.Id, now)));
    }
}
