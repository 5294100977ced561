using ChatBot.Kernel.Policy;

namespace ChatBot.Kernel.Calendar;

/// <summary>The branch's clock face: the one place where instants become local days and hours (C-23).</summary>
public sealed class BranchCalendar(TimeZoneInfo zone)
{
    /// <summary>For an IANA zone name.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine does not know the zone.</exception>
    public static BranchCalendar For(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>Local date and time of an instant.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>Local day of an instant.</summary>
    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant of a local date and time; a time skipped by the zone moves on, a doubled one is the first.</summary>
    public DateTimeOffset Instant(DateTime local)
    {
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(unspecified))
        {
            unspecified = unspecified.AddMinutes(30);
        }

        var offset = zone.IsAmbiguousTime(unspecified)
            ? zone.GetAmbiguousTimeOffsets(unspecified).Max()
            : zone.GetUtcOffset(unspecified);
        return new DateTimeOffset(unspecified, offset).ToUniversalTime();
    }

    /// <summary>The instant of a local day and time.</summary>
    public DateTimeOffset Instant(DateOnly day, TimeOnly time) => Instant(day.ToDateTime(time));

    /// <summary>
    /// The instant itself, or the end of the hours of rest when it falls into them (R-1406, <c>quiet_hours</c>).
    /// </summary>
    public DateTimeOffset AfterQuietHours(DateTimeOffset instant, ReminderPolicy policy)
    {
        var local = Local(instant);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (!time.IsBetween(policy.QuietFrom, policy.QuietUntil))
        {
            return instant;
        }

        var day = DateOnly.FromDateTime(local.DateTime);
        return Instant(time >= policy.QuietFrom && policy.QuietFrom > policy.QuietUntil ? day.AddDays(1) : day, policy.QuietUntil);
    }
}
