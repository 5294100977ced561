using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>Which request is withdrawn; also what taking an act on it back needs to know.</summary>
/// <param name="Request">The request.</param>
public sealed record LeaveFacts(LeaveRequestId? Request) : IRequestFacts
{
    Guid? IRequestFacts.Request => Request?.Value;
}
