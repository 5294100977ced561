using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel.Ledger;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.SignUp;

public sealed class SignUpTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private ISignUpReader Reader => stores.Get<ISignUpReader>();

    [Fact]
    public async Task Save_NewerAnswer_ReplacesTheEarlier()
    {
        var (books, session) = await WithSessionAsync(null);
        var going = Entry(books, session, 9);
        await books.HaveAsync(new SignUpSaved(going));
        var withdrawn = going with { Status = SignUpStatus.Withdrawn, At = Now.AddMinutes(1), By = books.Branch.Secretary.Id };
        await books.HaveAsync(new SignUpSaved(withdrawn));

        var (entries, count) = await Reader.ForSessionAsync(books.Branch.Id, session.Id, Token);

        Assert.Equal([withdrawn], entries);
        Assert.Equal(0, count);
        Assert.Equal(withdrawn, await Reader.FindAsync(books.Branch.Id, session.Id, going.Member, Token));
        Assert.Null(await Reader.FindAsync(books.Branch.Id, session.Id, books.Branch.Members[10].Id, Token));
    }

    [Theory]
    [InlineData(SessionPhase.Scheduled, CommitStatus.Committed)]
    [InlineData(SessionPhase.Open, CommitStatus.Committed)]
    [InlineData(SessionPhase.Listed, CommitStatus.Conflict)]
    [InlineData(SessionPhase.Confirmed, CommitStatus.Conflict)]
    [InlineData(SessionPhase.Cancelled, CommitStatus.Conflict)]
    public async Task Save_SessionInPhase_IsTakenOnlyWhileItIsAhead(SessionPhase phase, CommitStatus expected)
    {
        var (books, session) = await WithSessionAsync(null);
        await books.HaveAsync(new SessionChanged(session with { Phase = phase, Version = 2 }));

        Assert.Equal(expected, await books.WriteAsync(new SignUpSaved(Entry(books, session, 9))));
    }

    [Fact]
    public async Task Save_CounterMovedOn_Conflicts()
    {
        var (books, session) = await WithSessionAsync(5);

        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new SignUpSaved(Entry(books, session, 9), 0)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new SignUpSaved(Entry(books, session, 10), 0)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new SignUpSaved(Entry(books, session, 10), 2)));
        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new SignUpSaved(Entry(books, session, 10), 1)));

        var (entries, count) = await Reader.ForSessionAsync(books.Branch.Id, session.Id, Token);
        Assert.Equal((2, 2), (entries.Count, count));
    }

    [Fact]
    public async Task Save_OneLeavesAndOneMovesUp_MovesTheCounterOnce()
    {
        var (books, session) = await WithSessionAsync(1);
        var going = Entry(books, session, 9);
        var waiting = Entry(books, session, 10) with { Status = SignUpStatus.Waiting };
        await books.HaveAsync(new SignUpSaved(going, 0));
        await books.HaveAsync(new SignUpSaved(waiting, 1));

        await books.HaveAsync(
            new SignUpSaved(going with { Status = SignUpStatus.Withdrawn }, 2),
            new SignUpSaved(waiting with { Status = SignUpStatus.Going }, 3));

        var (entries, count) = await Reader.ForSessionAsync(books.Branch.Id, session.Id, Token);
        Assert.Equal(3, count);
        Assert.Equal(SignUpStatus.Going, entries.Single(e => e.Member == waiting.Member).Status);
    }

    [Fact]
    public async Task Save_PlaceWithoutLookingWhenCapacityCameIn_Conflicts()
    {
        var (books, session) = await WithSessionAsync(null);
        await books.HaveAsync(new SessionChanged(session with { SignUp = new SignUpRule(true, 1), Version = 2 }));

        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new SignUpSaved(Entry(books, session, 9))));
        Assert.Equal(
            CommitStatus.Committed,
            await books.WriteAsync(new SignUpSaved(Entry(books, session, 9) with { Status = SignUpStatus.Withdrawn })));
        Assert.Equal(1, (await Reader.ForSessionAsync(books.Branch.Id, session.Id, Token)).Count);
    }

    [Fact]
    public async Task Save_TwentyAtOnceForFivePlaces_FiveGoAndFifteenWait()
    {
        var (books, session) = await WithSessionAsync(5);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => JoinAsync(books, session, n)));

        var (entries, count) = await Reader.ForSessionAsync(books.Branch.Id, session.Id, Token);
        Assert.Equal(20, count);
        Assert.Equal(5, entries.Count(e => e.Status == SignUpStatus.Going));
        Assert.Equal(15, entries.Count(e => e.Status == SignUpStatus.Waiting));
    }

    [Fact]
    public async Task Save_WithoutCapacity_DoesNotWaitForAnUncommittedAnswer()
    {
        var (books, session) = await WithSessionAsync(null);
        await using var other = await stores.Outside.OpenConnectionAsync(Token);
        await using var transaction = await StoreFixture.BeginAsync(other, Token);
        await using (var command = new Npgsql.NpgsqlCommand(
            $"INSERT INTO sign_up VALUES ('{books.Branch.Id.Value}', '{session.Id.Value}', '{books.Branch.Members[9].Id.Value}', 'going', now(), '{books.Branch.Secretary.Id.Value}')",
            other))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        // With a lock in common this would wait until its time limit and fail.
        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new SignUpSaved(Entry(books, session, 10))));
        await transaction.RollbackAsync(Token);
    }

    /// <summary>What the use case does: look, decide, write, and look again when somebody was faster.</summary>
    private async Task JoinAsync(Books books, Session session, int member)
    {
        CommitStatus status;
        do
        {
            var (entries, count) = await Reader.ForSessionAsync(books.Branch.Id, session.Id, Token);
            var answer = SignUps.StatusFor(entries.Count(e => e.Status == SignUpStatus.Going), session.SignUp.Capacity);
            status = await books.WriteAsync(new SignUpSaved(Entry(books, session, member) with { Status = answer }, count));
        }
        while (status == CommitStatus.Conflict);

        Assert.Equal(CommitStatus.Committed, status);
    }

    private async Task<(Books Books, Session Session)> WithSessionAsync(int? capacity)
    {
        var books = await Books.OpenAsync(stores);
        var session = books.Branch.NewSession(1, Now.AddDays(1), capacity);
        await books.HaveAsync(new SessionCreated(session));
        return (books, session);
    }

    private SignUpEntry Entry(Books books, Session session, int member) =>
        new(session.Id, books.Branch.Members[member].Id, SignUpStatus.Going, Now, books.Branch.Members[member].Id);
}
