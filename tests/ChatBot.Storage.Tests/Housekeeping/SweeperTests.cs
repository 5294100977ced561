using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Storage.Housekeeping;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Housekeeping;

/// <summary>Moves the clock and works on all branches, so it has a fixture of its own.</summary>
public sealed class SweeperTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_OldAndNew_RemovesOnlyWhatServedItsTime()
    {
        var books = await Books.OpenAsync(stores);
        await WriteAsync(books, "old");
        stores.Clock.Advance(TimeSpan.FromDays(121));
        await WriteAsync(books, "new");

        Assert.Equal(1 + 1 + 3, await stores.Get<Sweeper>().SweepAsync(Token));
        Assert.Equal(0, await stores.Get<Sweeper>().SweepAsync(Token));

        Assert.Null(await stores.Get<ILedger>().FindInboxAsync(books.Branch.Id, "old", Token));
        Assert.NotNull(await stores.Get<ILedger>().FindInboxAsync(books.Branch.Id, "new", Token));
        Assert.Equal(1L, await stores.ScalarAsync<long>("SELECT count(*) FROM undo_entry"));
        Assert.Equal(
            ["new claimed", "new dead", "new done", "new dropped", "new sent", "old claimed", "old dead"],
            (await stores.ScalarAsync<string[]>("SELECT array_agg(kind || ' ' || state ORDER BY kind, state) FROM outbox"))!);
    }

    private async Task WriteAsync(Books books, string name)
    {
        var now = stores.Clock.GetUtcNow();
        string[] ends = ["sent", "dropped", "done", "dead", "claimed"];
        await books.CommitAsync(
            new InboxEntry(name, name, "[]", null, now),
            [
                new UndoKept(new UndoEntry(Guid.NewGuid(), books.Branch.Secretary.Id, "x", new Dictionary<string, string>(), now)),
                .. ends.Select(_ => new OutboxAdded(new OutboxItem
                {
                    Id = Guid.NewGuid(),
                    Branch = books.Branch.Id,
                    DueAt = now,
                    Kind = name,
                    Recipient = Recipient.Worker,
                })),
            ]);
        var outbox = stores.Get<IOutboxStore>();
        var claimed = (await outbox.ClaimDueAsync(now, 100, TimeSpan.FromDays(1000), Token)).Where(i => i.Kind == name).ToList();
        Assert.Equal(ends.Length, claimed.Count);
        for (var i = 0; i < 3; i++)
        {
            await outbox.CompleteAsync([claimed[i]], ends[i], "", null, now, Token);
        }

        await outbox.MoveAsideAsync(claimed[3], "", now, Token);
    }
}
