using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ChatBot.Architecture.Tests.Sources;

/// <summary>Reads C# as the compiler does; comments and XML documentation are left out.</summary>
internal static class SourceTokens
{
    /// <summary>Every word of every file under <c>src</c>.</summary>
    public static IReadOnlyList<SourceToken> OfSrc { get; } = [.. Repository.SourceFiles.SelectMany(file => Of(file.Key, file.Value))];

    /// <summary>The words of one file.</summary>
    public static IReadOnlyList<SourceToken> Of(string file, string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview));
        var lines = tree.GetText().Lines;
        return [.. tree.GetRoot().DescendantTokens().Where(token => token.Span.Length > 0)
            .Select(token => new SourceToken(file, lines.IndexOf(token.SpanStart) + 1, token.Text, IsText(token)))];
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
        or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken
        or SyntaxKind.Utf8MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken;
}
