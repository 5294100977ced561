using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.Attendance;

/// <summary>What taking a correction back needs to know.</summary>
/// <param name="Session">The session.</param>
/// <param name="Member">Whose line was corrected.</param>
/// <param name="Status">What the line said before.</param>
public sealed record CorrectionFacts(SessionId? Session, MemberId? Member, AttendanceStatus? Status);
