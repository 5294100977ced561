using System.Collections.Concurrent;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.Conversation.Tests.Dialogs;

/// <summary>
/// The whole conversation engine with the product's own <c>dialogs/</c>, and use cases that only note what they were
/// asked. Reads as a script: <c>(await bot.Says("请假")).Answers("哪一次")</c>.
/// </summary>
internal sealed class Bot : IDisposable
{
    private static readonly string[] UseCaseNames =
    [
        "sessions.next", "sessions.show", "sessions.create", "sessions.change", "sessions.cancel", "sessions.answers", "sessions.remind",
        "signup.join", "signup.leave", "leave.request", "leave.withdraw", "leave.mine", "leave.pending", "leave.decide",
        "checkin.self", "checkin.other", "checkin.code", "points.items", "points.claim", "points.mine", "points.withdraw", "points.pending",
        "points.decide", "points.ranking", "points.publish", "points.item_set", "dispute.open", "dispute.withdraw", "dispute.pending",
        "dispute.decide", "attendance.mine", "attendance.explain", "attendance.sheet", "attendance.mark", "attendance.confirm",
        "attendance.correct", "escalation.todos", "escalation.send", "escalation.drop", "escalation.talk", "study.list", "study.read",
        "study.draft", "study.approve", "study.withdraw", "roster.list", "branch.bind", "branch.bind_webhook", "branch.status", "channels.quota", "undo.last",
    ];

    private static readonly string[] SourceNames =
    [
        "sessions.any", "sessions.coming", "sessions.joinable", "sessions.joined", "sessions.leavable", "sessions.open", "sessions.ahead", "sessions.to_confirm",
        "sessions.confirmed", "leave.pending", "leave.own_open", "members.all", "groups.all", "points.items", "points.pending",
        "points.own_pending", "attendance.disputable", "disputes.open", "disputes.own_open", "escalation.proposed", "escalation.sent",
        "study.published", "study.drafts", "study.own",
    ];

    private readonly ServiceProvider _provider;
    private readonly Directory _directory;
    private string? _state;
    private int _messages;

    public Bot(string? dialogs = null, Roles roles = Roles.None, DateOnly? leftOn = null, IReadOnlyList<IMiddleware>? middleware = null)
    {
        Actor = new Member { Id = new MemberId(Id(1)), Name = "李敏", Roles = roles, LeftOn = leftOn };
        _directory = new Directory(Actor);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics().AddSingleton<BotTelemetry>();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IIdSource, TimeOrderedIds>();
        services.AddSingleton<IBranchDirectory>(_directory);
        services.AddSingleton<IDialogStates>(new States(this));
        foreach (var name in UseCaseNames)
        {
            // Where and by whom as the product declares it.
            var declaration = ProductNames.Catalogue.Find(name) ?? new UseCaseDeclaration(name, ActionRule.ForOneself) { Place = UseCasePlace.Open };
            services.AddSingleton(declaration);
            services.AddSingleton(new UseCaseEntry(declaration, _ => new NotingUseCase(name, this)));
        }

        foreach (var name in SourceNames)
        {
            services.AddSingleton<IChoiceSource>(new Source(name, this));
        }

        foreach (var one in middleware ?? [])
        {
            services.AddSingleton(one);
        }

        services.AddSingleton<UseCaseCatalogue>();
        services.AddSingleton<DeclaredUseCases>();
        services.AddSingleton(p => new DeclaredNames(p.GetRequiredService<UseCaseCatalogue>(), p.GetServices<IChoiceSource>(), [], ProductNames.Policies));
        services.AddConversation(dialogs ?? ProductFiles.Dialogs);
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        Handler = _provider.GetRequiredService<ITurnHandler>();
    }

