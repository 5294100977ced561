using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Xunit;

namespace ChatBot.Kernel.Tests.Turns;

/// <summary>Design §3: exactly once, in order, and honest when a store is away.</summary>
public sealed class TurnRunnerTests
{
    private static readonly InboundMessage Message = Samples.Message("m1");

    private readonly FakeTurnStore _turns = new();
    private readonly FakeInbox _inbox = new();
    private readonly LostTurns _lost = new();
    private readonly FakeDirectory _directory = new();
    private readonly MovableClock _clock = new(Samples.Noon);
    private readonly List<string?> _states = [];
    private readonly TurnLimits _limits = new();
    private Func<TurnResult> _answer = () => Samples.Writes("done", "next");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TurnThatWrites_CommitsThenKeepsReplyAndState()
    {
        var outcome = await RunAsync();

        Assert.Equal((TurnStatus.Done, "done"), Seen(outcome));
        Assert.Equal((1, "next"), (_inbox.Commits, _turns.State));
        Assert.Null(_turns.Holder);
    }

    [Fact]
    public async Task Run_QuestionAskedBack_NeverTouchesPostgres()
    {
        _turns.State = "before";
        _answer = () => Samples.Asks("which one?", "asking", awaitsAnswer: true);

        var outcome = await RunAsync();

        Assert.Equal((TurnStatus.Done, "which one?"), Seen(outcome));
        Assert.Equal((0, 0, "asking"), (_inbox.Commits, _inbox.Reads, _turns.State));
        Assert.Equal(["before"], _states);
    }

    [Fact]
    public async Task Run_SameMessageAgain_GetsTheStoredReplyAndRunsNothing()
    {
        await RunAsync();
        _answer = () => Samples.Writes("something else");

        var outcome = await RunAsync();

        Assert.Equal((TurnStatus.Repeated, "done"), Seen(outcome));
        Assert.Equal(1, _inbox.Commits);
        Assert.Single(_states);
    }

    [Fact]
    public async Task Run_EarlierTurnStillRuns_WaitsForIt()
    {
        _turns.RunningFor = 2;

        Assert.Equal((TurnStatus.Done, "done"), Seen(await RunAsync()));
        Assert.Equal(3, _turns.Claims);
    }

