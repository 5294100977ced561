using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Points;

/// <summary>The lines of the branch's table that can be claimed.</summary>
public sealed class PointsItemChoices(IPointsReader points) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "points.items";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await points.ItemsAsync(scope.Branch.Id, cancellationToken)).Where(i => i.IsActive)
            .Select(i => Choice.Of(
                i.Id.Value, Phrase.Of("points.item_choice", ("name", i.Name), ("value", i.Value), ("unit", i.Unit)), i.Name))];
}
