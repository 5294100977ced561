using System.Net;
using System.Text.RegularExpressions;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>What the bot answered to one message.</summary>
/// <param name="Status">HTTP status of the callback.</param>
/// <param name="Text">The words, several messages joined by line breaks; empty for none.</param>
public sealed partial record Reply(HttpStatusCode Status, string Text)
{
    /// <summary>The buttons, as what each one says: on platforms without buttons they stand in the text as 「…」.</summary>
    public IReadOnlyList<string> Options => OptionsOf(Text);

    /// <summary>The buttons in any text of the bot.</summary>
    public static IReadOnlyList<string> OptionsOf(string text) =>
        [.. text.Split('\n').Where(line => line.StartsWith("可回复：", StringComparison.Ordinal))
            .SelectMany(line => Quoted().Matches(line)).Select(m => m.Groups[1].Value)];

    /// <inheritdoc/>
    public override string ToString() => Status == HttpStatusCode.OK ? Text : $"HTTP {(int)Status} {Text}";

    [GeneratedRegex("「([^」]+)」")]
    private static partial Regex Quoted();
}
