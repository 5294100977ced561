using ChatBot.Kernel.Roster;
using Xunit;

namespace ChatBot.Kernel.Tests.Roster;

public sealed class MemberTests
{
    [Theory]
    [InlineData(null, true, true)]
    [InlineData("2026-03-05", true, true)]
    [InlineData("2026-03-06", true, true)]
    [InlineData("2026-03-04", false, false)]
    public void IsHere_DayOfLeaving_HasNoEffectBeforeItIsOver(string? left, bool here, bool belongs)
    {
        var day = new DateOnly(2026, 3, 5);
        var member = new Member { Id = new MemberId(Guid.NewGuid()), Name = "Ann", LeftOn = left is null ? null : DateOnly.Parse(left, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal((here, belongs), (member.IsHere(day), member.BelongsOn(day)));
        Assert.Equal((here, false), (member.IsHere(day), (member with { JoinedOn = day.AddDays(1) }).BelongsOn(day)));
    }
}
