using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Leave;

public sealed class LeaveTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private ILeaveReader Reader => stores.Get<ILeaveReader>();

    [Fact]
    public async Task Request_NewOne_IsReadBackEverywhere()
    {
        var books = await Books.OpenAsync(stores);
        var request = NewRequest(books, 9);
        await books.HaveAsync(new LeaveRequested(request));

        Assert.Equal(request, await Reader.GetAsync(books.Branch.Id, request.Id, Token));
        Assert.Equal([request], await Reader.ForSessionAsync(books.Branch.Id, request.Session, Token));
        Assert.Equal([request], await Reader.ForMemberAsync(books.Branch.Id, request.Member, Now, Token));
        Assert.Empty(await Reader.ForMemberAsync(books.Branch.Id, request.Member, Now.AddSeconds(1), Token));
        Assert.Equal([request], await Reader.PendingAsync(books.Branch.Id, Token));
    }

    [Theory]
    [InlineData(RequestStatus.Pending, CommitStatus.Conflict)]
    [InlineData(RequestStatus.Approved, CommitStatus.Conflict)]
    [InlineData(RequestStatus.Declined, CommitStatus.Committed)]
    [InlineData(RequestStatus.Withdrawn, CommitStatus.Committed)]
    public async Task Request_AnotherStandsAt_IsTakenOnlyWhenThatIsOver(RequestStatus status, CommitStatus expected)
    {
        var books = await Books.OpenAsync(stores);
        var first = NewRequest(books, 9);
        await books.HaveAsync(new LeaveRequested(first));
        await books.HaveAsync(new LeaveChanged(first with { Status = status }, RequestStatus.Pending));

        Assert.Equal(expected, await books.WriteAsync(new LeaveRequested(first with { Id = new LeaveRequestId(Guid.NewGuid()) })));
    }

    [Fact]
    public async Task Change_DecidedByTwoAtOnce_OnlyOneDecides()
    {
        var books = await Books.OpenAsync(stores);
        var request = NewRequest(books, 9);
        await books.HaveAsync(new LeaveRequested(request));
        var decisions = new[] { RequestStatus.Approved, RequestStatus.Declined }.Select(status => request with
        {
            Status = status,
            DecidedBy = books.Branch.Secretary.Id,
            DecidedAt = Now,
            DecisionNote = status.ToString(),
        }).ToList();

        var results = await Task.WhenAll(decisions.Select(d => books.WriteAsync(new LeaveChanged(d, RequestStatus.Pending))));

        Assert.Single(results, CommitStatus.Committed);
        Assert.Single(results, CommitStatus.Conflict);
        Assert.Equal(
            decisions[Array.IndexOf(results, CommitStatus.Committed)],
            await Reader.GetAsync(books.Branch.Id, request.Id, Token));
        Assert.Empty(await Reader.PendingAsync(books.Branch.Id, Token));
    }

    private LeaveRequest NewRequest(Books books, int member) => new()
    {
        Id = new LeaveRequestId(Guid.NewGuid()),
        Session = new SessionId(Guid.NewGuid()),
        Member = books.Branch.Members[member].Id,
        Reason = LeaveReason.BusinessTrip,
        ReasonText = "出差",
        RequestedAt = Now,
        IsLate = true,
    };
}
