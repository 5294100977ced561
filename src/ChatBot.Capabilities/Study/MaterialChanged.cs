using ChatBot.Kernel.Ledger;

namespace ChatBot.Capabilities.Study;

/// <summary>Its new form. Guard: the stored state is <paramref name="From"/>.</summary>
public sealed record MaterialChanged(Material Material, MaterialState From) : Change
{
    /// <inheritdoc/>
    public override string? Card => MaterialCard.KeyOf(Material.Id);
}
