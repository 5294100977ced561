using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>What is known of one member at one session .</summary>
[Worded]
public enum AttendanceStatus
{
    /// <summary>Nobody wrote anything down. Never becomes <see cref="Unexcused"/> by itself.</summary>
    NotRecorded,

    Present,

    /// <summary>Took part online; counts as present .</summary>
    PresentOnline,

    Late,

    /// <summary>Leave was approved.</summary>
    Excused,

    /// <summary>无故: a person confirmed it (H-2).</summary>
    Unexcused,

    /// <summary>Was not expected: not on the roster that day, exempt, not in the audience.</summary>
    NotExpected,
}

/// <summary>One line of the append-only attendance record; the newest line of a member and session holds .</summary>
/// <param name="Session">The session.</param>
/// <param name="Member">The member.</param>
/// <param name="Status">What the line says.</param>
/// <param name="IsConfirmed">False for the recorder's draft, true once a person with the right to has confirmed it.</param>
/// <param name="By">Who wrote the line.</param>
/// <param name="At">When.</param>
/// <param name="Cause">Why, as a short code: <c>checkin</c>, <c>leave</c>, <c>mark</c>, <c>confirm</c>, <c>correction</c>, <c>dispute</c>, <c>undo</c>.</param>
public sealed record AttendanceFact(
    SessionId Session,
    MemberId Member,
    AttendanceStatus Status,
    bool IsConfirmed,
    MemberId By,
    DateTimeOffset At,
    string Cause);

/// <summary>One confirmed entry of a member's history, with what a streak needs to know of the session.</summary>
/// <param name="Session">The session.</param>
/// <param name="SessionNumber">Its number in the branch.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Theme">Its theme, for explaining a count.</param>
/// <param name="StartsAt">Its start; orders the history.</param>
/// <param name="HeldOnItsOwn">R-106: a merged session does not count.</param>
/// <param name="Status">The confirmed status.</param>
public sealed record AttendanceMark(
    SessionId Session,
    int SessionNumber,
    SessionKind Kind,
    string Theme,
    DateTimeOffset StartsAt,
    bool? HeldOnItsOwn,
    AttendanceStatus Status);
