using ChatBot.Application.Channels;
using ChatBot.Application.Ledger;
using ChatBot.Application.Outbox;
using ChatBot.Application.Tests.Fakes;
using ChatBot.Application.Time;
using ChatBot.Application.Turns;
using ChatBot.Domain;
using ChatBot.Domain.Policy;
using ChatBot.Domain.Roster;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatBot.Application.Tests.Outbox;

/// <summary>A dispatcher over one row, two channels and a store that writes down what becomes of the row.</summary>
internal sealed class OutboxBench : IOutboxStore, IBranchDirectory, IRateLimiter, IOutboxRenderer, ILedger
{
    private readonly BranchSnapshot _branch = new(
        new Branch(Samples.Branch, "b", "B"),
        new BranchPolicy(),
        [],
        [],
        [],
        [
            new BoundConversation(new OutboundRoute("first", "main", RouteKind.Webhook, "a"), null, 0),
            new BoundConversation(new OutboundRoute("second", "main", RouteKind.Webhook, "b"), null, 1),
        ],
        []);

    public MovableClock Clock { get; } = new(Samples.Noon);

    public OutboxItem Item { get; set; } = new()
    {
        Id = Guid.Parse("00000000-0000-0000-0000-0000000000aa"),
        Branch = Samples.Branch,
        DueAt = Samples.Noon,
        Kind = "test",
        Recipient = Recipient.BranchGroup,
    };

    public Func<Rendering> Renders { get; set; } = () => new Rendering.Send(Samples.Say("hello"));

    public FakeChannel First { get; } = new("first");

    public FakeChannel Second { get; } = new("second");

    public CommitStatus Commits { get; set; } = CommitStatus.Committed;

    /// <summary>How long the limiter makes a route wait; none for a free one.</summary>
    public Dictionary<string, TimeSpan> Waits { get; } = [];

    /// <summary>What became of the row: sent, dropped, again, aside.</summary>
    public List<string> Fate { get; } = [];

    public DateTimeOffset? DueAgain { get; private set; }

    public List<Change> Written { get; } = [];

    public int Invalidated { get; private set; }

    public IReadOnlyCollection<string> Kinds => ["test"];

    /// <summary>Runs the dispatcher once; the fate of the row in one line.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var dispatcher = new OutboxDispatcher(this, this, this, this, [this], [First, Second], Clock, NullLogger<OutboxDispatcher>.Instance);
        await dispatcher.RunOnceAsync(cancellationToken);
        return string.Join("; ", Fate);
    }

    public Task<IReadOnlyList<OutboxItem>> ClaimDueAsync(DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OutboxItem>>([Item]);

    public Task CompleteAsync(OutboxItem item, string outcome, string detail, DateTimeOffset now, CancellationToken cancellationToken) =>
        Note($"{outcome} {detail}");

    public Task RescheduleAsync(OutboxItem item, DateTimeOffset dueAt, bool countsAsAttempt, string detail, CancellationToken cancellationToken)
    {
        DueAgain = dueAt;
        return Note($"again{(countsAsAttempt ? " counted" : "")} {detail}");
    }

    public Task MoveAsideAsync(OutboxItem item, string detail, DateTimeOffset now, CancellationToken cancellationToken) => Note($"aside {detail}");

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    public ValueTask<(BranchId Branch, MemberId Member)?> FindAsync(PlatformUser user, CancellationToken cancellationToken) => default;

    public ValueTask<BranchSnapshot?> GetAsync(BranchId branch, CancellationToken cancellationToken) => new(branch == _branch.Id ? _branch : null);

    public Task InvalidateAsync(BranchId branch, CancellationToken cancellationToken)
    {
        Invalidated++;
        return Task.CompletedTask;
    }

    public Task<TimeSpan?> TryTakeAsync(IReadOnlyList<RateWindow> windows, CancellationToken cancellationToken) =>
        Task.FromResult(Waits.TryGetValue(windows[0].Key.Split(':')[0], out var wait) ? wait : (TimeSpan?)null);

    public Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(Renders());

    public Task<CommitResult> CommitAsync(ChangeSet changes, InboxEntry? inbox, CancellationToken cancellationToken)
    {
        Written.AddRange(changes.Changes);
        return Task.FromResult(new CommitResult(Commits));
    }

    public Task<InboxEntry?> FindInboxAsync(BranchId branch, string key, CancellationToken cancellationToken) => throw new StoreUnavailableException();

    private Task Note(string fate)
    {
        Fate.Add(fate);
        return Task.CompletedTask;
    }
}

/// <summary>A platform that answers as told.</summary>
internal sealed class FakeChannel(string name) : IChannel
{
    public string Name => name;

    public bool IsConfigured { get; set; } = true;

    public SendResult Answer { get; set; } = SendResult.Sent();

    /// <summary>Texts that arrived, with the key by which the platform can see a repeat.</summary>
    public List<string> Arrived { get; } = [];

    public bool CanSend(OutboundRoute route) => IsConfigured && route.Channel == name;

    public RouteAbilities AbilitiesOf(OutboundRoute route) => RouteAbilities.TextOnly;

    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) =>
        [new RateWindow(route.ToString(), 20, TimeSpan.FromMinutes(1))];

    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => [];

    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) => Task.FromResult(Answer);

    public Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        Arrived.Add($"{message.Text} {idempotencyKey}");
        return Task.FromResult(Answer);
    }
}
