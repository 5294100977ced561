using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Xunit;

namespace ChatBot.Kernel.Tests.Turns;

public sealed class OfferingChannelTests
{
    private static readonly OutboundRoute Private = new("wecom", "main", RouteKind.Private, "zhangsan");
    private static readonly OutboundMessage Message = new()
    {
        Text = "请您回复",
        Buttons = [new Button("报名", "报名 1"), new Button("请假", "请假 1")],
        TypingHint = "words only",
        NumberedHint = "1 or 2",
    };

    private readonly IChannel _inner = Substitute.For<IChannel>();
    private readonly IOfferStore _offers = Substitute.For<IOfferStore>();

    public OfferingChannelTests()
    {
        _inner.AbilitiesOf(default).ReturnsForAnyArgs(RouteAbilities.TextOnly);
        _inner.SendAsync(default, default!, default!, default).ReturnsForAnyArgs(SendResult.Sent());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_PrivateWithoutButtons_IsNumberedAndKept()
    {
        await SendAsync(Private);
        await _inner.Received(1).SendAsync(Private, Arg.Is<OutboundMessage>(m => m.TypingHint == "1 or 2"), "key", Token);
        await _offers.Received(1).KeepAsync(
            new PlatformUser("wecom", "main", "zhangsan"), Arg.Is<Offer>(o => o.Says.Count == 2 && o.Says[1] == "请假 1" && o.At == Village.At("2026-03-05 10:00")), Token);
    }

    [Fact]
    public async Task Send_Group_IsWordsOnly()
    {
        await SendAsync(Private with { Kind = RouteKind.Group });
        await _inner.Received(1).SendAsync(Arg.Any<OutboundRoute>(), Arg.Is<OutboundMessage>(m => m.TypingHint == "words only"), "key", Token);
        await _offers.DidNotReceiveWithAnyArgs().KeepAsync(default, default!, default);
    }

    [Fact]
    public async Task Send_RouteWithButtons_ShowsThoseAndNoNumbers()
    {
        _inner.AbilitiesOf(default).ReturnsForAnyArgs(new RouteAbilities { HasButtons = true });
        await SendAsync(Private);
        await _inner.Received(1).SendAsync(Private, Message, "key", Token);
        await _offers.DidNotReceiveWithAnyArgs().KeepAsync(default, default!, default);
    }

    [Fact]
    public async Task Send_ThatFails_KeepsNothingThatNobodySaw()
    {
        _inner.SendAsync(default, default!, default!, default).ReturnsForAnyArgs(SendResult.Failed(FailureCategory.Transient, "500"));
        await SendAsync(Private);
        await _offers.DidNotReceiveWithAnyArgs().KeepAsync(default, default!, default);
    }

    [Fact]
    public async Task Send_WithMemoryAway_IsStillSent()
    {
        _offers.KeepAsync(default, default!, default).ReturnsForAnyArgs(Task.FromException(new StoreUnavailableException("away")));
        Assert.True((await SendAsync(Private)).IsSent);
    }

    private Task<SendResult> SendAsync(OutboundRoute route)
    {
        var clock = new Kernel.Time.MovableClock(Village.At("2026-03-05 10:00"));
        return new OfferingChannel(_inner, _offers, clock, NullLogger<OfferingChannel>.Instance).SendAsync(route, Message, "key", Token);
    }
}
