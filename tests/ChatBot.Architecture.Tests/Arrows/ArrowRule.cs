namespace ChatBot.Architecture.Tests.Arrows;

/// <summary>The rule that a project uses only what lies below it.</summary>
/// <param name="MayUse">What each project may use; a project that is not named may use nothing of ours.</param>
internal sealed record ArrowRule(IReadOnlyDictionary<string, string[]> MayUse)
{
    /// <summary>What is wrong; empty when nothing is.</summary>
    /// <param name="project">The project.</param>
    /// <param name="references">The names that it refers to.</param>
    public IReadOnlyList<string> Faults(string project, IEnumerable<string> references) =>
    [
        .. references.Where(r => r.StartsWith("ChatBot.", StringComparison.Ordinal) && !MayUse.GetValueOrDefault(project, []).Contains(r))
            .Select(r => $"{project} uses {r}"),
    ];
}
