using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Study;

/// <summary>Material that can be picked for a purpose.</summary>
public sealed class MaterialChoices(string name, IStudyReader study, Func<Material, TurnScope, bool> filter) : IChoiceSource
{
    private const int Looked = 30;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await study.ListAsync(scope.Branch.Id, Looked, cancellationToken)).Where(m => filter(m, scope))
            .Select(m => new Choice(
                m.Id.ToString(),
                m.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Phrase.Of("study.choice", ("number", m.Number), ("title", m.Title)),
                [m.Title]))];
}
