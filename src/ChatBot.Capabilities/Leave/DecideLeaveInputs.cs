using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>A decision on leave.</summary>
/// <param name="Request">The request.</param>
/// <param name="Decision">What is decided.</param>
/// <param name="Text">A word to the member.</param>
public sealed record DecideLeaveInputs(LeaveRequestId? Request, Decision? Decision, string? Text) : IDecideInputs
{
    Guid? IDecideInputs.Request => Request?.Value;
}
