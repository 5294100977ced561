using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Storage.Outbox;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Storage.Tests.Outbox;

/// <summary>Claims reach across branches, so each test starts with the rows of the others out of the way.</summary>
public sealed class OutboxTests(StoreFixture stores) : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private IOutboxStore Outbox => stores.Get<IOutboxStore>();

    public async ValueTask InitializeAsync() => await stores.ExecuteAsync("DELETE FROM outbox");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Claim_DueRow_ReadsWhatWasAdded()
    {
        var books = await Books.OpenAsync(stores);
        var item = NewItem(books, Now) with
        {
            Recipient = Recipient.To(books.Branch.Members[9].Id),
            Facts = new Dictionary<string, string> { ["session"] = "1", ["名"] = "值" },
            DedupeKey = "d",
            CoalesceKey = "c",
            KeepsQuietHours = false,
            Attempts = 3,
        };
        await books.HaveAsync(new OutboxAdded(item), new OutboxAdded(NewItem(books, Now.AddSeconds(1))));

        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));

        Assert.Equivalent(item with { ClaimNumber = 1, Lane = $"m:{item.Recipient.Member}" }, claimed, strict: true);
        Assert.Empty(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
    }

    [Fact]
    public async Task Claim_LeaseRanOut_IsClaimedAgainAndTheFirstCanNoLongerFinish()
    {
        var books = await Books.OpenAsync(stores);
        var item = NewItem(books, Now);
        await books.HaveAsync(new OutboxAdded(item));
        var first = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        Assert.Empty(await Outbox.ClaimDueAsync(Now + Lease - TimeSpan.FromSeconds(1), 10, Lease, Token));

        var second = Assert.Single(await Outbox.ClaimDueAsync(Now + Lease, 10, Lease, Token));
        await Outbox.CompleteAsync([first], "sent", "", null, Now, Token);
        await Outbox.RescheduleAsync(first, new OutboxWait(Now, CountsAsAttempt: true), "", Token);
        await Outbox.MoveAsideAsync(first, "", Now, Token);

        Assert.Equal("claimed", await StateAsync(item));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new OutboxDone(first, Now)));
        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new OutboxDone(second, Now)));
        Assert.Equal("done", await StateAsync(item));
    }

    [Fact]
    public async Task Claim_ManyDispatchersAtOnce_EachRowIsClaimedOnce()
    {
        var branches = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Books.OpenAsync(stores)));
        foreach (var books in branches)
        {
            await books.HaveAsync([.. Enumerable.Range(0, 30).Select(n => new OutboxAdded(NewItem(books, Now.AddSeconds(-n))))]);
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => DrainAsync()));

        Assert.Equal(300, claimed.Sum(c => c.Count));
        Assert.Equal(300, claimed.SelectMany(c => c).DistinctBy(i => i.Id).Count());

        async Task<List<OutboxItem>> DrainAsync()
        {
            var all = new List<OutboxItem>();
            while (await Outbox.ClaimDueAsync(Now, 7, Lease, Token) is { Count: > 0 } some)
            {
                Assert.InRange(some.Count, 1, 7);
                all.AddRange(some);
            }

            return all;
        }
    }

    [Fact]
    public async Task Claim_RowLockedByAnOpenTransaction_IsSkippedAndNotWaitedFor()
    {
        var books = await Books.OpenAsync(stores);
        var (locked, free) = (NewItem(books, Now.AddMinutes(-1)), NewItem(books, Now));
        await books.HaveAsync(new OutboxAdded(locked), new OutboxAdded(free));
        await using var other = await stores.Outside.OpenConnectionAsync(Token);
        await using var transaction = await StoreFixture.BeginAsync(other, Token);
        await using (var command = new NpgsqlCommand($"SELECT 1 FROM outbox WHERE branch_id = '{locked.Branch.Value}' AND outbox_id = '{locked.Id}' FOR UPDATE", other))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        Assert.Equal([free.Id], (await Outbox.ClaimDueAsync(Now, 10, Lease, Token)).Select(i => i.Id));
        await transaction.RollbackAsync(Token);
        Assert.Equal([locked.Id], (await Outbox.ClaimDueAsync(Now, 10, Lease, Token)).Select(i => i.Id));
    }

    [Fact]
    public async Task Claim_FewerPlacesThanRows_TakesTheOldest()
    {
        var books = await Books.OpenAsync(stores);
        var items = Enumerable.Range(0, 5).Select(n => NewItem(books, Now.AddMinutes(-n))).ToList();
        await books.HaveAsync([.. items.Select(i => new OutboxAdded(i))]);

        var claimed = await Outbox.ClaimDueAsync(Now, 2, Lease, Token);

        Assert.Equal([items[4].Id, items[3].Id], claimed.Select(i => i.Id));
    }

    [Fact]
    public async Task Add_SameDedupeKey_StaysOneRowForEver()
    {
        var books = await Books.OpenAsync(stores);
        var item = NewItem(books, Now) with { DedupeKey = "reminder:1" };
        await books.HaveAsync(new OutboxAdded(item), new OutboxAdded(item with { Id = Guid.NewGuid() }));
        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        await Outbox.CompleteAsync([claimed], "sent", "0", null, Now, Token);

        await books.HaveAsync(new OutboxAdded(item with { Id = Guid.NewGuid() }));

        Assert.Empty(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        var other = await Books.OpenAsync(stores);
        await other.HaveAsync(new OutboxAdded(item with { Id = Guid.NewGuid(), Branch = other.Branch.Id }));
        Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
    }

    [Fact]
    public async Task Add_SameCoalesceKey_MeltsWhileOneWaits()
    {
        var books = await Books.OpenAsync(stores);
        var item = NewItem(books, Now) with { CoalesceKey = "list" };
        await books.HaveAsync(new OutboxAdded(item));
        await books.HaveAsync(new OutboxAdded(item with { Id = Guid.NewGuid() }));
        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        Assert.Equal(item.Id, claimed.Id);

        var later = item with { Id = Guid.NewGuid() };
        await books.HaveAsync(new OutboxAdded(later));
        await Outbox.CompleteAsync([claimed], "sent", "", null, Now, Token);

        Assert.Equal(later.Id, Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token)).Id);
    }

    [Fact]
    public async Task Add_MeltsIntoAWaitingRow_TheRowIsNotClaimedBeforeTheCommit()
    {
        var books = await Books.OpenAsync(stores);
        var item = NewItem(books, Now) with { CoalesceKey = "list" };
        await books.HaveAsync(new OutboxAdded(item));

        // A commit that has reached its outbox row and is not through yet.
        await using var other = await stores.Outside.OpenConnectionAsync(Token);
        await using var transaction = await StoreFixture.BeginAsync(other, Token);
        await using var batch = new NpgsqlBatch(other, transaction);
        OutboxWrites.Write(new OutboxAdded(item with { Id = Guid.NewGuid() }), new WriteBatch(batch, books.Branch.Id));
        await batch.ExecuteNonQueryAsync(Token);

        Assert.Empty(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new OutboxAdded(item with { Id = Guid.NewGuid() })));
        await transaction.CommitAsync(Token);
        Assert.Equal(item.Id, Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token)).Id);
    }

    [Fact]
    public async Task Cancel_Prefix_DropsWhatWaitsAndGivesTheKeysBack()
    {
        var books = await Books.OpenAsync(stores);
        var one = NewItem(books, Now) with { DedupeKey = "session:1:reminder" };
        var ten = NewItem(books, Now) with { DedupeKey = "session:10:reminder" };
        var plain = NewItem(books, Now);
        await books.HaveAsync(new OutboxAdded(one), new OutboxAdded(ten), new OutboxAdded(plain));

        await books.HaveAsync(new OutboxCancelled("session:1:", "moved"));
        var again = one with { Id = Guid.NewGuid() };
        await books.HaveAsync(new OutboxAdded(again));

        var claimed = await Outbox.ClaimDueAsync(Now, 10, Lease, Token);
        Assert.Equal(new HashSet<Guid> { ten.Id, plain.Id, again.Id }, claimed.Select(i => i.Id).ToHashSet());
        Assert.Equal("cancelled", await StateAsync(one));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Reschedule_Later_ComesBackThen(bool counts, int attempts)
    {
        var books = await Books.OpenAsync(stores);
        await books.HaveAsync(new OutboxAdded(NewItem(books, Now)));
        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));

        await Outbox.RescheduleAsync(claimed, new OutboxWait(Now.AddMinutes(5), CountsAsAttempt: counts), "later", Token);

        Assert.Equal(Now.AddMinutes(5), await Outbox.NextDueAsync(Token));
        Assert.Empty(await Outbox.ClaimDueAsync(Now.AddMinutes(4), 10, Lease, Token));
        var again = Assert.Single(await Outbox.ClaimDueAsync(Now.AddMinutes(5), 10, Lease, Token));
        Assert.Equal((attempts, Now), (again.Attempts, again.DueAt));
    }

    [Fact]
    public async Task Reschedule_ToATickBetweenMicroseconds_ComesBackNotBefore()
    {
        var books = await Books.OpenAsync(stores);
        await books.HaveAsync(new OutboxAdded(NewItem(books, Now)));
        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        var until = Now.AddMinutes(5).AddTicks(3);

        await Outbox.RescheduleAsync(claimed, new OutboxWait(until), "later", Token);

        Assert.InRange((await Outbox.NextDueAsync(Token))!.Value, until, until.AddMicroseconds(1));
    }

    [Fact]
    public async Task Reschedule_ALaterRowWithTheSameCoalesceKeyWaits_MeltsIntoIt()
    {
        var books = await Books.OpenAsync(stores);
        var item = NewItem(books, Now) with { CoalesceKey = "list" };
        await books.HaveAsync(new OutboxAdded(item));
        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));
        var later = item with { Id = Guid.NewGuid() };
        await books.HaveAsync(new OutboxAdded(later));

        await Outbox.RescheduleAsync(claimed, new OutboxWait(Now, CountsAsAttempt: true), "again", Token);

        Assert.Equal("dropped", await StateAsync(item));
        Assert.Equal(later.Id, Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token)).Id);
    }

    [Fact]
    public async Task MoveAside_GivenUp_TheSecretarySeesIt()
    {
        var books = await Books.OpenAsync(stores);
        await books.HaveAsync(new OutboxAdded(NewItem(books, Now) with { Recipient = Recipient.BranchGroup }));
        var claimed = Assert.Single(await Outbox.ClaimDueAsync(Now, 10, Lease, Token));

        await Outbox.MoveAsideAsync(claimed, "93000 no such group", Now, Token);

        Assert.Equal(
            [("session.reminder", "group: 93000 no such group", Now)],
            await stores.Get<IDeadLetterReader>().ListAsync(books.Branch.Id, 5, Token));
        Assert.Null(await Outbox.NextDueAsync(Token));
        Assert.Empty(await Outbox.ClaimDueAsync(Now.AddDays(1), 10, Lease, Token));
    }

    [Fact]
    public async Task Complete_UnknownOutcome_IsAMistakeOfTheProgram()
    {
        var books = await Books.OpenAsync(stores);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Outbox.CompleteAsync([NewItem(books, Now)], "waiting", "", null, Now, Token));
    }

    [Fact]
    public void BucketOf_ManyBranches_SpreadsOverAllBuckets()
    {
        var buckets = Enumerable.Range(0, 2000).Select(_ => OutboxWrites.BucketOf(new BranchId(Guid.CreateVersion7()))).ToList();

        Assert.All(buckets, b => Assert.InRange(b, 0, OutboxWrites.Buckets - 1));
        Assert.All(buckets.CountBy(b => b), b => Assert.InRange(b.Value, 60, 200));
        Assert.Equal(OutboxWrites.Buckets, buckets.Distinct().Count());
        Assert.Equal(1, OutboxWrites.BucketOf(new BranchId(new Guid("00000000-0000-0000-0000-000000000001"))));
    }

    private async Task<string?> StateAsync(OutboxItem item) =>
        await stores.ScalarAsync<string>("SELECT state FROM outbox WHERE outbox_id = $1", item.Id);

    private static OutboxItem NewItem(Books books, DateTimeOffset dueAt) => new()
    {
        Id = Guid.NewGuid(),
        Branch = books.Branch.Id,
        DueAt = dueAt,
        Kind = "session.reminder",
        Recipient = Recipient.To(new MemberId(Guid.NewGuid())),
    };
}
