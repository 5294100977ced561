using ChatBot.Capabilities.Disputes;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Disputes;

public sealed class DisputeTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IDisputeReader Reader => stores.Get<IDisputeReader>();

    [Fact]
    public async Task Open_WhileOneIsOpen_ConflictsAndDecidedOnceOnly()
    {
        var books = await Books.OpenAsync(stores);
        var dispute = new Dispute
        {
            Id = new DisputeId(Guid.NewGuid()),
            Session = new SessionId(Guid.NewGuid()),
            Member = books.Branch.Members[9].Id,
            Statement = "我那天在场",
            OpenedAt = stores.Clock.GetUtcNow(),
        };
        await books.HaveAsync(new DisputeOpened(dispute));
        Assert.Equal([dispute], await Reader.OpenAsync(books.Branch.Id, Token));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new DisputeOpened(dispute with { Id = new DisputeId(Guid.NewGuid()) })));

        var upheld = dispute with { Status = RequestStatus.Approved, DecidedBy = books.Branch.Secretary.Id, DecidedAt = dispute.OpenedAt, DecisionNote = "属实" };
        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new DisputeChanged(upheld, RequestStatus.Pending)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new DisputeChanged(upheld with { Status = RequestStatus.Declined }, RequestStatus.Pending)));
        Assert.Equal(upheld, await Reader.GetAsync(books.Branch.Id, dispute.Id, Token));
        Assert.Equal([upheld], await Reader.ForMemberAsync(books.Branch.Id, dispute.Member, Token));
        Assert.Empty(await Reader.OpenAsync(books.Branch.Id, Token));
    }
}
