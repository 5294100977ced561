using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.Tests.Outbox;
using Xunit;

namespace ChatBot.Kernel.Tests.Routing;

/// <summary>Which route a row takes, what it waits for, and with whom it goes.</summary>
public sealed class DispatchTests
{
    private readonly OutboxBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_GroupOnTwoPlatforms_BecomesARowForEach()
    {
        _bench.Bound.Add(new BoundConversation(new OutboundRoute("other", "main", RouteKind.Webhook, "c"), null, 2));

        Assert.Equal("for g:branch:chat,g:branch:other", await _bench.RunAsync(Token));

        _bench.Item = _bench.Item with { Lane = "g:branch:other", Channel = "other" };
        Assert.Equal("sent other", await _bench.RunAsync(Token));
        Assert.Empty(_bench.First.Arrived);
    }

    [Fact]
    public async Task Run_PartyGroupWithoutChat_StandsInTheLaneOfTheBranch()
    {
        _bench.Item = _bench.Item with { Recipient = Recipient.ToGroup(Village.Group(1)), Lane = "g:1" };

        Assert.Equal("for g:branch", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_MessageWithButtons_PrefersTheRouteThatShowsThem()
    {
        _bench.First.Abilities["second"] = new RouteAbilities { HasButtons = true, Cost = 1 };
        Assert.StartsWith("first", await ArrivedAsync(), StringComparison.Ordinal);

        _bench.Renders = _ => new Rendering.Send(Samples.Say("hello") with { Buttons = [new Button("b", "s")] });
        Assert.StartsWith("second", await ArrivedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BudgetRunsShort_ButtonsAreNotWorthACall()
    {
        _bench.First.Abilities["second"] = new RouteAbilities { HasButtons = true, Cost = 1 };
        _bench.First.Paid.Add("second");
        _bench.Spent = 0.85;
        _bench.Renders = _ => new Rendering.Send(Samples.Say("hello") with { Buttons = [new Button("b", "s")] });

        Assert.StartsWith("first", await ArrivedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CheaperRouteWasBoundLater_GoesFirst()
    {
        _bench.First.Abilities["first"] = new RouteAbilities { Cost = 1 };

        Assert.StartsWith("second", await ArrivedAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signup.digest", "again holding rate")]
    [InlineData("session.notice", "sent chat")]
    public async Task Run_CheapRouteIsFull_OnlyWhatMattersCostsSomething(string kind, string fate)
    {
        _bench.First.Abilities["second"] = new RouteAbilities { Cost = 1 };
        _bench.Waits["first"] = TimeSpan.FromMinutes(1);
        _bench.Item = _bench.Item with { Kind = kind };

        Assert.Equal(fate, await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_RouteSaidWait_IsNotAskedAgainByAnyRowAndTheOtherCarriesIt()
    {
        _bench.First.Answers["first"] = SendResult.Failed(FailureCategory.RateLimited, "45009", TimeSpan.FromMinutes(10));
        await _bench.RunAsync(Token);
        _bench.First.Arrived.Clear();

        Assert.Equal("sent chat", await _bench.RunAsync(Token));
        Assert.Equal([$"second: hello {_bench.Item.Id:N}"], _bench.First.Arrived);
    }

    [Fact]
    public async Task Run_OneRouteWaitsLongAndOneShort_IsDueWhenTheFirstIsFree()
    {
        _bench.First.Answers["first"] = SendResult.Failed(FailureCategory.RateLimited, "45009", TimeSpan.FromMinutes(10));
        _bench.Waits["second"] = TimeSpan.FromSeconds(30);

        Assert.Equal("again holding rate", await _bench.RunAsync(Token));
        Assert.Equal(Samples.Noon.AddSeconds(30), _bench.Wait?.Until);
    }

    [Fact]
    public async Task Run_OnlyRouteOpensAgainLater_WaitsForItWithoutUsingAnAttempt()
    {
        _bench.First.Unconfigured.Add("second");
        _bench.First.Answers["first"] = SendResult.Failed(FailureCategory.ServiceDown, "502");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("again holding chat ServiceDown 502", await _bench.RunAsync(Token));
        }

        _bench.Item = _bench.Item with { Attempts = 7 };
        Assert.Equal("again holding route away", await _bench.RunAsync(Token));
        Assert.Equal(3, _bench.First.Arrived.Count);
    }

    [Fact]
    public async Task Run_MayHaveGoneOut_OnlyTheSameRouteIsTriedAgain()
    {
        _bench.First.Unconfigured.Add("first");
        _bench.First.Answers["second"] = SendResult.Failed(FailureCategory.UnknownOutcome, "timeout");
        await _bench.RunAsync(Token);
        _bench.First.Unconfigured.Clear();
        _bench.First.Answers.Clear();
        _bench.Item = _bench.Item with { Attempts = 1, Pinned = _bench.Wait?.Pinned };

        Assert.Equal("sent chat", await _bench.RunAsync(Token));
        Assert.All(_bench.First.Arrived, a => Assert.StartsWith("second", a, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_RouteRefusesUs_TheSecretaryIsToldPrivately()
    {
        _bench.First.Answers["first"] = SendResult.Failed(FailureCategory.Configuration, "93000");

        Assert.Equal("sent chat", await _bench.RunAsync(Token));
        await _bench.RunAsync(Token);

        var note = Assert.Single(_bench.Written.OfType<OutboxAdded>()).Item;
        Assert.Equal(("route.sick", Recipient.To(OutboxBench.Secretary)), (note.Kind, note.Recipient));
        Assert.StartsWith("route.sick:chat:first:Webhook:a:20260305", note.DedupeKey, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signup.digest", 0.82, "again gathered for the day")]
    [InlineData("signup.digest", 0.92, "dropped month's budget")]
    [InlineData("session.reminder", 0.92, "sent chat")]
    [InlineData("session.reminder", 0.96, "dropped month's budget")]
    [InlineData("session.notice", 0.99, "sent chat")]
    [InlineData("session.notice", 1.00, "again waits for next month's budget")]
    [InlineData("leave.ask", 1.00, "again waits for next month's budget")]
    public async Task Run_OnlyRouteDrawsOnABudgetThatRunsShort_DegradesInTheStatedOrder(string kind, double spent, string fate)
    {
        _bench.First.Unconfigured.Add("second");
        _bench.First.Paid.Add("first");
        _bench.Spent = spent;
        _bench.Item = _bench.Item with { Kind = kind };

        Assert.Equal(fate, await _bench.RunAsync(Token));
        if (fate.Contains("month's", StringComparison.Ordinal) && fate.StartsWith("again", StringComparison.Ordinal))
        {
            Assert.Equal(Village.At("2026-04-01 00:00"), _bench.Wait?.Until);
        }
    }

    [Fact]
    public async Task Run_BudgetIsGoneAndAFreeRouteIsLeft_EverythingGoesThere()
    {
        _bench.First.Paid.Add("first");
        _bench.Spent = 1;
        _bench.Item = _bench.Item with { Kind = "signup.digest" };

        Assert.StartsWith("second", await ArrivedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_GatheredChatter_LeavesAsOneMessageInTheEvening()
    {
        _bench.First.Unconfigured.Add("second");
        _bench.First.Paid.Add("first");
        _bench.Spent = 0.82;
        _bench.Item = _bench.Item with { Kind = "signup.digest" };
        await _bench.RunAsync(Token);
        Assert.Equal(Village.At("2026-03-05 18:00"), _bench.Wait?.Until);

        _bench.Clock.SetUtcNow(Village.At("2026-03-05 18:00"));
        _bench.Companions.Add(_bench.Item with { Id = Guid.NewGuid(), Facts = new Dictionary<string, string> { ["text"] = "second list" } });
        Assert.Equal("sent chat x2", await _bench.RunAsync(Token));
        Assert.Contains("hello\n\nsecond list", Assert.Single(_bench.First.Arrived), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RemindersOfOneMemberDueShortly_LeaveAsOneMessage()
    {
        _bench.Item = Private("session.reminder", "one", 0);
        _bench.Companions.AddRange([Private("session.reminder", "two", 9), Private("leave.ask", "decide", 5), Private("session.reminder", "late", 11)]);

        Assert.Equal("sent chat x2", await _bench.RunAsync(Token));
        Assert.Contains("one\n\ntwo", Assert.Single(_bench.First.Arrived), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CompanionIsACardOrOutOfDate_StandsAloneOrIsDropped()
    {
        _bench.Item = Private("session.reminder", "one", 0);
        _bench.Companions.AddRange([Private("session.reminder", "card", 1), Private("session.reminder", "old", 2)]);
        _bench.Renders = item => item.Facts["text"] switch
        {
            "card" => new Rendering.Send(Samples.Say("card") with { Card = CardKey.Of("session", Guid.NewGuid()) }),
            "old" => new Rendering.Drop("out of date"),
            var text => new Rendering.Send(Samples.Say(text)),
        };

        Assert.Equal("again ; dropped out of date; sent chat", await _bench.RunAsync(Token));
    }

    [Fact]
    public async Task Run_CardWentOut_IsKeptAndBroughtUpToDateWhenItWasLateAlready()
    {
        var key = CardKey.Of("leave", Guid.NewGuid());
        var asked = 0;
        _bench.Item = Private("leave.ask", "ask", 0);
        _bench.Renders = _ => asked++ == 0 ? new Rendering.Send(Samples.Say("ask") with { Card = key }) : new Rendering.Drop("decided");
        _bench.First.Answers["first"] = SendResult.SentCard("h");

        Assert.Equal("sent chat", await _bench.RunAsync(Token));
        Assert.Equal((key, CardKey.CopyOf(key, _bench.Item.Id.ToString("N")), "h", OutboxBench.Secretary),
            (_bench.Card!.Key, _bench.Card.CopyId, _bench.Card.Handle, _bench.Card.Reader!.Value));
        Assert.Equal(key, Assert.Single(_bench.Written.OfType<OutboxAdded>(), r => r.Item.Kind == CardRows.Kind).Item.Facts["card"]);
    }

    private static OutboxItem Private(string kind, string text, int minutes) => new()
    {
        Id = Guid.NewGuid(),
        Branch = Samples.Branch,
        DueAt = Samples.Noon.AddMinutes(minutes),
        Kind = kind,
        Recipient = Recipient.To(OutboxBench.Secretary),
        Lane = $"m:{OutboxBench.Secretary}",
        Facts = new Dictionary<string, string> { ["text"] = text },
    };

    private async Task<string> ArrivedAsync()
    {
        _bench.First.Arrived.Clear();
        await _bench.RunAsync(Token);
        return Assert.Single(_bench.First.Arrived);
    }
}
