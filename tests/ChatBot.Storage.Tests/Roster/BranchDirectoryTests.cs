using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Storage.Roster;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatBot.Storage.Tests.Roster;

/// <summary>Moves the clock, so it has a fixture of its own.</summary>
public sealed class BranchDirectoryTests(StoreFixture stores) : IClassFixture<StoreFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ChangedBehindItsBack_IsCachedForTheLifetimeAndNoLonger()
    {
        var books = await Books.OpenAsync(stores);
        var member = books.Branch.Members[9];
        Assert.Equal(member.Name, await stores.Services.NameOf(books.Branch.Id, member.Id));
        await RenameAsync(books, member.Id);

        stores.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(member.Name, await stores.Services.NameOf(books.Branch.Id, member.Id));
        stores.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("改名", await stores.Services.NameOf(books.Branch.Id, member.Id));
    }

    [Fact]
    public async Task Get_AfterOwnCommit_ReadsAnew()
    {
        var books = await Books.OpenAsync(stores);
        var member = books.Branch.Members[9];
        Assert.Equal(member.Name, await stores.Services.NameOf(books.Branch.Id, member.Id));

        await books.HaveAsync(new MemberSaved(member with { Name = "改名" }));

        Assert.Equal("改名", await stores.Services.NameOf(books.Branch.Id, member.Id));
    }

    [Fact]
    public async Task Get_UnknownBranch_IsNullAndNotForLong()
    {
        var branch = new SampleBranch();
        var directory = stores.Get<IBranchDirectory>();
        Assert.Null(await directory.GetAsync(branch.Id, Token));

        await branch.SaveAsync(stores.Services);

        Assert.NotNull(await directory.GetAsync(branch.Id, Token));
    }

    [Fact]
    public async Task Find_Stranger_IsLookedUpAgainAfterTwoSeconds()
    {
        var books = await Books.OpenAsync(stores);
        var user = new PlatformUser("simulator", "main", Guid.NewGuid().ToString("N"));
        Assert.Null(await stores.Services.Find(user));
        await LinkAsync(books, user, books.Branch.Members[9].Id);

        Assert.Null(await stores.Services.Find(user));
        stores.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((books.Branch.Id, books.Branch.Members[9].Id), await stores.Services.Find(user));
    }

    [Fact]
    public async Task Find_BranchWasReadBefore_KnowsItsPeopleWithoutAsking()
    {
        var books = await Books.OpenAsync(stores);
        var here = books.Branch.Members[9];
        var gone = books.Branch.Members[10];
        var elsewhere = await Books.OpenAsync(stores);
        await MoveAsync(books.Branch.AccountOf(gone), elsewhere);
        var replica = stores.StartReplica();
        await replica.NameOf(books.Branch.Id, here.Id);

        // Behind its back: who is asked for now would be found there too.
        await MoveAsync(books.Branch.AccountOf(here), elsewhere);

        Assert.Equal((books.Branch.Id, here.Id), await replica.Find(books.Branch.AccountOf(here)));
        Assert.Equal(elsewhere.Branch.Id, (await replica.Find(books.Branch.AccountOf(gone)))?.Branch);
        stores.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(elsewhere.Branch.Id, (await replica.Find(books.Branch.AccountOf(here)))?.Branch);
    }

    [Fact]
    public async Task Replica_AnotherOneCommits_HearsOfItAndReadsAnew()
    {
        var replica = stores.StartReplica();
        var news = replica.GetServices<IHostedService>().OfType<BranchNews>().Single();
        await news.StartAsync(Token);
        var books = await Books.OpenAsync(stores);
        var member = books.Branch.Members[9];
        var account = books.Branch.AccountOf(member);
        Assert.Equal(member.Name, await replica.NameOf(books.Branch.Id, member.Id));
        Assert.Equal(member.Id, (await replica.Find(account))?.Member);

        // The news may be on its way for a moment; without it nothing changes here, because the clock stands still.
        var deadline = TimeProvider.System.GetTimestamp();
        (string Name, MemberId? Account) seen;
        do
        {
            await books.HaveAsync(
                new MemberSaved(member with { Name = "改名" }), new IdentityLinked(books.Branch.Members[10].Id, account));
            seen = (await replica.NameOf(books.Branch.Id, member.Id), (await replica.Find(account))?.Member);
        }
        while (seen != ("改名", books.Branch.Members[10].Id) && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(10));

        Assert.Equal(("改名", books.Branch.Members[10].Id), seen);
        await news.StopAsync(Token);
    }

    [Fact]
    public async Task Invalidate_RedisAway_StillForgetsHereAndTheCommitHolds()
    {
        var lonely = stores.StartReplica(("ConnectionStrings:Redis", "127.0.0.1:1"));
        var books = await Books.OpenAsync(stores);
        var member = books.Branch.Members[9];
        Assert.Equal(member.Name, await lonely.NameOf(books.Branch.Id, member.Id));
        var set = new ChangeSet(books.Branch.Id);
        set.Add(new MemberSaved(member with { Name = "改名" }));

        var result = await lonely.GetRequiredService<ILedger>().CommitAsync(set, null, Token);

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal("改名", await lonely.NameOf(books.Branch.Id, member.Id));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("a:b:c")]
    [InlineData("someone:not-a-guid")]
    public void Hear_Nonsense_IsIgnored(string message) =>
        stores.Services.GetServices<IHostedService>().OfType<BranchNews>().Single().Hear(message);

    private Task<int> RenameAsync(Books books, MemberId member) => stores.ExecuteAsync(
        "UPDATE member SET name = '改名' WHERE branch_id = $1 AND member_id = $2", books.Branch.Id.Value, member.Value);

    private Task<int> MoveAsync(PlatformUser user, Books to) => stores.ExecuteAsync(
        "UPDATE platform_user SET branch_id = $4, member_id = $5 WHERE channel = $1 AND account = $2 AND user_id = $3",
        user.Channel, user.Account, user.UserId, to.Branch.Id.Value, to.Branch.Members[0].Id.Value);

    private Task<int> LinkAsync(Books books, PlatformUser user, MemberId member) => stores.ExecuteAsync(
        "INSERT INTO platform_user VALUES ($1, $2, $3, $4, $5)",
        user.Channel, user.Account, user.UserId, books.Branch.Id.Value, member.Value);
}
