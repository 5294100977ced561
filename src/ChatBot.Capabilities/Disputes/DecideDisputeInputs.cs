using ChatBot.Capabilities.Attendance;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>A decision on a dispute.</summary>
/// <param name="Dispute">The dispute.</param>
/// <param name="Decision">Whether it is upheld.</param>
/// <param name="Status">What the line says from now on, when it is upheld.</param>
/// <param name="Text">A word to the member.</param>
public sealed record DecideDisputeInputs(DisputeId? Dispute, Decision? Decision, AttendanceStatus? Status, string? Text) : IDecideInputs
{
    Guid? IDecideInputs.Request => Dispute?.Value;
}
