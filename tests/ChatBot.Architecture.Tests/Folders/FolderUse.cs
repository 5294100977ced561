namespace ChatBot.Architecture.Tests.Folders;

/// <summary>Types of one folder use types of another.</summary>
internal sealed record FolderUse(string From, string To)
{
    /// <summary>Reads what <see cref="ToString"/> writes, one a line.</summary>
    public static IReadOnlySet<FolderUse> All(string lines) => lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(" -> "))
        .Select(ends => new FolderUse(ends[0], ends[1]))
        .ToHashSet();

    /// <inheritdoc/>
    public override string ToString() => $"{From} -> {To}";
}
