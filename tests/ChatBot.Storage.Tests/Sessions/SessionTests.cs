using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Sessions;

public sealed class SessionTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private ISessionReader Reader => stores.Get<ISessionReader>();

    [Fact]
    public async Task Get_SessionWithEverythingSet_ReadsWhatWasWritten()
    {
        var books = await Books.OpenAsync(stores);
        var session = books.Branch.NewSession(1, Now.AddDays(1), 30) with
        {
            Kind = SessionKind.Collective,
            Link = "https://meeting.example/1",
            Mode = SessionMode.Hybrid,
            Audience = new Audience(AudienceKind.Group, books.Branch.Groups[1].Id),
            SignUp = new SignUpRule(true, 30, Now.AddHours(20)),
            HeldOnItsOwn = true,
            OnlineForAll = true,
            Stages = [AgendaStage.Study, AgendaStage.Hear, AgendaStage.Decide],
            Recorder = books.Branch.Recorder.Id,
        };
        await books.HaveAsync(new SessionCreated(session));

        var read = await Reader.GetAsync(books.Branch.Id, session.Id, Token);

        Assert.Equivalent(session, read, strict: true);
        Assert.Equal(session.Id, (await Reader.FindByNumberAsync(books.Branch.Id, 1, Token))!.Id);
        Assert.Null(await Reader.GetAsync(new BranchId(Guid.NewGuid()), session.Id, Token));
    }

    [Fact]
    public async Task Create_NumberInUse_Conflicts()
    {
        var books = await Books.OpenAsync(stores);
        await books.HaveAsync(new SessionCreated(books.Branch.NewSession(1, Now.AddDays(1))));

        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new SessionCreated(books.Branch.NewSession(1, Now.AddDays(2)))));
        Assert.Equal(2, await Reader.NextNumberAsync(books.Branch.Id, Token));
    }

    [Fact]
    public async Task Change_NextVersion_IsWrittenOnceOnly()
    {
        var books = await Books.OpenAsync(stores);
        var session = books.Branch.NewSession(1, Now.AddDays(1));
        await books.HaveAsync(new SessionCreated(session));
        var changed = session with { Theme = "改题", Phase = SessionPhase.Open, Version = 2 };

        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new SessionChanged(changed)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new SessionChanged(changed with { Theme = "又改" })));
        Assert.Equal("改题", (await Reader.GetAsync(books.Branch.Id, session.Id, Token))!.Theme);
    }

    [Fact]
    public async Task List_ByStart_TakesFromAndLeavesTo()
    {
        var books = await Books.OpenAsync(stores);
        var days = new[] { 3, 1, 2 };
        await books.HaveAsync([.. days.Select(d => new SessionCreated(books.Branch.NewSession(d, Now.AddDays(d))))]);

        var listed = await Reader.ListAsync(books.Branch.Id, Now.AddDays(1), Now.AddDays(3), Token);

        Assert.Equal([1, 2], listed.Select(s => s.Number));
    }

    [Fact]
    public async Task Freeze_SecondTime_ChangesNothing()
    {
        var books = await Books.OpenAsync(stores);
        var session = books.Branch.NewSession(1, Now);
        await books.HaveAsync(new SessionCreated(session));
        Assert.Empty(await Reader.ExpectedAsync(books.Branch.Id, session.Id, Token));
        MemberId[] first = [books.Branch.Members[3].Id, books.Branch.Members[1].Id];

        await books.HaveAsync(new ExpectedFrozen(session.Id, first, Now));
        await books.HaveAsync(new ExpectedFrozen(session.Id, [books.Branch.Members[5].Id], Now));

        Assert.Equal(first, await Reader.ExpectedAsync(books.Branch.Id, session.Id, Token));
    }
}
