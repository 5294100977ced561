using System.Text.RegularExpressions;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace ChatBot.Conversation.Tests;

/// <summary>Names that the product's source gives to things, read from the source itself.</summary>
internal static partial class ProductNames
{
    /// <summary>The product's use cases.</summary>
    public static UseCaseCatalogue Catalogue { get; } = new ServiceCollection().AddKernel().AddCapabilities(typeof(SessionsCapability).Assembly)
        .BuildServiceProvider().GetRequiredService<UseCaseCatalogue>();

    /// <summary>Names of all use cases and choice sources of the application.</summary>
    public static IReadOnlySet<string> UseCasesAndSources { get; } = SourceFiles("ChatBot.Kernel").Concat(SourceFiles("ChatBot.Capabilities"))
        .SelectMany(f => Named().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
        .Concat(Catalogue.All.Select(u => u.Name))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The product's parameters of policies.</summary>
    public static PolicyCatalogue Policies { get; } = new ServiceCollection().AddKernel().AddCapabilities(typeof(SessionsCapability).Assembly)
        .BuildServiceProvider().GetRequiredService<PolicyCatalogue>();

    /// <summary>What files may name, with these use cases and choice sources.</summary>
    public static DeclaredNames Declared(IReadOnlySet<string>? useCases = null, IReadOnlySet<string>? sources = null) =>
        new(useCases ?? UseCasesAndSources, sources ?? UseCasesAndSources, [typeof(SessionsCapability).Assembly], Policies);

    /// <summary>Source files of a project under <c>src/</c>; of all when none is named.</summary>
    public static IEnumerable<string> SourceFiles(string project = "") =>
        Directory.EnumerateFiles(Path.Combine(ProductFiles.Root, "src", project), "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex("(?:string Name => |new \\w+Choices\\(|(?:Pending|Own)Requests<[^(]*>\\()\"([a-z_]+\\.[a-z_]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Named();
}
