using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Requests;

namespace ChatBot.Capabilities.Study;

/// <summary>Its new form. Guard: the stored state is <paramref name="From"/>.</summary>
public sealed record MaterialChanged(Material Material, RequestStatus From) : Change
{
    /// <inheritdoc/>
    public override string? Card => MaterialShape.Names.CardOf(Material.Key);
}
