using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>What the robot says on its own, from whichever replica.</summary>
public sealed class RobotSendingTests : IAsyncLifetime
{
    private const string Group = "wrGroupOne";
    private static readonly OutboundRoute ToMember = new("wecom", RobotHost.Account, RouteKind.Private, "zhangwei");
    private static readonly OutboundRoute ToGroup = new("wecom", RobotHost.Account, RouteKind.Group, Group);
    private static readonly OutboundMessage Card = new()
    {
        Title = "党课",
        Text = "周三 19:00",
        Buttons = [new("报名", "报名 党课")],
        TypingHint = "回复“报名”即可",
    };

    private readonly MemoryReplicas _replicas = new();
    private readonly CountingLimiter _limiter = new();
    private WeComDouble _platform = null!;
    private RobotHost _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync();
        _bot = await RobotHost.StartAsync(_platform, _replicas, limiter: _limiter);
        await _bot.UntilLoggedAsync(2100);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Send_ToAMemberWhoWrote_IsACardUnderTheSpellingOfThePlatform()
    {
        _bot.Turns.Says("在");
        await (await _platform.Robot.SayAsync("ZhangWei", "在吗")).AnswerAsync();

        var result = await _bot.Channel.SendAsync(ToMember, Card, "k1", CancellationToken.None);

        Assert.True(result.IsSent, result.Code);
        var sent = await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend);
        Assert.Equal(("ZhangWei", "template_card"), (sent.To, sent.Type));
    }

    [Fact]
    public async Task Send_ToAGroup_IsWordsWithHowToAnswer_BecauseCardsAreNotTakenThere()
    {
        _platform.Robot.KnowChat(Group, isGroup: true);

        Assert.True((await _bot.Channel.SendAsync(ToGroup, Card, "k1", CancellationToken.None)).IsSent);

        var sent = await _platform.WaitForAsync(m => m.Route == WeComRoutes.RobotSend);
        Assert.Equal((Group, "markdown", "【党课】\n周三 19:00\n回复“报名”即可"), (sent.To, sent.Type, sent.Text));
    }

    [Fact]
    public async Task Send_FromAReplicaWithoutTheConnection_GoesThroughTheOneThatHoldsIt()
    {
        await using var other = await RobotHost.StartAsync(_platform, _replicas);
        _platform.Robot.KnowChat(Group, isGroup: true);

        Assert.True((await other.Channel.SendAsync(ToGroup, new OutboundMessage { Text = "通知" }, "k1", CancellationToken.None)).IsSent);
        var refused = await other.Channel.SendAsync(ToGroup with { Address = "wrgroupone" }, new OutboundMessage { Text = "通知" }, "k2", CancellationToken.None);

        Assert.Equal((FailureCategory.Permanent, "93006"), (refused.Failure, refused.Code));
        Assert.Equal("通知", Assert.Single(_platform.Received).Text);
        Assert.Equal(1, _platform.Robot.Subscriptions);
    }

    [Fact]
    public async Task Send_NobodyConnected_ComesAgainLater()
    {
        await _bot.StopAsync();
        await using var other = await RobotHost.StartAsync(_platform, _replicas, runs: false);

        var result = await other.Channel.SendAsync(ToGroup, new OutboundMessage { Text = "通知" }, "k1", CancellationToken.None);

        Assert.Equal((FailureCategory.Transient, "not-connected"), (result.Failure, result.Code));
        Assert.NotNull(result.RetryAfter);
    }

    [Theory]
    [InlineData(45009, FailureCategory.RateLimited)]
    [InlineData(853000, FailureCategory.Authentication)]
    [InlineData(40008, FailureCategory.Permanent)]
    [InlineData(40201, FailureCategory.Permanent)]
    [InlineData(-1, FailureCategory.ServiceDown)]
    [InlineData(987654, FailureCategory.Transient)]
    public async Task Send_Refused_SaysWhyInOneOfTheCategories(int code, FailureCategory expected)
    {
        _platform.Robot.KnowChat(Group, isGroup: true);
        _platform.FailNext(WeComRoutes.RobotSend, code);

        Assert.Equal(expected, (await _bot.Channel.SendAsync(ToGroup, new OutboundMessage { Text = "通知" }, "k1", CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task Send_AnswerLost_NobodyKnows()
    {
        _platform.Robot.KnowChat(Group, isGroup: true);
        _platform.FailNext(WeComRoutes.RobotSend, Failure.AnswerLost());

        var result = await _bot.Channel.SendAsync(ToGroup, new OutboundMessage { Text = "通知" }, "k1", CancellationToken.None);

        Assert.Equal(FailureCategory.UnknownOutcome, result.Failure);
    }

    [Fact]
    public async Task Send_OfSeveralParts_GoesOnWhereItStopped()
    {
        _platform.Robot.KnowChat(Group, isGroup: true);
        var text = string.Concat(Enumerable.Repeat("很长的一份名单，逐条列出。", 1200));
        var message = new OutboundMessage { Text = text };
        _platform.FailNext(WeComRoutes.RobotSend, 45009, 1);
        Assert.False((await _bot.Channel.SendAsync(ToGroup, message, "k1", CancellationToken.None)).IsSent);

        Assert.True((await _bot.Channel.SendAsync(ToGroup, message, "k1", CancellationToken.None)).IsSent);

        Assert.Equal(text, string.Concat(_platform.Received.Select(m => m.Text)));
    }

    [Fact]
    public void Limits_AreTheChatsOwn_SharedWithReplies()
    {
        Assert.Equal(
            [
                new RateWindow($"wecom:main:chat:{Group}", 30, TimeSpan.FromMinutes(1)),
                new RateWindow($"wecom:main:chat:{Group}", 1000, TimeSpan.FromHours(1)),
            ],
            _bot.Channel.LimitsOf(ToGroup, new OutboundMessage { Text = "通知" }));
        Assert.Empty(_bot.Channel.BudgetsOf(ToGroup));
    }

    [Fact]
    public async Task Reply_IsCountedAgainstTheChat()
    {
        _bot.Turns.Says("在");
        await (await _platform.Robot.SayAsync("u1", "在吗", Group)).AnswerAsync();
        await RobotHost.UntilAsync(() => _limiter.Taken.Count > 0, "the reply is counted");

        Assert.Equal($"wecom:main:chat:{Group}", _limiter.Taken[0].Key);
    }

    [Fact]
    public void Abilities_CardsToMembersAndWordsToGroups()
    {
        Assert.True(_bot.Channel.AbilitiesOf(ToMember) is { HasButtons: true, HasPickers: true, UpdatesCards: false, ChecksDuplicates: false });
        Assert.True(_bot.Channel.AbilitiesOf(ToGroup) is { HasButtons: false, HasPickers: false });
    }

    [Fact]
    public async Task Routes_WithAnApp_MembersGoThroughTheApp()
    {
        await using var both = await RobotHost.StartAsync(
            _platform,
            _replicas,
            change: s =>
            {
                s["Channels:WeCom:main:CorpId"] = WeComDemo.CorpId;
                s["Channels:WeCom:main:App:AgentId"] = $"{WeComDemo.AgentId}";
                s["Channels:WeCom:main:App:Secret"] = WeComDemo.Secret;
            },
            runs: false);

        Assert.True((await both.Channel.SendAsync(ToMember, new OutboundMessage { Text = "提醒" }, "k1", CancellationToken.None)).IsSent);

        Assert.Equal(WeComRoutes.App, Assert.Single(_platform.Received).Route);
        Assert.True(both.Channel.CanSend(ToGroup));
    }

    [Fact]
    public async Task Routes_InCallbackMode_NothingCanBeSent()
    {
        await using var deaf = await RobotHost.StartAsync(
            _platform,
            change: s =>
            {
                s["Channels:WeCom:main:Robot:Mode"] = "Callback";
                s["Channels:WeCom:main:Robot:Token"] = WeComDemo.RobotToken;
                s["Channels:WeCom:main:Robot:EncodingAesKey"] = WeComDemo.RobotEncodingAesKey;
            },
            runs: false);

        Assert.False(deaf.Channel.CanSend(ToGroup));
        Assert.False(deaf.Channel.CanSend(ToMember));
    }

    private sealed class CountingLimiter : IRateLimiter
    {
        private readonly Lock _gate = new();
        private readonly List<RateWindow> _taken = [];

        public IReadOnlyList<RateWindow> Taken
        {
            get
            {
                lock (_gate)
                {
                    return [.. _taken];
                }
            }
        }

        public Task<TimeSpan?> TryTakeAsync(IReadOnlyList<RateWindow> windows, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                _taken.AddRange(windows);
            }

            return Task.FromResult<TimeSpan?>(null);
        }
    }
}
