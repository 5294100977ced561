using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ChatBot.Architecture.Tests.Banned;

/// <summary>Compiles a source in memory with the analyzer that the projects under <c>src</c> are built with, and with their lists.</summary>
internal static class BannedCalls
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. new AnalyzerFileReference(Path.Combine(AppContext.BaseDirectory, "Analyzers", "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"), new Loader())
            .GetAnalyzers(LanguageNames.CSharp),
    ];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The lists that hold for a project.</summary>
    public static IReadOnlyList<string> ListsOf(string project) =>
        [.. new[] { "src/BannedSymbols.txt", $"src/{project}/BannedSymbols.txt" }.Select(name => Path.Combine(Repository.Root, name)).Where(File.Exists)];

    /// <summary>The symbols on those lists, as their documentation ids.</summary>
    public static IReadOnlyList<string> SymbolsOf(string project) =>
        [.. ListsOf(project).SelectMany(File.ReadAllLines).Where(line => line.Length > 0).Select(line => line[..line.IndexOf(';', StringComparison.Ordinal)])];

    /// <summary>What the analyzer says about a source, in the order of its lines: the line, from 1, and the message.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string source, string project, CancellationToken cancellationToken)
    {
        var compilation = Compile(source);
        ThrowIfBroken(compilation.GetDiagnostics(cancellationToken));
        var options = new AnalyzerOptions([.. ListsOf(project).Select(path => (AdditionalText)new ListFile(path))]);
        var found = await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(cancellationToken);
        return
        [
            .. found.OrderBy(d => d.Location.SourceSpan.Start)
                .Select(d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"),
        ];
    }

    /// <summary>The symbol of a documentation id, or null when there is none of that name.</summary>
    public static ISymbol? Find(string id) => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Compile(""));

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "sample", [CSharpSyntaxTree.ParseText(source)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static void ThrowIfBroken(ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException($"The sample does not compile: {error}");
        }
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
            // The dependencies stand beside the analyzer, where Assembly.LoadFrom looks.
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }

    private sealed class ListFile(string path) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) =>
            Microsoft.CodeAnalysis.Text.SourceText.From(File.ReadAllText(path));
    }
}
