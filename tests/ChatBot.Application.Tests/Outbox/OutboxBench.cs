using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatBot.Kernel.Tests.Outbox;

/// <summary>A dispatcher over one row, a group with two routes on one platform, and a store that writes down what becomes of the row.</summary>
internal sealed class OutboxBench : IOutboxStore, IBranchDirectory, IRateLimiter, IOutboxRenderer, ILedger, ISpendLedger, IIdSource, IWording
{
    public static readonly MemberId Secretary = new(Guid.Parse("00000000-0000-0000-0000-0000000000b0"));

    private readonly OutboxDispatcher _dispatcher;

    public OutboxBench()
    {
        Health = new RouteHealth(Clock);
        var table = new RouteTable(new ChannelRegistry([First, Second]), new BudgetBook(this, Clock));
        var renderers = new OutboxRenderers([this]);
        var kinds = new OutboxKinds(
            [
                new("test", MessageClass.Decision), new("session.reminder", MessageClass.Reminder), new("signup.digest", MessageClass.Chatter),
                new("session.notice", MessageClass.Notice), new("leave.ask", MessageClass.Decision),
            ],
            [this]);
        var delivery = new Delivery(table, Health, this, Samples.Telemetry, Clock, NullLogger<Delivery>.Instance);
        _dispatcher = new OutboxDispatcher(
            this, this, this, renderers, new OutboxPost(this, this, this, renderers, kinds, delivery, new Merging(this), Samples.Telemetry, this),
            new Audiences(new LastHeard()), this, Samples.Telemetry, Clock, NullLogger<OutboxDispatcher>.Instance);
    }

    public MovableClock Clock { get; } = new(Samples.Noon);

    public RouteHealth Health { get; }

    /// <summary>The chats of the branch.</summary>
    public List<BoundConversation> Bound { get; } =
    [
        new BoundConversation(new OutboundRoute("chat", "first", RouteKind.Webhook, "a"), null, 0),
        new BoundConversation(new OutboundRoute("chat", "second", RouteKind.Webhook, "b"), null, 1),
    ];

    public OutboxItem Item { get; set; } = new()
    {
        Id = Guid.Parse("00000000-0000-0000-0000-0000000000aa"),
        Branch = Samples.Branch,
        DueAt = Samples.Noon,
        Kind = "test",
        Recipient = Recipient.BranchGroup,
        Lane = "g:branch",
    };

    /// <summary>Further rows of the lane that may go with it.</summary>
    public List<OutboxItem> Companions { get; } = [];

    public Func<OutboxItem, Rendering> Renders { get; set; } = item => new Rendering.Send(Samples.Say(item.Facts.GetValueOrDefault("text", "hello")));

    /// <summary>Both routes of the platform, by account.</summary>
    public FakeChannel First { get; } = new("chat");

    /// <summary>Another platform, not bound unless a test does.</summary>
    public FakeChannel Second { get; } = new("other");

    public CommitStatus Commits { get; set; } = CommitStatus.Committed;

    /// <summary>How long the limiter makes an account wait; none for a free one.</summary>
    public Dictionary<string, TimeSpan> Waits { get; } = [];

    /// <summary>What is gone of every budget, 0 to 1.</summary>
    public double Spent { get; set; }

    /// <summary>What became of the rows: sent, dropped, again, aside, fanned out.</summary>
    public List<string> Fate { get; } = [];

    public OutboxWait? Wait { get; private set; }

    public SentCard? Card { get; private set; }

    public List<Change> Written { get; } = [];

    public int Invalidated { get; private set; }

    public IReadOnlyCollection<string> Kinds { get; } = ["test", "session.reminder", "signup.digest", "session.notice", "leave.ask"];

    private BranchSnapshot Branch => new(
        new Branch(Samples.Branch, "b", "B"),
        new BranchPolicy(),
        [new Member { Id = Secretary, Name = "S", Roles = Roles.Secretary }],
        [],
        [(Secretary, new PlatformUser("chat", "first", "s"))],
        Bound);