    [Fact]
    public async Task Run_GivenUpWhileWaiting_RunsNothing()
    {
        _turns.RunningFor = int.MaxValue;
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner().RunAsync(Message, source.Token));
        Assert.Empty(_states);
    }

    [Fact]
    public async Task Run_SomebodyWasFaster_DecidesAnewOnFreshFacts()
    {
        _inbox.Conflicts = 2;
        var answers = new Queue<string>(["first", "second", "third"]);
        _answer = () => Samples.Writes(answers.Dequeue());

        var outcome = await RunAsync();

        Assert.Equal((TurnStatus.Done, "third"), Seen(outcome));
        Assert.Equal(1, _inbox.Commits);
        Assert.Equal(2, _directory.Invalidated);
    }

    [Fact]
    public async Task Run_GuardsNeverHold_SaysThatNothingWasKept()
    {
        _inbox.Conflicts = int.MaxValue;

        var outcome = await RunAsync();

        Assert.Equal((TurnStatus.NotKept, "store away"), Seen(outcome));
        Assert.Equal((6, 1), (_states.Count, _turns.Released));
    }

    [Fact]
    public async Task Run_PostgresAway_SaysSoAndLetsTheRepeatDoIt()
    {
        _inbox.IsAway = true;
        Assert.Equal((TurnStatus.NotKept, "store away"), Seen(await RunAsync()));
        Assert.Equal(1, _turns.Released);

        _inbox.IsAway = false;
        Assert.Equal((TurnStatus.Done, "done"), Seen(await RunAsync()));
        Assert.Equal(1, _inbox.Commits);
    }

    [Fact]
    public async Task Run_HandlerFails_SaysThatNothingWasKept()
    {
        _answer = () => throw new InvalidOperationException("a mistake of ours");

        Assert.Equal((TurnStatus.NotKept, "store away"), Seen(await RunAsync()));
        Assert.Equal(1, _turns.Released);
    }

    [Fact]
    public async Task Run_RedisAway_DoesOneSentenceRequestsOnceFromPostgresAlone()
    {
        _turns.IsAway = true;

        Assert.Equal((TurnStatus.Done, "done"), Seen(await RunAsync()));
        Assert.Equal((TurnStatus.Repeated, "done"), Seen(await RunAsync()));
        Assert.Equal(1, _inbox.Commits);
        Assert.All(_states, Assert.Null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_QuestionBackAndRedisAwayOrBreaking_SaysThatTheFormStartsOver(bool isAway)
    {
        (_turns.IsAway, _turns.BreaksBeforeComplete) = (isAway, !isAway);
        _answer = () => Samples.Asks("which one?", "asking", awaitsAnswer: true);

        var outcome = await RunAsync();

        Assert.Equal(["which one?", "start over"], outcome.Replies.Select(r => r.Text));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task Run_OneCallToRedisFails_IsTriedAgainAndNothingIsCalledLost(int claims, int completions)
    {
        (_turns.State, _turns.FailingClaims, _turns.FailingCompletions) = ("half-filled", claims, completions);
        _answer = () => Samples.Asks("which one?", "asking", awaitsAnswer: true);

        Assert.Equal((TurnStatus.Done, "which one?"), Seen(await RunAsync()));

        Assert.Equal(["half-filled"], _states);
        Assert.Equal("asking", _turns.State);
        Assert.True(_lost.IsEmpty);
    }

    [Fact]
    public async Task Run_FormWasCalledLost_DoesNotComeBack()
    {
        (_turns.State, _turns.FailingClaims) = ("half-filled", 2);
        _answer = () => new TurnResult { Replies = [Samples.Say("start over")], SaysLost = true };
        await RunAsync();

        await Runner().RunAsync(Samples.Message("m2"), Token);

        Assert.Equal([null, null], _states);
        Assert.True(_lost.IsEmpty);
    }

    [Fact]
    public async Task Run_FormWasCalledLost_TheStoreIsToldAsSoonAsItIsBack()
    {
        (_turns.State, _turns.FailingClaims) = ("half-filled", 2);
        _answer = () => new TurnResult { Replies = [Samples.Say("start over")], SaysLost = true };
        await RunAsync();

        await _lost.TellAsync(_turns, Token);

        Assert.Equal((null, true), (_turns.State, _lost.IsEmpty));
    }

    [Fact]
    public async Task Run_WithoutMemoryAndNothingCalledLost_LeavesTheOpenFormAsItIs()
    {
        (_turns.State, _turns.FailingClaims) = ("half-filled", 2);
        _answer = () => Samples.Asks("12:00");
        await RunAsync();

        await Runner().RunAsync(Samples.Message("m2"), Token);

        Assert.Equal([null, "half-filled"], _states);
    }

    [Fact]
    public async Task Run_FormEndedAndRedisBroke_DoesNotComeBack()
    {
        (_turns.State, _turns.FailingCompletions) = ("confirming", 2);
        _answer = () => Samples.Writes("done");
        await RunAsync();

        await Runner().RunAsync(Samples.Message("m2"), Token);

        Assert.Equal(["confirming", null], _states);
    }

    [Theory]
    [InlineData(28, 1)]
    [InlineData(30, 0)]
    [InlineData(400, 0)]
    public async Task Run_CopyOfAnOldMessage_HasNoEffectOnceItsFirstHandlingMayBeForgotten(int days, int commits)
    {
        _clock.Advance(TimeSpan.FromDays(days));

        var outcome = await RunAsync();

        Assert.Equal((commits, commits), (_inbox.Commits, outcome.Replies.Count));
    }

    [Fact]
    public async Task Run_MessageWithoutTimeRepeatedAfterRedisForgot_GetsTheFirstReply()
    {
        var first = Message with { IsTimed = false };
        await Runner().RunAsync(first, Token);
        _turns.ForgetAll();
        _answer = () => Samples.Asks("you have asked already");

        var outcome = await Runner().RunAsync(first with { SentAt = first.SentAt.AddSeconds(30) }, Token);

        Assert.Equal((TurnStatus.Repeated, "done"), Seen(outcome));
    }

    [Fact]
    public async Task Run_BothStoresAway_SaysThatNothingWasKept()
    {
        (_turns.IsAway, _inbox.IsAway) = (true, true);

        Assert.Equal((TurnStatus.NotKept, "store away"), Seen(await RunAsync()));
    }

    [Fact]
    public async Task Run_BothStoresAwayAndNothingToWrite_AnswersFromWhatIsCached()
    {
        (_turns.IsAway, _inbox.IsAway) = (true, true);
        _answer = () => Samples.Asks("12:00");

        Assert.Equal((TurnStatus.Done, "12:00"), Seen(await RunAsync()));
    }

    [Fact]
    public async Task Run_RedisBreaksAfterTheCommit_TheReplyGoesOutAndTheRepeatFindsIt()
    {
        _turns.BreaksBeforeComplete = true;
        Assert.Equal((TurnStatus.Done, "done"), Seen(await RunAsync()));

        (_turns.BreaksBeforeComplete, _turns.IsAway) = (false, false);
        _answer = () => Samples.Writes("again");
        Assert.Equal((TurnStatus.Repeated, "done"), Seen(await RunAsync()));
        Assert.Equal((1, "next"), (_inbox.Commits, _turns.State));
    }

    /// <summary>A repeat of a request that is in the books already ("you have asked for leave") has nothing to write.</summary>
    [Fact]
    public async Task Run_DiedBetweenCommitAndReply_TheRepeatGetsTheFirstReplyEvenWhenItWritesNothing()
    {
        await CommitAndDieAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _answer = () => Samples.Asks("you have asked already", "other");

        var outcome = await RunAsync();

        Assert.Equal((TurnStatus.Repeated, "done"), Seen(outcome));
        Assert.Equal((1, "next"), (_inbox.Commits, _turns.State));
    }

    [Fact]
    public async Task Run_QuestionLongAfterItWasSent_LooksIntoTheInboxAndGoesOn()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        _answer = () => Samples.Asks("which one?");

        Assert.Equal((TurnStatus.Done, "which one?"), Seen(await RunAsync()));
        Assert.Equal(1, _inbox.Reads);
    }

    [Fact]
    public async Task Run_SecondSubmissionOfOneForm_ChangesNothing()
    {
        _answer = () => Samples.Writes("done") with { SubmissionId = "form-1" };
        await RunAsync();

        var outcome = await Runner().RunAsync(Samples.Message("m2"), Token);

        Assert.Equal((TurnStatus.Repeated, "done"), Seen(outcome));
        Assert.Equal(1, _inbox.Commits);
    }

    [Fact]
    public async Task TakeDelivery_SecondCaller_MustNotDeliverUntilTheFirstFailed()
    {
        var runner = Runner();

        Assert.Equal(DeliveryStatus.Taken, await runner.TakeDeliveryAsync(Message, Token));
        Assert.Equal(DeliveryStatus.Underway, await runner.TakeDeliveryAsync(Message, Token));
        await runner.ReleaseDeliveryAsync(Message, Token);
        Assert.Equal(DeliveryStatus.Taken, await runner.TakeDeliveryAsync(Message, Token));
        await runner.ConfirmDeliveryAsync(Message, Token);
        Assert.Equal(DeliveryStatus.Delivered, await runner.TakeDeliveryAsync(Message, Token));
    }

    [Fact]
    public async Task TakeDelivery_WhileAnotherDelivers_WaitsUntilItIsDone()
    {
        var runner = Runner();
        await runner.TakeDeliveryAsync(Message, Token);

        var second = runner.TakeDeliveryAsync(Message, Token);
        Assert.False(second.IsCompleted);
        await runner.ConfirmDeliveryAsync(Message, Token);

        Assert.Equal(DeliveryStatus.Delivered, await second);
    }

    [Fact]
    public async Task TakeDelivery_RedisAway_DeliversRatherThanStaysSilent()
    {
        _turns.IsAway = true;

        Assert.Equal(DeliveryStatus.Taken, await Runner().TakeDeliveryAsync(Message, Token));
        await Runner().ConfirmDeliveryAsync(Message, Token);
        await Runner().ReleaseDeliveryAsync(Message, Token);
    }

    [Fact]
    public async Task Run_OneTooMany_SaysSoOnceAndRunsNothing()
    {
        _turns.State = "asking";
        _turns.Refusals.Enqueue(ClaimStatus.JustTooMany);
        _turns.Refusals.Enqueue(ClaimStatus.TooMany);

        Assert.Equal((TurnStatus.Done, "too many"), Seen(await RunAsync()));
        var silent = await RunAsync();

        Assert.Equal((TurnStatus.Done, 0), (silent.Status, silent.Replies.Count));
        Assert.Equal((0, "asking"), (_inbox.Commits, _turns.State));
        Assert.Empty(_states);
        Assert.Equal((TurnStatus.Done, "done"), Seen(await RunAsync()));
    }

    [Fact]
    public async Task Run_TooMuchInTheGroup_SaysSoOnceAndKeepsTheDialog()
    {
        _turns.State = "asking";
        _limits.MessagesOfAGroup = 1;
        var runner = Runner();
        Task<TurnOutcome> SayAsync(string id) =>
            runner.RunAsync(Samples.Message(id) with { Scope = ConversationScope.Group, ConversationId = "group" }, Token);

        Assert.Equal("done", Assert.Single((await SayAsync("m1")).Replies).Text);
        _turns.State = "asking";
        Assert.Equal("too many here", Assert.Single((await SayAsync("m2")).Replies).Text);
        Assert.Empty((await SayAsync("m3")).Replies);
        Assert.Equal(TurnStatus.Repeated, (await SayAsync("m1")).Status);
        Assert.Equal((1, "asking", null), (_inbox.Commits, _turns.State, _turns.Holder));
    }

    private static (TurnStatus, string) Seen(TurnOutcome outcome) => (outcome.Status, Assert.Single(outcome.Replies).Text);

    /// <summary>What a killed process leaves behind: the row in the inbox, no reply, no state, a lease that runs out.</summary>
    private async Task CommitAndDieAsync()
    {
        _turns.BreaksBeforeComplete = true;
        await RunAsync();
        (_turns.BreaksBeforeComplete, _turns.IsAway) = (false, false);
        _turns.Forget();
    }

    private Task<TurnOutcome> RunAsync() => Runner().RunAsync(Message, Token);

    private TurnRunner Runner()
    {
        var handler = Substitute.For<ITurnHandler>();
        handler.StoreAwayReply.Returns(Samples.Say("store away"));
        handler.StartOverReply.Returns(Samples.Say("start over"));
        handler.BusyReply.Returns(Samples.Say("busy"));
        handler.TooManyReply.Returns(Samples.Say("too many"));
        handler.TooManyInGroupReply.Returns(Samples.Say("too many here"));
        handler.HandleAsync(default!, default!, default).ReturnsForAnyArgs(call =>
        {
            _states.Add(call.ArgAt<TurnMemory>(1).DialogState);
            return Task.FromResult(_answer());
        });
        return new TurnRunner(_turns, _inbox, _directory, handler, new OutboxSignal(), _lost, Samples.Telemetry, _clock, Options.Create(_limits), NullLogger<TurnRunner>.Instance);
    }
}
