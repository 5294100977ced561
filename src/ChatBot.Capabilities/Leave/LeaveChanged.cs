using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Leave;

/// <summary>Its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record LeaveChanged(LeaveRequest Request, RequestStatus From) : Change
{
    /// <inheritdoc/>
    public override string? Card => LeaveShape.Names.CardOf(Request.Key);
}
