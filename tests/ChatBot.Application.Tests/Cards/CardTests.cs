using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatBot.Kernel.Tests.Cards;

/// <summary>Cards that were sent keep telling what holds, and no more than their readers may know.</summary>
public sealed class CardTests : ISentCards, IWording
{
    private const string Reason = "住院";
    private static readonly OutboundRoute Private = new("chat", "main", RouteKind.Private, "u1");
    private static readonly OutboundRoute Group = new("chat", "main", RouteKind.Group, "g1");

    private readonly Village _village = new();
    private readonly CardChannel _channel = new();
    private readonly List<SentCard> _sent = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decide_AllCopies_SayByWhomWithoutButtonsAndWithoutTheReason()
    {
        var (session, key) = await AskAsync();
        var before = await new LeaveCard(new LeaveShape(new SessionLookup(_village.Books), _village.Books)).RenderAsync(Id(key), _village.Secretary.Id, _village.Branch, Now, Token);
        Assert.Contains(Reason, before!.Text.Facts.Values);
        Have(key, Private, _village.Secretary.Id, "copy1");
        Have(key, Private, _village.Leader.Id, "copy2");

        await _village.DecidesLeaveAsync(_village.Secretary, Id(key), "approve");
        var changes = await RefreshAsync(key);

        Assert.Equal(["copy1", "copy2"], _channel.Updated.Select(u => u.Copy));
        Assert.All(_channel.Updated, u =>
        {
            Assert.Contains("Secretary", u.Message.Text, StringComparison.Ordinal);
            Assert.Contains("status.approved", u.Message.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Reason, u.Message.Text, StringComparison.Ordinal);
            Assert.Empty(u.Message.Buttons);
        });
        Assert.Equal(2, changes.OfType<CardCopyChanged>().Count(c => !c.IsDropped));
        Assert.NotNull(session);
    }

    [Fact]
    public async Task Refresh_CopyThatShowsItAlready_IsLeftAlone()
    {
        var (_, key) = await AskAsync();
        await _village.DecidesLeaveAsync(_village.Secretary, Id(key), "decline");
        Have(key, Private, _village.Secretary.Id, "tapped");
        Have(key, Private, _village.Leader.Id, "other");

        var changed = Assert.Single((await RefreshAsync(key, except: "tapped")).OfType<CardCopyChanged>());
        Assert.Equal("other", changed.Copy.CopyId);
        _sent[1] = changed.Copy;
        _channel.Updated.Clear();

        Assert.Empty(await RefreshAsync(key, except: "tapped"));
        Assert.Empty(_channel.Updated);
    }

    [Theory]
    [InlineData(FailureCategory.Permanent, true, false)]
    [InlineData(FailureCategory.Configuration, true, false)]
    [InlineData(FailureCategory.Transient, false, true)]
    [InlineData(FailureCategory.RateLimited, false, true)]
    public async Task Refresh_PlatformFails_GivesUpOrTriesAgainAndBlocksNothing(FailureCategory failure, bool drops, bool again)
    {
        var (_, key) = await AskAsync();
        await _village.DecidesLeaveAsync(_village.Secretary, Id(key), "approve");
        Have(key, Private, _village.Secretary.Id, "copy");
        _channel.Answer = SendResult.Failed(failure, "1");

        var changes = await RefreshAsync(key);

        Assert.Equal(drops, changes.OfType<CardCopyChanged>().Any(c => c.IsDropped));
        Assert.Equal(again, changes.OfType<OutboxAdded>().Any(r => r.Item.Facts["attempt"] == "1" && r.Item.DueAt > Now));
        Assert.Empty(again ? (await RefreshAsync(key, attempt: 4)).OfType<OutboxAdded>() : []);
    }

    [Fact]
    public async Task Refresh_PrivateCardInAGroup_IsNeverTouched()
    {
        var (_, key) = await AskAsync();
        Have(key, Group, null, "leaked");

        Assert.Empty(await RefreshAsync(key));
        Assert.Empty(_channel.Updated);
    }

