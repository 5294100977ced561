using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Dialogs;

/// <summary>An intent without a form: the use case that answers it, or the command it is another way to say.</summary>
/// <param name="Intent">Its name.</param>
/// <param name="Run">The use case; null when <paramref name="Command"/> is set.</param>
/// <param name="Command">A slash command.</param>
/// <param name="With">Inputs by name from understood slots.</param>
/// <param name="Patterns">Patterns that mean it, for what the intents do not know; matched against the plain text.</param>
public sealed record IntentRoute(
    string Intent,
    string? Run,
    string? Command,
    IReadOnlyDictionary<string, string> With,
    IReadOnlyList<Regex> Patterns);

/// <summary>What a bare number means after a list.</summary>
/// <param name="Source">The choice source of the list.</param>
/// <param name="Run">The use case to run with the thing picked; null when <paramref name="Open"/> is set.</param>
/// <param name="Open">The form to open with the thing picked.</param>
/// <param name="Input">The input or slot that takes it.</param>
/// <param name="File">Where it is written, for faults.</param>
/// <param name="Line">Its line.</param>
public sealed record ListRoute(string Source, string? Run, string? Open, string Input, string File, int Line);
