using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Sessions;
using Xunit;

namespace ChatBot.Kernel.Tests.CheckIn;

public sealed class CheckInRulesTests
{
    private static readonly Session Session = Samples.Session(1, "2026-03-05 15:00");
    private static readonly CheckInPolicy Policy = new();

    [Theory]
    [InlineData("15:00:00", true)]
    [InlineData("15:00:59", true)]
    [InlineData("15:02:59", true)] // Two windows later: slow typing.
    [InlineData("15:03:00", false)]
    [InlineData("14:59:59", false)] // A code of later is not known yet.
    public void Accepts_CodeShownAtThree_IsGoodForThreeMinutes(string typedAt, bool accepted)
    {
        // A secret for which the codes of these minutes differ, so that no code is right by chance.
        byte[] secret = [9, 8, 7, 6, 5, 4, 3, 2, 1];
        var code = CheckInRules.CodeAt(secret, Samples.At("2026-03-05 15:00:30"));

        Assert.Equal(accepted, CheckInRules.Accepts(secret, code, Samples.At($"2026-03-05 {typedAt}")));
    }

    [Fact]
    public void CodeAt_EveryMinuteOfADay_IsFourDigitsAndChanges()
    {
        var codes = Enumerable.Range(0, 1440).Select(m => CheckInRules.CodeAt([1, 2, 3], Session.StartsAt.AddMinutes(m))).ToList();

        Assert.All(codes, c => Assert.Matches("^[0-9]{4}$", c));
        Assert.True(codes.Distinct().Count() > 1200, "codes spread over the range");
    }

    [Fact]
    public void CodeAt_AnotherSecret_IsAnotherCode() => Assert.NotEqual(
        Enumerable.Range(0, 5).Select(m => CheckInRules.CodeAt([1], Session.StartsAt.AddMinutes(m))),
        Enumerable.Range(0, 5).Select(m => CheckInRules.CodeAt([2], Session.StartsAt.AddMinutes(m))));

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("abcd")]
    public void Accepts_NoCode_IsRefused(string code) => Assert.False(CheckInRules.Accepts([1], code, Session.StartsAt));

    [Theory]
    [InlineData("14:29:59", SessionPhase.Scheduled, false)]
    [InlineData("14:30:00", SessionPhase.Scheduled, true)]
    [InlineData("17:00:00", SessionPhase.Open, true)]
    [InlineData("17:00:01", SessionPhase.Open, false)]
    [InlineData("15:30:00", SessionPhase.Listed, false)]
    [InlineData("15:30:00", SessionPhase.Confirmed, false)]
    [InlineData("15:30:00", SessionPhase.Cancelled, false)]
    public void IsOpen_Moment_FromHalfAnHourBeforeUntilTheEnd(string now, SessionPhase phase, bool open) =>
        Assert.Equal(open, CheckInRules.IsOpen(Session with { Phase = phase }, Samples.At($"2026-03-05 {now}"), Policy));

    [Theory]
    [InlineData("14:40:00", false)]
    [InlineData("15:15:00", false)]
    [InlineData("15:15:01", true)]
    public void IsLate_Moment_AfterAQuarterOfAnHour(string at, bool late) =>
        Assert.Equal(late, CheckInRules.IsLate(Session, Samples.At($"2026-03-05 {at}"), Policy));
}
