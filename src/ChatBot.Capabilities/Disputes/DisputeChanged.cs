using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record DisputeChanged(Dispute Dispute, DisputeStatus From) : Change
{
    /// <inheritdoc/>
    public override string? Card => DisputeCard.KeyOf(Dispute.Id);
}
