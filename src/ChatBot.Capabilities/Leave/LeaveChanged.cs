using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Leave;

/// <summary>Its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record LeaveChanged(LeaveRequest Request, LeaveStatus From) : Change
{
    /// <inheritdoc/>
    public override string? Card => LeaveCard.KeyOf(Request.Id);
}
