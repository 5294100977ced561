using ChatBot.Capabilities.Attendance;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Which dispute is withdrawn; also what taking an act on it back needs to know.</summary>
/// <param name="Dispute">The dispute.</param>
/// <param name="Before">What the line said before it was upheld; null when the line was not touched.</param>
public sealed record DisputeFacts(DisputeId? Dispute, AttendanceStatus? Before = null) : IRequestFacts
{
    Guid? IRequestFacts.Request => Dispute?.Value;
}
