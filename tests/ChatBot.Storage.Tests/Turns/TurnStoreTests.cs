using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using ChatBot.Storage.Turns;
using ChatBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ChatBot.Storage.Tests.Turns;

public sealed class TurnStoreTests(StoreFixture stores)
{
    private static readonly OutboundMessage[] Replies =
    [
        new() { Text = "好的，已请假。", Title = "请假", Buttons = [new Button("撤回", "/撤销")], TypingHint = "回复 /撤销 可撤回" },
        new() { Text = "第二条" },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ITurnStore Turns => stores.Get<ITurnStore>();

    [Fact]
    public async Task Keep_Offer_ComesWithTheNextClaimAndTheNewestStays()
    {
        var (first, second) = TwoMessagesOfOnePerson();
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, 123, TimeSpan.FromHours(8));
        var offers = stores.Get<IOfferStore>();
        await offers.KeepAsync(first.Sender, new Offer(["报名 1", "请假 1"], at), Token);
        var claim = await Turns.ClaimAsync(first, "a", null, Token);
        Assert.Equal((at, "报名 1|请假 1"), (claim.Offer!.At, string.Join('|', claim.Offer.Says)));
        Assert.Null(claim.DialogState);
        await Turns.CompleteAsync(new CompletedTurn(first, "a", Replies, "{\"slot\":1}"), isAgain: false, Token);

        await offers.KeepAsync(first.Sender, new Offer(["同意"], at.AddMinutes(1)), Token);
        claim = await Turns.ClaimAsync(second, "b", null, Token);
        Assert.Equal(("{\"slot\":1}", "同意"), (claim.DialogState, Assert.Single(claim.Offer!.Says)));
    }

    [Fact]
    public async Task Peek_State_IsThatOfTheLastTurn()
    {
        var (first, _) = TwoMessagesOfOnePerson();
        var states = stores.Get<IDialogStates>();
        Assert.Null(await states.PeekAsync(first.Sender, Token));
        await Turns.ClaimAsync(first, "a", null, Token);
        await Turns.CompleteAsync(new CompletedTurn(first, "a", Replies, "{\"slot\":1}"), isAgain: false, Token);
        Assert.Equal("{\"slot\":1}", await states.PeekAsync(first.Sender, Token));
    }

    [Fact]
    public async Task Claim_MoreThanAPersonMaySay_IsRefusedOnceWithWordsAndThenWithoutUntilTheWindowHasPassed()
    {
        var (first, _) = TwoMessagesOfOnePerson();
        var clock = new MovableClock(stores.Clock.GetUtcNow());
        var turns = new TurnStore(stores.Get<RedisStore>(), Options.Create(new TurnLimits { MessagesOfAPerson = 3 }), clock);
        async Task<ClaimStatus> SayAsync(string id)
        {
            var message = first with { MessageId = id };
            var claim = await turns.ClaimAsync(message, id, null, Token);
            if (claim.Status == ClaimStatus.Taken)
            {
                Assert.Equal(claim.Status, (await turns.ClaimAsync(message, id, null, Token)).Status); // a second try counts once
                await turns.CompleteAsync(new CompletedTurn(message, id, Replies, "{\"slot\":1}"), isAgain: false, Token);
            }

            return claim.Status;
        }

        foreach (var id in new[] { "m1", "m2", "m3" })
        {
            Assert.Equal(ClaimStatus.Taken, await SayAsync(id));
            Assert.Equal(ClaimStatus.Answered, await SayAsync("m1"));
        }

        Assert.Equal([ClaimStatus.JustTooMany, ClaimStatus.TooMany], [await SayAsync("late1"), await SayAsync("late2")]);
        Assert.Equal([ClaimStatus.Answered, ClaimStatus.Answered], [await SayAsync("late1"), await SayAsync("m1")]);
        Assert.Equal("{\"slot\":1}", await turns.PeekAsync(first.Sender, Token));
        var (other, _) = TwoMessagesOfOnePerson();
        Assert.Equal(ClaimStatus.Taken, (await turns.ClaimAsync(other, "x", null, Token)).Status);
        clock.Advance(new TurnLimits().Window);
        Assert.Equal(ClaimStatus.Taken, await SayAsync("m4"));
    }

