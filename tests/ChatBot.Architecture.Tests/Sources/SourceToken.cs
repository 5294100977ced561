namespace ChatBot.Architecture.Tests.Sources;

/// <summary>A word of a C# file outside its comments.</summary>
/// <param name="File">Path from the root, with forward slashes.</param>
/// <param name="Line">Line, from 1, on which it begins.</param>
/// <param name="Text">How it is written; a string of several lines is one.</param>
/// <param name="IsText">Whether it is text: a string, a part of an interpolated one, or a character.</param>
internal sealed record SourceToken(string File, int Line, string Text, bool IsText)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Text.ReplaceLineEndings(" ")}";
}
