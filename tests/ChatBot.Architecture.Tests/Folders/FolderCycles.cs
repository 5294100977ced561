namespace ChatBot.Architecture.Tests.Folders;

/// <summary>
/// The rule that folders of a project do not use each other in a circle. Uses that are known to close a circle are listed; the
/// rule says which others do, and which listed ones no longer do, so that the list gets shorter and never longer.
/// </summary>
internal static class FolderCycles
{
    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<string> Faults(FolderGraph graph, IReadOnlySet<FolderUse> known) =>
    [
        .. graph.OnCycles(known).Select(use => $"{use} is part of a new cycle: {graph.Because(use)}"),
        .. known.Where(use => !graph.Has(use)).Select(use => $"{use} is gone: take it off the list"),
        .. known.Where(use => graph.Has(use) && !graph.OnCycles(known.Where(other => other != use).ToHashSet()).Contains(use))
            .Select(use => $"{use} closes no cycle any more: take it off the list"),
    ];
}
