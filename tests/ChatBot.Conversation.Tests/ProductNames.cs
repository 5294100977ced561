using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Tests;

/// <summary>Names that the product's source gives to things, read from the source itself.</summary>
internal static partial class ProductNames
{
    /// <summary>Names of all use cases and choice sources of the application.</summary>
    public static IReadOnlySet<string> UseCasesAndSources { get; } = SourceFiles("ChatBot.Application")
        .SelectMany(f => Named().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Source files of a project under <c>src/</c>; of all when none is named.</summary>
    public static IEnumerable<string> SourceFiles(string project = "") =>
        Directory.EnumerateFiles(Path.Combine(ProductFiles.Root, "src", project), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex("(?:string Name => |new \\w+Choices\\(|\\.Materials\\()\"([a-z_]+\\.[a-z_]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Named();
}