    /// <summary>Runs the dispatcher once; the fate of the rows in one line.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        Fate.Clear();
        await _dispatcher.RunOnceAsync(1, CancellationToken.None, cancellationToken);
        return string.Join("; ", Fate);
    }

    public Task<IReadOnlyList<OutboxItem>> ClaimDueAsync(DateTimeOffset now, int most, TimeSpan lease, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OutboxItem>>([Item]);

    public Task<IReadOnlyList<OutboxItem>> ClaimCompanionsAsync(
        OutboxItem item, IReadOnlyCollection<string> kinds, DateTimeOffset dueBy, DateTimeOffset leaseUntil, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OutboxItem>>([.. Companions.Where(c => kinds.Contains(c.Kind) && c.DueAt <= dueBy).Take(most)]);

    public Task FanOutAsync(OutboxItem item, IReadOnlyList<OutboxCopy> copies, DateTimeOffset now, CancellationToken cancellationToken) =>
        Note($"for {string.Join(',', copies.Select(c => c.Lane))}");

    public Task CompleteAsync(
        IReadOnlyList<OutboxItem> items, string outcome, string detail, SentCard? card, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Card = card;
        return Note($"{outcome} {detail}{(items.Count > 1 ? $" x{items.Count}" : "")}");
    }

    public Task RescheduleAsync(OutboxItem item, OutboxWait wait, string detail, CancellationToken cancellationToken)
    {
        Wait = wait;
        return Note($"again{(wait.CountsAsAttempt ? " counted" : "")}{(wait.HoldsLane ? " holding" : "")} {detail}");
    }

    public Task MoveAsideAsync(OutboxItem item, string detail, DateTimeOffset now, CancellationToken cancellationToken) => Note($"aside {detail}");

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    public ValueTask<(BranchId Branch, MemberId Member)?> FindAsync(PlatformUser user, CancellationToken cancellationToken) => default;

    public ValueTask<BranchSnapshot?> GetAsync(BranchId branch, CancellationToken cancellationToken) => new(branch == Samples.Branch ? Branch : null);

    public Task InvalidateAsync(BranchId branch, CancellationToken cancellationToken)
    {
        Invalidated++;
        return Task.CompletedTask;
    }

    public Task<TimeSpan?> TryTakeAsync(IReadOnlyList<RateWindow> windows, CancellationToken cancellationToken) =>
        Task.FromResult(Waits.TryGetValue(windows[0].Key.Split(':')[1], out var wait) ? wait : (TimeSpan?)null);

    public Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(Renders(item));

    public Task<CommitResult> CommitAsync(ChangeSet changes, InboxEntry? inbox, CancellationToken cancellationToken)
    {
        Written.AddRange(changes.Changes);
        return Task.FromResult(new CommitResult(Commits));
    }

    public Task<InboxEntry?> FindInboxAsync(BranchId branch, string key, CancellationToken cancellationToken) => throw new StoreUnavailableException();

    public ValueTask SpendAsync(Budget budget, string kind, int amount, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<Spending>> ReadAsync(IReadOnlyCollection<Budget> budgets, CancellationToken cancellationToken) =>
        new([.. budgets.Select(b => new Spending(b, (int)(Spent * b.Limit), new Dictionary<string, int>()))]);

    public Guid New() => Guid.NewGuid();

    public string Render(Phrase phrase, BranchCalendar calendar, DateTimeOffset now) => phrase.Key;

    public OutboundMessage Render(Reply reply, BranchCalendar calendar, DateTimeOffset now) => new() { Text = reply.Text.Key };

    private Task Note(string fate)
    {
        Fate.Add(fate);
        return Task.CompletedTask;
    }
}

/// <summary>A platform that answers as told, by account.</summary>
internal sealed class FakeChannel(string name) : IChannel
{
    public string Name => name;

    /// <summary>Accounts without settings.</summary>
    public HashSet<string> Unconfigured { get; } = [];

    /// <summary>What an account answers; sent, where nothing is said.</summary>
    public Dictionary<string, SendResult> Answers { get; } = [];

    /// <summary>What an account's routes can do.</summary>
    public Dictionary<string, RouteAbilities> Abilities { get; } = [];

    /// <summary>Accounts that draw on a budget of a thousand.</summary>
    public HashSet<string> Paid { get; } = [];

    /// <summary>Texts that arrived, by account, with the key by which the platform can see a repeat.</summary>
    public List<string> Arrived { get; } = [];

    public bool CanSend(OutboundRoute route) => !Unconfigured.Contains(route.Account) && route.Channel == name;

    public RouteAbilities AbilitiesOf(OutboundRoute route) => Abilities.GetValueOrDefault(route.Account, RouteAbilities.TextOnly);

    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) =>
        [new RateWindow(route.ToString(), 20, TimeSpan.FromMinutes(1))];

    public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => Paid.Contains(route.Account) ? [new Budget($"{name}:{route.Account}", 1000)] : [];

    public Task<SendResult> UpdateAsync(
        OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(Answers.GetValueOrDefault(route.Account, SendResult.Sent()));

    public Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        Arrived.Add($"{route.Account}: {message.Text} {idempotencyKey}");
        return Task.FromResult(Answers.GetValueOrDefault(route.Account, SendResult.Sent()));
    }
}