    [Fact]
    public async Task Refresh_GroupNotice_CountsPeopleAndNamesNobodyAndEndsWithTheSession()
    {
        var session = _village.Plan("2026-03-05 15:00") with { SignUp = new SignUpRule(true, null) };
        _village.Books.Sessions[session.Id] = session;
        await _village.RunAsync(new JoinSession(new SessionLookup(_village.Books), _village.Books, _village.Books), _village.Ann, [("session", session.Id.ToString())]);
        var key = SessionCard.KeyOf(session.Id);
        Have(key, Group, null, "copy");

        await RefreshAsync(key);
        var open = _channel.Updated[^1].Message;
        Assert.Contains("count=1", open.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", open.Text, StringComparison.Ordinal);
        Assert.NotEmpty(open.Buttons);

        _village.Books.Sessions[session.Id] = session with { Phase = SessionPhase.Cancelled };
        await RefreshAsync(key);
        Assert.Empty(_channel.Updated[^1].Message.Buttons);
        Assert.Contains("cancelled", _channel.Updated[^1].Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void For_ChangesThatDecide_NamesEachCardOnceAndGathersSignUps()
    {
        var scope = _village.Scope(_village.Ann);
        var session = _village.Plan("2026-03-05 15:00");
        var entry = new Capabilities.SignUp.SignUpEntry(session.Id, _village.Ann.Id, Capabilities.SignUp.SignUpStatus.Going, Now, _village.Ann.Id);
        scope.Changes.Add(new SignUpSaved(entry));
        scope.Changes.Add(new SignUpSaved(entry));

        var row = Assert.Single(CardRows.For(scope.Changes, null, _village, Now)).Item;
        Assert.Equal((SessionCard.KeyOf(session.Id), Now.AddMinutes(1)), (row.Facts["card"], row.DueAt));

        scope.Changes.Add(new SessionChanged(session));
        var tapped = new TappedCard(SessionCard.KeyOf(session.Id), "copy");
        row = Assert.Single(CardRows.For(scope.Changes, tapped, _village, Now)).Item;
        Assert.Equal(("copy", Now), (row.Facts["except"], row.DueAt));
    }

    [Theory]
    [InlineData(ConversationScope.Private, true)]
    [InlineData(ConversationScope.Group, false)]
    public async Task Join_TapOnTheNotice_BecomesTheAnswerInPrivateOnly(ConversationScope where, bool becomes)
    {
        var session = _village.Plan("2026-03-05 15:00") with { SignUp = new SignUpRule(true, null) };
        _village.Books.Sessions[session.Id] = session;
        var key = SessionCard.KeyOf(session.Id);
        var plain = _village.Scope(_village.Ann, where);
        var scope = new TurnScope
        {
            Branch = plain.Branch,
            Actor = plain.Actor,
            Now = plain.Now,
            Changes = plain.Changes,
            Ids = plain.Ids,
            Message = plain.Message with { Tapped = new TappedCard(key, "copy") },
        };

        var result = await new JoinSession(new SessionLookup(_village.Books), _village.Books, _village.Books)
            .RunAsync(new Inputs(new Dictionary<string, string> { ["session"] = session.Id.ToString() }), scope, Token);

        Assert.Equal(becomes ? key : null, Assert.Single(result.Replies).Card);
    }

    public Task<IReadOnlyList<SentCard>> LiveAsync(BranchId branch, string key, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SentCard>>([.. _sent.Where(c => c.Key == key)]);

    public string Render(Phrase phrase, BranchCalendar calendar, DateTimeOffset now) =>
        $"{phrase.Key} {string.Join(' ', phrase.Facts.Select(f => $"{f.Key}={(f.Value is Phrase inner ? Render(inner, calendar, now) : f.Value)}"))}";

    public OutboundMessage Render(Reply reply, BranchCalendar calendar, DateTimeOffset now) => new()
    {
        Text = Render(reply.Text, calendar, now),
        Card = reply.Card,
        Buttons = [.. (reply.Buttons ?? []).Select(b => new Button(b.Key, b.Key))],
    };

    private DateTimeOffset Now => _village.Clock.GetUtcNow();

    private static Guid Id(string key) => CardKey.Read(key)!.Value.Id;

    private async Task<(Session Session, string Key)> AskAsync()
    {
        var session = _village.Plan("2026-03-05 15:00");
        await _village.AsksLeaveAsync(_village.Ann, session, ("reason", nameof(LeaveReason.Sick)), ("text", Reason));
        return (session, LeaveShape.Names.CardOf(_village.Books.Requests.Keys.Single().Value));
    }

    private void Have(string key, OutboundRoute route, MemberId? reader, string copy) =>
        _sent.Add(new SentCard(key, copy, route, reader, "h", Now, Now.AddDays(1), "old"));

    private async Task<IReadOnlyList<Change>> RefreshAsync(string key, string? except = null, int attempt = 0)
    {
        var lookup = new SessionLookup(_village.Books);
        var refresher = new CardRefresher(
            this, [new LeaveCard(new LeaveShape(lookup, _village.Books)), new SessionCard(lookup, _village.Books)],
            new RouteTable(new ChannelRegistry([_channel]), new BudgetBook(null!, _village.Clock)), new RouteHealth(_village.Clock), new BudgetBook(null!, _village.Clock),
            this, _village, NullLogger<CardRefresher>.Instance);
        var row = CardRows.Changed(_village.Branch.Id, key, _village, Now, except, attempt).Item;
        return Assert.IsType<Rendering.Work>(await refresher.RenderAsync(row, _village.Branch, Now, Token)).Changes.Changes;
    }

    private sealed class CardChannel : IChannel
    {
        public string Name => "chat";

        public SendResult Answer { get; set; } = SendResult.Sent();

        public List<(string Copy, OutboundMessage Message)> Updated { get; } = [];

        public bool CanSend(OutboundRoute route) => true;

        public RouteAbilities AbilitiesOf(OutboundRoute route) => new() { UpdatesCards = true };

        public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message) => [];

        public IReadOnlyList<Budget> BudgetsOf(OutboundRoute route) => [];

        public Task<SendResult> SendAsync(OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<SendResult> UpdateAsync(
            OutboundRoute route, string copyId, string handle, OutboundMessage message, CancellationToken cancellationToken)
        {
            Updated.Add((copyId, message));
            return Task.FromResult(Answer);
        }
    }
}
