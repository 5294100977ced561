using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.TestKit;
using Npgsql;

namespace ChatBot.Storage.Tests.Attendance;

public sealed class AttendanceTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private IAttendanceReader Reader => stores.Get<IAttendanceReader>();

    [Fact]
    public async Task ForSession_SeveralLines_TheNewestHoldsAndAllAreKept()
    {
        var (books, sessions) = await WithSessionsAsync(1);
        var member = books.Branch.Members[9].Id;
        var draft = Fact(books, sessions[0], member, AttendanceStatus.Unexcused, confirmed: false, "mark");
        var confirmed = draft with { IsConfirmed = true, Cause = "confirm" };
        var corrected = confirmed with { Status = AttendanceStatus.Excused, Cause = "leave", At = Now.AddDays(1) };
        await books.HaveAsync(new FactsAppended([draft, draft with { Member = books.Branch.Members[10].Id }]));
        await books.HaveAsync(new FactsAppended([confirmed, corrected]));

        var newest = await Reader.ForSessionAsync(books.Branch.Id, sessions[0].Id, Token);

        Assert.Equal(2, newest.Count);
        Assert.Equal(corrected, newest.Single(f => f.Member == member));
        Assert.Equal([draft, confirmed, corrected], await Reader.LinesAsync(books.Branch.Id, sessions[0].Id, member, Token));
    }

    [Fact]
    public async Task Append_SessionUnknown_Conflicts()
    {
        var (books, sessions) = await WithSessionsAsync(1);
        var fact = Fact(books, sessions[0], books.Branch.Members[9].Id, AttendanceStatus.Present);

        Assert.Equal(
            CommitStatus.Conflict,
            await books.WriteAsync(new FactsAppended([fact, fact with { Session = new SessionId(Guid.NewGuid()) }])));
        Assert.Empty(await Reader.ForSessionAsync(books.Branch.Id, sessions[0].Id, Token));
    }

    [Fact]
    public async Task History_DeeperThanAsked_GivesTheNewestConfirmedMarksOneASession()
    {
        var (books, sessions) = await WithSessionsAsync(5);
        var (one, two, nobody) = (books.Branch.Members[9].Id, books.Branch.Members[10].Id, books.Branch.Members[11].Id);
        await books.HaveAsync(new FactsAppended([.. sessions.Select(s => Fact(books, s, one, AttendanceStatus.Unexcused))]));
        await books.HaveAsync(new FactsAppended([Fact(books, sessions[4], one, AttendanceStatus.Present) with { Cause = "correction" }]));
        await books.HaveAsync(new FactsAppended([Fact(books, sessions[1], two, AttendanceStatus.Late), Fact(books, sessions[2], two, AttendanceStatus.Late, confirmed: false)]));

        var history = await Reader.HistoryAsync(books.Branch.Id, [one, two, nobody], 3, Token);

        Assert.Equal([5, 4, 3], history[one].Select(m => m.SessionNumber));
        Assert.Equal(
            [AttendanceStatus.Present, AttendanceStatus.Unexcused, AttendanceStatus.Unexcused],
            history[one].Select(m => m.Status));
        Assert.Equal(
            [new AttendanceMark(sessions[1].Id, 2, SessionKind.PartyClass, "第2次党课", sessions[1].StartsAt, null, AttendanceStatus.Late)],
            history[two]);
        Assert.Empty(history[nobody]);
    }

    [Fact]
    public async Task History_SessionMovedBetweenTwoLines_IsStillOneMark()
    {
        var (books, sessions) = await WithSessionsAsync(2);
        var member = books.Branch.Members[9].Id;
        await books.HaveAsync(new FactsAppended([.. sessions.Select(s => Fact(books, s, member, AttendanceStatus.Unexcused))]));
        await books.HaveAsync(new SessionChanged(sessions[0] with { StartsAt = sessions[0].StartsAt.AddHours(1), Version = 2 }));
        await books.HaveAsync(new FactsAppended([Fact(books, sessions[0], member, AttendanceStatus.Excused)]));

        var history = await Reader.HistoryAsync(books.Branch.Id, [member], 10, Token);

        Assert.Equal([AttendanceStatus.Unexcused, AttendanceStatus.Excused], history[member].Select(m => m.Status));
        Assert.Equal(sessions[0].StartsAt.AddHours(1), history[member][1].StartsAt);
    }

    [Fact]
    public async Task History_TwoSessionsAtTheSameTime_AreTwoMarks()
    {
        var books = await Books.OpenAsync(stores);
        Session[] sessions = [books.Branch.NewSession(1, Now), books.Branch.NewSession(2, Now)];
        var member = books.Branch.Members[9].Id;
        await books.HaveAsync([.. sessions.Select(s => new SessionCreated(s))]);
        await books.HaveAsync(new FactsAppended([Fact(books, sessions[0], member, AttendanceStatus.Present)]));
        await books.HaveAsync(new FactsAppended([Fact(books, sessions[1], member, AttendanceStatus.Late)]));
        await books.HaveAsync(new FactsAppended([Fact(books, sessions[0], member, AttendanceStatus.Excused)]));

        var history = await Reader.HistoryAsync(books.Branch.Id, [member], 10, Token);

        Assert.Equal([AttendanceStatus.Late, AttendanceStatus.Excused], history[member].Select(m => m.Status));
    }

    [Theory]
    [InlineData("UPDATE attendance_fact SET status = 'present'")]
    [InlineData("DELETE FROM attendance_fact")]
    [InlineData("TRUNCATE attendance_fact")]
    public async Task Record_ChangedByHand_IsRefused(string sql)
    {
        var (books, sessions) = await WithSessionsAsync(1);
        await books.HaveAsync(new FactsAppended([Fact(books, sessions[0], books.Branch.Members[9].Id, AttendanceStatus.Unexcused)]));

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => stores.ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private async Task<(Books Books, IReadOnlyList<Session> Sessions)> WithSessionsAsync(int count)
    {
        var books = await Books.OpenAsync(stores);
        var sessions = Enumerable.Range(1, count).Select(n => books.Branch.NewSession(n, Now.AddDays(n - count))).ToList();
        await books.HaveAsync([.. sessions.Select(s => new SessionCreated(s))]);
        return (books, sessions);
    }

    private AttendanceFact Fact(
        Books books, Session session, MemberId member, AttendanceStatus status, bool confirmed = true, string cause = "confirm") =>
        new(session.Id, member, status, confirmed, books.Branch.Secretary.Id, Now, cause);
}
