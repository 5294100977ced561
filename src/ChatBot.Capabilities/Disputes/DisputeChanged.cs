using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record DisputeChanged(Dispute Dispute, RequestStatus From) : Change
{
    /// <inheritdoc/>
    public override string? Card => DisputeShape.Names.CardOf(Dispute.Key);
}
