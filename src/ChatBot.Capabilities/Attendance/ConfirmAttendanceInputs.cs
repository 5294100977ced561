using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Which list is confirmed, and what is left out.</summary>
/// <param name="Session">The session.</param>
/// <param name="Open">Whose line stays not recorded (不记).</param>
/// <param name="Spare">Who is not reminded (不提醒).</param>
public sealed record ConfirmAttendanceInputs(SessionId? Session, IReadOnlyList<MemberId> Open, IReadOnlyList<MemberId> Spare);