    /// <summary>Wednesday 2026-03-04 10:00 in Shanghai.</summary>
    public MovableClock Clock { get; } = new(new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.Zero));

    public Member Actor { get; }

    public ITurnHandler Handler { get; }

    /// <summary>A service of the engine.</summary>
    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>What a message that the bot sent on its own offered by number.</summary>
    public Offer? Offer { get; set; }

    /// <summary>Whether Redis is away.</summary>
    public bool IsMemoryLost { get; set; }

    /// <summary>What each choice source offers.</summary>
    public ConcurrentDictionary<string, List<Choice>> Choices { get; } = new();

    /// <summary>What use cases answer, by name; the default is done.</summary>
    public Dictionary<string, Func<Inputs, TurnScope, UseCaseResult>> Answers { get; } = [];

    /// <summary>What was run, in order.</summary>
    public List<(string UseCase, Inputs Inputs)> Runs { get; } = [];

    public IOutboxRenderer Renderer(string kind) => _provider.GetServices<IOutboxRenderer>().Single(r => r.Kinds.Contains(kind));

    public BranchSnapshot Branch => _directory.Snapshot;

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)number]);

    /// <summary>A session: its number is its handle.</summary>
    public static Choice Session(int number, SessionKind kind, string theme, int day, int hour) =>
        new(Id(number).ToString("N"), number.ToString(System.Globalization.CultureInfo.InvariantCulture), Phrase.Of("dialog.line", ("name", theme), ("value", $"3月{day}日")), [theme])
        {
            At = new DateTimeOffset(2026, 3, day, hour, 0, 0, TimeSpan.FromHours(8)),
            Kind = ChatBot.Capabilities.Sessions.SessionChoices.KindWord(kind),
        };

    /// <summary>Something with an id.</summary>
    public static Choice Thing(int number, string name) => Choice.Of(Id(number), Phrase.Of("dialog.line", ("name", name), ("value", "")), name);

    public Bot Offers(string source, params Choice[] choices)
    {
        Choices[source] = [.. choices];
        return this;
    }

    public Task<Said> Says(string text, ConversationScope scope = ConversationScope.Private) => SaysAsync(Message(InboundKind.Text, text, scope));

    public Task<Said> SaysInGroup(string text) => Says(text, ConversationScope.Group);

    public Task<Said> Taps(string text, ConversationScope scope = ConversationScope.Private) => SaysAsync(Message(InboundKind.Tap, text, scope));

    public Task<Said> Sends(InboundKind kind, InboundAttachment? attachment = null) =>
        SaysAsync(Message(kind, "", ConversationScope.Private) with { Attachments = attachment is null ? [] : [attachment] });

    public async Task<Said> SaysAsync(InboundMessage message)
    {
        var before = Runs.Count;
        var result = await Handler.HandleAsync(message, new TurnMemory(_state, Offer, IsMemoryLost), TestContext.Current.CancellationToken);
        _state = result.NextState;
        return new Said(result, Runs[before..]);
    }

    public InboundMessage Message(InboundKind kind, string text, ConversationScope scope) => new()
    {
        Sender = new PlatformUser("simulator", "main", "limin"),
        MessageId = $"m{++_messages}",
        Scope = scope,
        ConversationId = scope == ConversationScope.Private ? "limin" : "group",
        SentAt = Clock.GetUtcNow(),
        Kind = kind,
        Text = text,
    };

    public void Dispose() => _provider.Dispose();

    private sealed class Source(string name, Bot bot) : IChoiceSource
    {
        public string Name => name;

        public Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Choice>>(bot.Choices.TryGetValue(name, out var choices) ? [.. choices] : []);
    }

    private sealed class States(Bot bot) : IDialogStates
    {
        public Task<string?> PeekAsync(PlatformUser person, CancellationToken cancellationToken) => Task.FromResult(bot._state);
    }

    private sealed class NotingUseCase(string name, Bot bot) : IUseCase
    {
        public Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
        {
            bot.Runs.Add((name, inputs));
            if (bot.Answers.TryGetValue(name, out var answer))
            {
                return Task.FromResult(answer(inputs, scope));
            }

            scope.Audit(name, scope.Actor.Id);
            return Task.FromResult(UseCaseResult.Done(Reply.Of("dialog.fine")));
        }
    }

    private sealed class Directory : IBranchDirectory
    {
        private static readonly BranchId Branch = new(Id(99));

        public Directory(Member actor)
        {
            Member = actor;
            var user = new PlatformUser("simulator", "main", "limin");
            Snapshot = new BranchSnapshot(
                new Branch(Branch, "demo", "示范支部"), new BranchPolicy(), [actor], [], [(actor.Id, user)], []);
        }

        public BranchSnapshot Snapshot { get; }

        private Member Member { get; }

        public ValueTask<(BranchId Branch, MemberId Member)?> FindAsync(PlatformUser user, CancellationToken cancellationToken) =>
            ValueTask.FromResult<(BranchId Branch, MemberId Member)?>(user.UserId == "limin" ? (Branch, Member.Id) : null);

        public ValueTask<BranchSnapshot?> GetAsync(BranchId branch, CancellationToken cancellationToken) => ValueTask.FromResult<BranchSnapshot?>(Snapshot);

        public Task InvalidateAsync(BranchId branch, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class MovableClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => _now += by;
}
