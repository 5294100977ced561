using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Tests.Fakes;
using ChatBot.Kernel.Time;
using ChatBot.Kernel.Turns;
using Xunit;

namespace ChatBot.Kernel.Tests.Turns;

/// <summary>How much is listened to in a group.</summary>
public sealed class GroupCounterTests
{
    private readonly MovableClock _clock = new(Samples.Noon);

    [Fact]
    public void Enter_MoreThanAllowed_SaysSoOnceUntilTheWindowHasPassed()
    {
        var counter = new GroupCounter(2, TimeSpan.FromSeconds(30), _clock);

        Assert.Equal(
            [MessageRoom.Enough, MessageRoom.Enough, MessageRoom.JustFull, MessageRoom.Full, MessageRoom.Full],
            Enumerable.Range(0, 5).Select(_ => counter.Enter(InGroup("a"))));
        Assert.Equal(MessageRoom.Enough, counter.Enter(InGroup("b")));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(MessageRoom.Enough, counter.Enter(InGroup("a")));
    }

    [Fact]
    public void Enter_PrivateOrWithoutLimit_IsNeverFull()
    {
        var counter = new GroupCounter(1, TimeSpan.FromSeconds(30), _clock);
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(MessageRoom.Enough, counter.Enter(Samples.Message("m"))));

        var unlimited = new GroupCounter(0, TimeSpan.FromSeconds(30), _clock);
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(MessageRoom.Enough, unlimited.Enter(InGroup("a"))));
    }

    [Theory]
    [InlineData(-1, 0, 30)]
    [InlineData(0, -1, 30)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, 7200)]
    public void Validate_LimitThatMakesNoSense_IsNamed(int person, int group, int seconds)
    {
        var result = new TurnLimitsValidator().Validate(
            null, new TurnLimits { MessagesOfAPerson = person, MessagesOfAGroup = group, Window = TimeSpan.FromSeconds(seconds) });

        Assert.Contains("Limits:", result.FailureMessage, StringComparison.Ordinal);
        Assert.True(new TurnLimitsValidator().Validate(null, new TurnLimits()).Succeeded);
    }

    private static InboundMessage InGroup(string group) => Samples.Message("m") with { Scope = ConversationScope.Group, ConversationId = group };
}
