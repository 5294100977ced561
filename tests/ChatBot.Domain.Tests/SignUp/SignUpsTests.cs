using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using Xunit;

namespace ChatBot.Kernel.Tests.SignUp;

public sealed class SignUpsTests
{
    [Theory]
    [InlineData(0, null, SignUpStatus.Going)]
    [InlineData(500, null, SignUpStatus.Going)]
    [InlineData(1, 2, SignUpStatus.Going)]
    [InlineData(2, 2, SignUpStatus.Waiting)]
    [InlineData(3, 2, SignUpStatus.Waiting)]
    [InlineData(0, 0, SignUpStatus.Waiting)]
    public void StatusFor_PlacesTaken_IsGoingOrWaiting(int going, int? capacity, SignUpStatus expected) =>
        Assert.Equal(expected, SignUps.StatusFor(going, capacity));

    [Fact]
    public void MovingUp_OnePlaceFree_IsWhoAskedFirst() =>
        Assert.Equal([3], MovingUp(2, Going(1), Waiting(2, minute: 9), Waiting(3, minute: 4), Withdrawn(4)));

    [Fact]
    public void MovingUp_AskedInTheSameMoment_GoesByMember() => Assert.Equal([2], MovingUp(1, Waiting(3), Waiting(2)));

    [Fact]
    public void MovingUp_AllPlacesTaken_IsNobody() => Assert.Empty(MovingUp(1, Going(1), Waiting(2)));

    [Fact]
    public void MovingUp_CapacityLoweredBelowTheGoing_IsNobody() => Assert.Empty(MovingUp(1, Going(1), Going(2), Waiting(3)));

    [Fact]
    public void MovingUp_LimitLifted_IsEverybodyInOrder() => Assert.Equal([3, 2], MovingUp(null, Waiting(2, minute: 5), Waiting(3, minute: 1)));

    [Fact]
    public void MovingUp_MorePlacesThanWaiting_IsAllOfThem() => Assert.Equal([2], MovingUp(10, Going(1), Waiting(2)));

    private static IEnumerable<int> MovingUp(int? capacity, params SignUpEntry[] entries) =>
        SignUps.MovingUp(entries, capacity).Select(e => Array.IndexOf([.. Enumerable.Range(0, 10).Select(Samples.Id)], e.Member.Value));

    private static SignUpEntry Going(int member) => Entry(member, SignUpStatus.Going, 0);

    private static SignUpEntry Waiting(int member, int minute = 0) => Entry(member, SignUpStatus.Waiting, minute);

    private static SignUpEntry Withdrawn(int member) => Entry(member, SignUpStatus.Withdrawn, 0);

    private static SignUpEntry Entry(int member, SignUpStatus status, int minute)
    {
        var id = new MemberId(Samples.Id(member));
        return new SignUpEntry(new SessionId(Samples.Id(100)), id, status, Samples.At("2026-03-01 09:00").AddMinutes(minute), id);
    }
}
