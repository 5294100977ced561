using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.TestKit;

namespace ChatBot.Storage.Tests.Escalation;

public sealed class EscalationTests(StoreFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => stores.Clock.GetUtcNow();

    private IEscalationReader Reader => stores.Get<IEscalationReader>();

    [Fact]
    public async Task Open_NewStep_IsReadBackEverywhere()
    {
        var books = await Books.OpenAsync(stores);
        var step = NewStep(books, 9);
        await books.HaveAsync(new StepOpened(step));

        Assert.Equivalent(step, await Reader.GetAsync(books.Branch.Id, step.Id, Token), strict: true);
        Assert.Equal(step.Id, Assert.Single(await Reader.ProposedAsync(books.Branch.Id, Token)).Id);
        Assert.Equal(step.Id, Assert.Single(await Reader.InForceAsync(books.Branch.Id, [step.Member], Token)).Id);
        Assert.Empty(await Reader.InForceAsync(books.Branch.Id, [books.Branch.Members[10].Id], Token));
    }

    [Fact]
    public async Task Open_SameStepInForce_ConflictsUntilItIsWithdrawn()
    {
        var books = await Books.OpenAsync(stores);
        var step = NewStep(books, 9);
        await books.HaveAsync(new StepOpened(step));
        var again = step with { Id = new StepId(Guid.NewGuid()) };

        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new StepOpened(again)));
        await books.HaveAsync(new StepChanged(step with { State = StepState.Withdrawn }, StepState.Proposed));
        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new StepOpened(again)));
    }

    [Fact]
    public async Task Change_NoLongerInTheStateItWasSeenIn_Conflicts()
    {
        var books = await Books.OpenAsync(stores);
        var step = NewStep(books, 9);
        await books.HaveAsync(new StepOpened(step));
        var sent = step with { State = StepState.Sent, SentAt = Now, TalkOn = new DateOnly(2026, 3, 9) };

        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new StepChanged(sent, StepState.Proposed)));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new StepChanged(step with { State = StepState.Dropped }, StepState.Proposed)));
        Assert.Equivalent(sent, await Reader.GetAsync(books.Branch.Id, step.Id, Token), strict: true);
        Assert.Empty(await Reader.ProposedAsync(books.Branch.Id, Token));
    }

    [Fact]
    public async Task Plan_TwoForTheSameMemberAtOnce_OneConflicts()
    {
        var books = await Books.OpenAsync(stores);
        MemberId[] members = [books.Branch.Members[3].Id, books.Branch.Members[4].Id];
        var seen = await Reader.VersionsAsync(books.Branch.Id, members, Token);
        Assert.All(seen, v => Assert.Equal(0, v.Value));

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => books.WriteAsync(new StepsPlanned(seen))));

        Assert.Single(results, CommitStatus.Committed);
        Assert.Equal(5, results.Count(r => r == CommitStatus.Conflict));
        Assert.Equal(CommitStatus.Conflict, await books.WriteAsync(new StepsPlanned(new Dictionary<MemberId, int> { [members[1]] = 0 })));
        var next = await Reader.VersionsAsync(books.Branch.Id, members, Token);
        Assert.All(next, v => Assert.Equal(1, v.Value));
        Assert.Equal(CommitStatus.Committed, await books.WriteAsync(new StepsPlanned(next)));
    }

    private EscalationStep NewStep(Books books, int member) => new()
    {
        Id = new StepId(Guid.NewGuid()),
        Member = books.Branch.Members[member].Id,
        Level = StepLevel.Admonish,
        ReachedAt = new SessionId(Guid.NewGuid()),
        Run = [new SessionId(Guid.NewGuid()), new SessionId(Guid.NewGuid())],
        OpenedAt = Now,
    };
}