    [Fact]
    public async Task Claim_WithoutLimit_CountsNothing()
    {
        var (first, _) = TwoMessagesOfOnePerson();
        var turns = new TurnStore(stores.Get<RedisStore>(), Options.Create(new TurnLimits { MessagesOfAPerson = 0 }), stores.Clock);
        await turns.ClaimAsync(first, "a", null, Token);

        Assert.Single((await LifetimesAsync(first)).Keys);
    }

    [Fact]
    public async Task Claim_RepeatOfTheLastOneAllowedWhileItRuns_WaitsAndIsNotRefused()
    {
        var (first, second) = TwoMessagesOfOnePerson();
        var turns = new TurnStore(stores.Get<RedisStore>(), Options.Create(new TurnLimits { MessagesOfAPerson = 1 }), stores.Clock);
        await turns.ClaimAsync(first, "a", null, Token);

        Assert.Equal(ClaimStatus.Running, (await turns.ClaimAsync(first, "b", null, Token)).Status);
        await turns.CompleteAsync(new CompletedTurn(first, "a", Replies, null), isAgain: false, Token);
        Assert.Equal(ClaimStatus.Answered, (await turns.ClaimAsync(first, "b", null, Token)).Status);
        Assert.Equal(ClaimStatus.JustTooMany, (await turns.ClaimAsync(second, "b", null, Token)).Status);
    }

    [Fact]
    public async Task Claim_TwoTurnsInARow_HandsTheStateOn()
    {
        var (first, second) = TwoMessagesOfOnePerson();
        Assert.Equal(new TurnClaim(ClaimStatus.Taken), await Turns.ClaimAsync(first, "a", null, Token));
        await Turns.CompleteAsync(new CompletedTurn(first, "a", Replies, "{\"slot\":1}"), isAgain: false, Token);

        Assert.Equal(new TurnClaim(ClaimStatus.Taken, "{\"slot\":1}"), await Turns.ClaimAsync(second, "b", null, Token));
        await Turns.CompleteAsync(new CompletedTurn(second, "b", [], null), isAgain: false, Token);

        Assert.Equal(new TurnClaim(ClaimStatus.Taken), await Turns.ClaimAsync(second with { MessageId = "m3" }, "c", null, Token));
    }

    [Fact]
    public async Task Claim_AnsweredBefore_GivesTheSameReplies()
    {
        var (message, _) = TwoMessagesOfOnePerson();
        await Turns.ClaimAsync(message, "a", null, Token);
        await Turns.CompleteAsync(new CompletedTurn(message, "a", Replies, null), isAgain: false, Token);

        var repeat = await Turns.ClaimAsync(message, "b", null, Token);

        Assert.Equal(ClaimStatus.Answered, repeat.Status);
        Assert.Equivalent(Replies, repeat.Replies, strict: true);
        Assert.Equal(ClaimStatus.Taken, (await Turns.ClaimAsync(message with { SentAt = message.SentAt.AddSeconds(1) }, "b", null, Token)).Status);
    }

