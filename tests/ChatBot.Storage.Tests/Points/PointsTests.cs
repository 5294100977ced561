using ChatBot.Capabilities.Points;
using ChatBot.Kernel;
using ChatBot.Kernel.Entries;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Storage.Tests.Points;

public sealed class PointsTests(StoreFixture stores)
{
    private static readonly PointsMonth March = new(2026, 3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private IPointsReader Reader => stores.Get<IPointsReader>();

    [Fact]
    public async Task Items_ChangedLine_HoldsTheNewForm()
    {
        var books = await Books.OpenAsync(stores);
        var item = new PointsItem(new PointsItemId(Guid.NewGuid()), PointsCategory.OrganisationalLife, "志愿服务", 1.5m, "小时", true);
        await books.HaveAsync(new PointsItemSaved(item));
        await books.HaveAsync(new PointsItemSaved(item with { Value = 2m, IsActive = false }));

        var read = Assert.Single(await Reader.ItemsAsync(books.Branch.Id, Token));

        Assert.Equal(item with { Value = 2m, IsActive = false }, read);
        Assert.Equal("2", read.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task ClaimChanged_NoLongerPending_Conflicts()
    {
        var books = await Books.OpenAsync(stores);
        var claim = NewClaim(books, March);
        await books.HaveAsync(new PointsClaimed(claim));
        Assert.Equal([claim], await Reader.PendingAsync(books.Branch.Id, Token));
        var approved = claim with { Status = RequestStatus.Approved, DecidedBy = books.Branch.Secretary.Id, DecidedAt = Now, DecisionNote = "好" };

        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new PointsClaimChanged(approved, RequestStatus.Pending)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new PointsClaimChanged(claim with { Status = RequestStatus.Withdrawn }, RequestStatus.Pending)));
        Assert.Equal(approved, await Reader.GetClaimAsync(books.Branch.Id, claim.Id, Token));
        Assert.Empty(await Reader.PendingAsync(books.Branch.Id, Token));
    }

    [Fact]
    public async Task ClaimsOf_Months_TakesBothEnds()
    {
        var books = await Books.OpenAsync(stores);
        PointsMonth[] months = [new(2025, 12), new(2026, 1), new(2026, 2), March];
        await books.HaveAsync([.. months.Select(m => new PointsClaimed(NewClaim(books, m)))]);

        var claims = await Reader.ClaimsOfAsync(books.Branch.Id, books.Branch.Members[9].Id, months[1], months[2], Token);

        Assert.Equal([months[1], months[2]], claims.Select(c => c.Month).Order(Comparer<PointsMonth>.Create((a, b) => a.Key - b.Key)));
    }

    [Fact]
    public async Task Totals_EntriesOfSeveralMembers_AreSummedWithinTheMonths()
    {
        var books = await Books.OpenAsync(stores);
        var (one, two) = (books.Branch.Members[9].Id, books.Branch.Members[10].Id);
        PointsEntry[] entries =
        [
            NewEntry(books, one, 3m, March), NewEntry(books, one, -1m, March), NewEntry(books, two, 5.5m, March),
            NewEntry(books, two, 100m, new PointsMonth(2026, 4)),
        ];
        await books.HaveAsync([.. entries.Select(e => new PointsAppended(e))]);

        Assert.Equal([(two, 5.5m), (one, 2m)], await Reader.TotalsAsync(books.Branch.Id, March, March, Token));
        var ofOne = await Reader.EntriesOfAsync(books.Branch.Id, one, March, March, Token);
        Assert.Equal(entries[..2].ToHashSet(), ofOne.ToHashSet());
    }

    [Theory]
    [InlineData("UPDATE points_entry SET points = 100")]
    [InlineData("DELETE FROM points_entry")]
    [InlineData("TRUNCATE points_entry")]
    public async Task Account_ChangedByHand_IsRefused(string sql)
    {
        var books = await Books.OpenAsync(stores);
        await books.HaveAsync(new PointsAppended(NewEntry(books, books.Branch.Members[9].Id, 1m, March)));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => stores.ExecuteAsync(sql))).SqlState);
    }

    private PointsClaim NewClaim(Books books, PointsMonth month) => new()
    {
        Id = new PointsClaimId(Guid.NewGuid()),
        Member = books.Branch.Members[9].Id,
        Item = new PointsItemId(Guid.NewGuid()),
        Quantity = 2.5m,
        Points = 5m,
        Statement = "打扫楼道",
        Month = month,
        ClaimedAt = Now,
    };

    private PointsEntry NewEntry(Books books, MemberId member, decimal points, PointsMonth month) =>
        new(Guid.NewGuid(), member, points, month, new PointsClaimId(Guid.NewGuid()), EntryCause.Claim, books.Branch.Secretary.Id, Now);
}
