using System.Globalization;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Policy;
using Xunit;

namespace ChatBot.Kernel.Tests.Calendar;

public sealed class BranchCalendarTests
{
    private static readonly ReminderPolicy Policy = new();

    [Fact]
    public void Day_LastMomentOfMarch_TurnsToTheNewQuarterAtLocalMidnight() // §23.11, C-23
    {
        var midnight = new DateTimeOffset(2026, 3, 31, 16, 0, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 3, 31), Samples.Shanghai.Day(midnight.AddTicks(-1)));
        Assert.Equal(new DateOnly(2026, 4, 1), Samples.Shanghai.Day(midnight));
        Assert.Equal(midnight, Samples.Shanghai.Instant(new DateOnly(2026, 4, 1), TimeOnly.MinValue));
    }

    [Fact]
    public void Day_InstantWithAnotherOffset_IsTheBranchsDay() => Assert.Equal(
        new DateOnly(2026, 3, 4), Samples.Shanghai.Day(new DateTimeOffset(2026, 3, 3, 20, 0, 0, TimeSpan.FromHours(1))));

    [Fact]
    public void Instant_EveryHourOfAYearInShanghai_ComesBackUnchanged()
    {
        for (var local = new DateTime(2026, 1, 1); local.Year == 2026; local = local.AddHours(1))
        {
            var instant = Samples.Shanghai.Instant(local);
            Assert.Equal(TimeSpan.FromHours(8), local - instant.UtcDateTime);
            Assert.Equal(local, Samples.Shanghai.Local(instant).DateTime);
        }
    }

    [Theory]
    [InlineData("2026-03-29 02:30", "2026-03-29T01:00Z")] // Skipped by the zone: the next time that exists.
    [InlineData("2026-10-25 02:30", "2026-10-25T00:30Z")] // Doubled: the first of the two.
    [InlineData("2026-07-01 12:00", "2026-07-01T10:00Z")]
    public void Instant_ZoneWithSummerTime_SkippedMovesOnAndDoubledIsTheFirst(string local, string utc) => Assert.Equal(
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture),
        BranchCalendar.For("Europe/Berlin").Instant(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    [Fact]
    public void For_UnknownZone_Throws() => Assert.Throws<TimeZoneNotFoundException>(() => BranchCalendar.For("Asia/Nowhere"));

    [Theory]
    [InlineData("2026-03-05 21:29:59", "2026-03-05 21:29:59")]
    [InlineData("2026-03-05 21:30:00", "2026-03-06 07:30:00")] // Across midnight.
    [InlineData("2026-03-05 23:59:59", "2026-03-06 07:30:00")]
    [InlineData("2026-03-06 00:00:00", "2026-03-06 07:30:00")]
    [InlineData("2026-03-06 07:29:59", "2026-03-06 07:30:00")]
    [InlineData("2026-03-06 07:30:00", "2026-03-06 07:30:00")]
    [InlineData("2026-12-31 22:00:00", "2027-01-01 07:30:00")]
    public void AfterQuietHours_Moment_IsItselfOrTheNextMorning(string now, string expected) =>
        Assert.Equal(Samples.At(expected), Samples.Shanghai.AfterQuietHours(Samples.At(now), Policy)); // R-1406

    [Theory]
    [InlineData("2026-03-05 11:59", "2026-03-05 11:59")]
    [InlineData("2026-03-05 12:00", "2026-03-05 14:00")]
    [InlineData("2026-03-05 14:00", "2026-03-05 14:00")]
    [InlineData("2026-03-05 23:00", "2026-03-05 23:00")]
    public void AfterQuietHours_RestWithinOneDay_EndsThatDay(string now, string expected) => Assert.Equal(
        Samples.At(expected),
        Samples.Shanghai.AfterQuietHours(Samples.At(now), new ReminderPolicy { QuietFrom = new TimeOnly(12, 0), QuietUntil = new TimeOnly(14, 0) }));

    [Fact]
    public void AfterQuietHours_NoHoursOfRest_IsNow()
    {
        var policy = new ReminderPolicy { QuietFrom = new TimeOnly(8, 0), QuietUntil = new TimeOnly(8, 0) };

        Assert.All(Enumerable.Range(0, 24), h =>
            Assert.Equal(Samples.At("2026-03-05 00:00").AddHours(h), Samples.Shanghai.AfterQuietHours(Samples.At("2026-03-05 00:00").AddHours(h), policy)));
    }

    [Fact]
    public void AfterQuietHours_AnyMomentOfTwoDays_NeverEarlierAndNeverInTheHoursOfRest()
    {
        for (var now = Samples.At("2026-03-05 00:00"); now < Samples.At("2026-03-07 00:00"); now = now.AddMinutes(7))
        {
            var then = Samples.Shanghai.AfterQuietHours(now, Policy);
            var time = TimeOnly.FromDateTime(Samples.Shanghai.Local(then).DateTime);
            Assert.True(then >= now && then - now <= TimeSpan.FromHours(10));
            Assert.True(time >= Policy.QuietUntil && time < Policy.QuietFrom);
        }
    }
}
