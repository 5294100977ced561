using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Turns;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Storage.Tests.Ledger;

public sealed class CommitTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_TurnWithInbox_KeepsReplyAndNextState()
    {
        var books = await Books.OpenAsync(stores);
        var inbox = Inbox("m1", null);

        var result = await books.CommitAsync(inbox, new Audited(null, "test", "x", "", stores.Clock.GetUtcNow()));

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal(inbox, await stores.Get<ILedger>().FindInboxAsync(books.Branch.Id, "m1", Token));
        Assert.Null(await stores.Get<ILedger>().FindInboxAsync(books.Branch.Id, "m2", Token));
    }

    [Fact]
    public async Task Commit_RepeatedKey_ChangesNothingAndReturnsTheEarlierTurn()
    {
        var books = await Books.OpenAsync(stores);
        var first = Inbox("m1", "s1");
        await books.CommitAsync(first, Item(books, 1));

        var result = await books.CommitAsync(first with { RepliesJson = "[\"other\"]", SubmissionId = "s2" }, Item(books, 2));

        Assert.Equal(new CommitResult(CommitStatus.AlreadyDone, first), result);
        Assert.Single(await stores.Get<IPointsReader>().ItemsAsync(books.Branch.Id, Token));
    }

    [Fact]
    public async Task Commit_SecondSubmissionOfOneDialogRun_ChangesNothingAndReturnsTheEarlierTurn()
    {
        var books = await Books.OpenAsync(stores);
        var first = Inbox("m1", "s1");
        await books.CommitAsync(first, Item(books, 1));

        var result = await books.CommitAsync(Inbox("m2", "s1"), Item(books, 2));

        Assert.Equal(new CommitResult(CommitStatus.AlreadyDone, first), result);
        Assert.Single(await stores.Get<IPointsReader>().ItemsAsync(books.Branch.Id, Token));
    }

    [Fact]
    public async Task Commit_RepeatWhoseGuardNoLongerHolds_IsARepeatAndNoConflict()
    {
        var books = await Books.OpenAsync(stores);
        var undo = new UndoEntry(Guid.NewGuid(), books.Branch.Secretary.Id, "x", new Dictionary<string, string>(), stores.Clock.GetUtcNow());
        await books.HaveAsync(new UndoKept(undo));
        var taken = new UndoTaken(undo.Id, stores.Clock.GetUtcNow());
        await books.CommitAsync(Inbox("m1", null), taken);

        Assert.Equal(CommitStatus.AlreadyDone, (await books.CommitAsync(Inbox("m1", null), taken)).Status);
        Assert.Equal(CommitStatus.Conflict, (await books.CommitAsync(Inbox("m2", null), taken)).Status);
    }

    [Fact]
    public async Task Commit_OneGuardFails_WritesNothingAtAll()
    {
        var books = await Books.OpenAsync(stores);

        var result = await books.CommitAsync(
            Inbox("m1", null), Item(books, 1), new UndoTaken(Guid.NewGuid(), stores.Clock.GetUtcNow()), Item(books, 2));

        Assert.Equal(new CommitResult(CommitStatus.Conflict), result);
        Assert.Empty(await stores.Get<IPointsReader>().ItemsAsync(books.Branch.Id, Token));
        Assert.Null(await stores.Get<ILedger>().FindInboxAsync(books.Branch.Id, "m1", Token));
    }

    [Fact]
    public async Task Commit_SameKeyManyTimesAtOnce_CommitsOnce()
    {
        var books = await Books.OpenAsync(stores);

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => books.CommitAsync(Inbox("m1", null), Item(books, n))));

        Assert.Single(results, r => r.Status == CommitStatus.Committed);
        Assert.Equal(11, results.Count(r => r.Status == CommitStatus.AlreadyDone && r.Earlier!.Key == "m1"));
        Assert.Single(await stores.Get<IPointsReader>().ItemsAsync(books.Branch.Id, Token));
    }

    [Fact]
    public async Task Commit_NothingToWrite_IsCommitted() =>
        Assert.Equal(CommitStatus.Committed, (await (await Books.OpenAsync(stores)).CommitAsync(null)).Status);

    [Fact]
    public async Task Commit_RowsOfAMissingMember_ThrowsAsAMistakeOfTheProgram()
    {
        var books = await Books.OpenAsync(stores);
        var user = books.Branch.AccountOf(books.Branch.Secretary) with { UserId = "nobody-yet" };

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => books.WriteAsync(new IdentityLinked(new MemberId(Guid.NewGuid()), user)));
    }

    [Fact]
    public async Task CommitAndRead_PostgresAway_SayThatTheStoreIsAway()
    {
        var away = stores.StartReplica(("ConnectionStrings:Postgres", "Host=127.0.0.1;Port=1;Username=nobody;Database=none"));
        var branch = new BranchId(Guid.NewGuid());
        var set = new ChangeSet(branch);
        set.Add(new Audited(null, "test", "x", "", stores.Clock.GetUtcNow()));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => away.GetRequiredService<ILedger>().CommitAsync(set, null, Token));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => away.GetRequiredService<ILeaveReader>().PendingAsync(branch, Token));
        Assert.False(await away.GetRequiredService<IEnumerable<IStoreProbe>>().Single(p => p.Name == "postgres").IsUpAsync(Token));
        Assert.True(await stores.Get<IEnumerable<IStoreProbe>>().Single(p => p.Name == "postgres").IsUpAsync(Token));
    }

    [Fact]
    public async Task Commit_SlowerThanTheTimeLimit_SaysThatTheStoreIsAwayAndWritesNothing()
    {
        var books = await Books.OpenAsync(stores);
        var slow = stores.StartReplica(("ConnectionStrings:Postgres", stores.Configuration["ConnectionStrings:Postgres"] + ";Command Timeout=1"));
        await using var blocker = await stores.Outside.OpenConnectionAsync(Token);
        await using var transaction = await blocker.BeginTransactionAsync(Token);
        await using (var command = new Npgsql.NpgsqlCommand("LOCK TABLE points_item IN ACCESS EXCLUSIVE MODE", blocker))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        var set = new ChangeSet(books.Branch.Id);
        set.Add(Item(books, 1));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => slow.GetRequiredService<ILedger>().CommitAsync(set, null, Token));
        await transaction.RollbackAsync(Token);
        Assert.Empty(await stores.Get<IPointsReader>().ItemsAsync(books.Branch.Id, Token));
    }

    [Fact]
    public void Write_EveryKindOfChange_HasATable()
    {
        var written = stores.Services.GetServices<ChangeWriting>().Select(w => w.Change).ToHashSet();
        var kinds = new[] { typeof(Change).Assembly, typeof(SessionsCapability).Assembly }
            .SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Change)) && !t.IsAbstract).ToList();

        Assert.InRange(kinds.Count, 30, int.MaxValue);
        Assert.Empty(kinds.Except(written).Select(t => t.Name));
    }

    private InboxEntry Inbox(string key, string? submission) =>
        new(key, submission, "[\"好的\"]", "{\"dialog\":\"leave\"}", stores.Clock.GetUtcNow());

    private static PointsItemSaved Item(Books books, int n) =>
        new(new PointsItem(new PointsItemId(Guid.NewGuid()), PointsCategory.Role, $"{books.Branch.Branch.Code} {n}", n, "次", true));
}