    [Fact]
    public async Task Claim_SameMessageManyTimesAtOnce_IsTakenOnce()
    {
        var (message, _) = TwoMessagesOfOnePerson();

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Turns.ClaimAsync(message, $"owner{n}", null, Token)));

        Assert.Single(claims, c => c.Status == ClaimStatus.Taken);
        Assert.Equal(19, claims.Count(c => c.Status == ClaimStatus.Running));
    }

    [Fact]
    public async Task Claim_EarlierTurnOfThePersonRuns_WaitsEvenForTheSameOwner()
    {
        var (first, second) = TwoMessagesOfOnePerson();
        await Turns.ClaimAsync(first, "a", null, Token);

        Assert.Equal(ClaimStatus.Running, (await Turns.ClaimAsync(second, "b", null, Token)).Status);
        Assert.Equal(ClaimStatus.Running, (await Turns.ClaimAsync(second, "a", null, Token)).Status);
        var (somebodyElse, _) = TwoMessagesOfOnePerson();
        Assert.Equal(ClaimStatus.Taken, (await Turns.ClaimAsync(somebodyElse, "b", null, Token)).Status);
    }

    [Fact]
    public async Task Claim_OwnerDied_RunsAgainWhenItsTimeIsOver()
    {
        var (message, _) = TwoMessagesOfOnePerson();
        await Turns.ClaimAsync(message, "dead", null, Token);
        var (keys, lifetimes) = await LifetimesAsync(message);
        Assert.Equal(2, keys.Length); // the lease, which names the message, and how much the person said
        Assert.InRange(lifetimes.Min(), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));

        await LetTimeRunOutAsync(keys);

        Assert.Equal(ClaimStatus.Taken, (await Turns.ClaimAsync(message, "b", null, Token)).Status);
    }

    [Fact]
    public async Task Complete_LeaseRanOutAndAnotherTurnRuns_KeepsTheReplyAndLeavesLeaseAndStateAlone()
    {
        var (first, second) = TwoMessagesOfOnePerson();
        await Turns.ClaimAsync(first, "slow", null, Token);
        await LetTimeRunOutAsync((await LifetimesAsync(first)).Keys);
        await Turns.ClaimAsync(second, "b", null, Token);

        await Turns.CompleteAsync(new CompletedTurn(first, "slow", Replies, "old state"), isAgain: false, Token);

        Assert.Equal(ClaimStatus.Answered, (await Turns.ClaimAsync(first, "c", null, Token)).Status);
        Assert.Equal(ClaimStatus.Running, (await Turns.ClaimAsync(second with { MessageId = "m3" }, "c", null, Token)).Status);
        await Turns.CompleteAsync(new CompletedTurn(second, "b", [], "new state"), isAgain: false, Token);
        Assert.Equal("new state", (await Turns.ClaimAsync(second with { MessageId = "m3" }, "c", null, Token)).DialogState);
    }

    [Fact]
    public async Task Forget_StateFromBeforeTheLostTurn_IsGoneAndALaterOneStays()
    {
        var (form, lost) = TwoMessagesOfOnePerson();
        var later = lost with { MessageId = "m3" };
        await Turns.ClaimAsync(form, "a", null, Token);
        await Turns.CompleteAsync(new CompletedTurn(form, "a", Replies, "half-filled"), isAgain: false, Token);
        var turn = new LostTurn(lost, "b", TimeProvider.System.GetTimestamp());
        await Task.Delay(5, Token);

        Assert.Equal(new TurnClaim(ClaimStatus.Taken), await Turns.ClaimAsync(later, "c", turn, Token));

        await Turns.CompleteAsync(new CompletedTurn(later, "c", Replies, "new form"), isAgain: false, Token);
        await Turns.ForgetAsync(turn, Token);
        Assert.Equal("new form", await stores.Get<IDialogStates>().PeekAsync(later.Sender, Token));
    }

    [Fact]
    public async Task Forget_TheLostTurnsOwnStateCameThroughLate_IsGoneAndItsLeaseToo()
    {
        var (lost, later) = TwoMessagesOfOnePerson();
        var turn = new LostTurn(lost, "a", TimeProvider.System.GetTimestamp());
        await Turns.ClaimAsync(lost, "a", null, Token);
        await Turns.CompleteAsync(new CompletedTurn(lost, "a", Replies, "called lost"), isAgain: false, Token);
        await Turns.ForgetAsync(turn, Token);
        Assert.Null(await stores.Get<IDialogStates>().PeekAsync(lost.Sender, Token));

        var running = new LostTurn(later, "b", TimeProvider.System.GetTimestamp());
        await Turns.ClaimAsync(later, "b", null, Token);
        await Turns.ForgetAsync(running, Token);
        Assert.Equal(ClaimStatus.Taken, (await Turns.ClaimAsync(later with { MessageId = "m3" }, "c", null, Token)).Status);
    }

    [Fact]
    public async Task Complete_AgainAfterTheFirstTryCameThrough_LeavesALaterTurnsStateAlone()
    {
        var (first, second) = TwoMessagesOfOnePerson();
        var turn = new CompletedTurn(first, "a", Replies, "state of the first");
        await Turns.ClaimAsync(first, "a", null, Token);
        await Turns.CompleteAsync(turn, isAgain: false, Token);
        await Turns.ClaimAsync(second, "b", null, Token);
        await Turns.CompleteAsync(new CompletedTurn(second, "b", Replies, "state of the second"), isAgain: false, Token);

        await Turns.CompleteAsync(turn, isAgain: true, Token);

        Assert.Equal("state of the second", (await Turns.ClaimAsync(second with { MessageId = "m3" }, "c", null, Token)).DialogState);
    }

    [Fact]
    public async Task Claim_MessageWithoutTimeHeardTwice_IsOneMessage()
    {
        var message = TwoMessagesOfOnePerson().First with { IsTimed = false };
        await Turns.ClaimAsync(message, "a", null, Token);
        await Turns.CompleteAsync(new CompletedTurn(message, "a", Replies, null), isAgain: false, Token);

        var heardElsewhere = message with { SentAt = message.SentAt.AddMinutes(7) };
        Assert.Equal(ClaimStatus.Answered, (await Turns.ClaimAsync(heardElsewhere, "b", null, Token)).Status);
        Assert.Equal(message.InboxKey, heardElsewhere.InboxKey);
    }

    [Fact]
    public async Task Release_ByItsOwner_LetsARepeatRunAndNobodyElses()
    {
        var (message, _) = TwoMessagesOfOnePerson();
        await Turns.ClaimAsync(message, "a", null, Token);

        await Turns.ReleaseAsync(message, "b", Token);
        Assert.Equal(ClaimStatus.Running, (await Turns.ClaimAsync(message, "c", null, Token)).Status);

        await Turns.ReleaseAsync(message, "a", Token);
        Assert.Equal(ClaimStatus.Taken, (await Turns.ClaimAsync(message, "c", null, Token)).Status);
    }

    [Fact]
    public async Task Complete_RepliesAndState_AreForgottenInTime()
    {
        var (message, _) = TwoMessagesOfOnePerson();
        await Turns.ClaimAsync(message, "a", null, Token);
        await Turns.CompleteAsync(new CompletedTurn(message, "a", Replies, "state"), isAgain: false, Token);

        var (_, lifetimes) = await LifetimesAsync(message);

        Assert.Equal([1, 120, 120, 1440], lifetimes.Select(l => (int)Math.Ceiling(l.TotalMinutes)).Order());
    }

    [Fact]
    public async Task TakeDelivery_GivenBackAfterAFailure_CanBeTakenAgain()
    {
        var (message, _) = TwoMessagesOfOnePerson();

        Assert.Equal(DeliveryStatus.Taken, await Turns.TakeDeliveryAsync(message, Token));
        Assert.Equal(DeliveryStatus.Underway, await Turns.TakeDeliveryAsync(message, Token));
        await Turns.ReleaseDeliveryAsync(message, Token);
        Assert.Equal(DeliveryStatus.Taken, await Turns.TakeDeliveryAsync(message, Token));
    }

    [Fact]
    public async Task TakeDelivery_OwnerDied_IsFreeAgainSoonAndAfterItsEndNoMore()
    {
        var (message, _) = TwoMessagesOfOnePerson();
        await Turns.TakeDeliveryAsync(message, Token);
        var (keys, lifetimes) = await LifetimesAsync(message);
        Assert.InRange(Assert.Single(lifetimes), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(10));

        await LetTimeRunOutAsync(keys);

        Assert.Equal(DeliveryStatus.Taken, await Turns.TakeDeliveryAsync(message, Token));
        await Turns.ConfirmDeliveryAsync(message, Token);
        Assert.Equal(DeliveryStatus.Delivered, await Turns.TakeDeliveryAsync(message, Token));
        Assert.Equal(24, Math.Ceiling(Assert.Single((await LifetimesAsync(message)).Lifetimes).TotalHours));
    }

    [Fact]
    public async Task Count_WithinAWindow_GrowsAndEndsByItself()
    {
        var key = Guid.NewGuid().ToString("N");

        Assert.Equal(1, await Turns.CountAsync(key, TimeSpan.FromMinutes(5), Token));
        Assert.Equal(2, await Turns.CountAsync(key, TimeSpan.FromMinutes(5), Token));
        Assert.Equal(1, await Turns.CountAsync(key + "x", TimeSpan.FromMinutes(5), Token));
        var lifetime = await stores.Get<RedisStore>().RunAsync(
            d => d.KeyTimeToLiveAsync(stores.Get<RedisStore>().Key($"n:{key}")), Token);
        Assert.InRange(lifetime!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Anything_RedisAway_SaysSoWithinItsTimeLimit()
    {
        var lonely = stores.StartReplica(("ConnectionStrings:Redis", "127.0.0.1:1"));
        var turns = lonely.GetRequiredService<ITurnStore>();
        var (message, _) = TwoMessagesOfOnePerson();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => turns.ClaimAsync(message, "a", null, Token));
        var started = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => turns.ClaimAsync(message, "a", null, Token));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => turns.CompleteAsync(new CompletedTurn(message, "a", [], null), isAgain: false, Token));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => turns.CountAsync("x", TimeSpan.FromSeconds(1), Token));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.False(await lonely.GetRequiredService<IEnumerable<IStoreProbe>>().Single(p => p.Name == "redis").IsUpAsync(Token));
        Assert.True(await stores.Get<IEnumerable<IStoreProbe>>().Single(p => p.Name == "redis").IsUpAsync(Token));
    }

    [Fact]
    public async Task Claim_RedisForgotItsScripts_LoadsThemAgain()
    {
        var (first, second) = TwoMessagesOfOnePerson();
        await Turns.ClaimAsync(first, "a", null, Token);
        await Turns.ReleaseAsync(first, "a", Token);
        await stores.Get<RedisStore>().RunAsync(
            d => d.ExecuteAsync("SCRIPT", "FLUSH"), Token);

        Assert.Equal(ClaimStatus.Taken, (await Turns.ClaimAsync(second, "b", null, Token)).Status);
    }

    private async Task<(RedisKey[] Keys, TimeSpan[] Lifetimes)> LifetimesAsync(InboundMessage message)
    {
        var redis = stores.Get<RedisStore>();
        var found = (RedisKey[])(await redis.RunAsync(
            "return redis.call('KEYS', ARGV[1])", [], [$"{stores.KeyPrefix}*{message.Sender.UserId}*"], Token))!;
        var lifetimes = await Task.WhenAll(found.Select(k => redis.RunAsync(d => d.KeyTimeToLiveAsync(k), Token)));
        return (found, [.. lifetimes.Select(l => l!.Value)]);
    }

    private async Task LetTimeRunOutAsync(RedisKey[] keys)
    {
        foreach (var key in keys)
        {
            await stores.Get<RedisStore>().RunAsync(d => d.KeyExpireAsync(key, TimeSpan.Zero), Token);
        }
    }

    private (InboundMessage First, InboundMessage Second) TwoMessagesOfOnePerson()
    {
        var user = new PlatformUser("simulator", "main", Guid.NewGuid().ToString("N"));
        var message = new InboundMessage
        {
            Sender = user,
            MessageId = "m1",
            Scope = ConversationScope.Private,
            ConversationId = user.UserId,
            SentAt = stores.Clock.GetUtcNow(),
            Kind = InboundKind.Text,
        };
        return (message, message with { MessageId = "m2" });
    }
}
