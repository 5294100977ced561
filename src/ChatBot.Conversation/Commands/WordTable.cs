namespace ChatBot.Conversation.Commands;

/// <summary>Words and the canonical values they stand for, e.g. 党课 → <c>PartyClass</c>.</summary>
/// <param name="Name">Name of the table; that of an enum when its values are the enum's members.</param>
/// <param name="Words">Words in plain form (half-width, lower case) to values.</param>
/// <param name="Shown">The word shown for each value, in the order of the file.</param>
/// <param name="File">Where it stands, for faults.</param>
/// <param name="Line">Its line.</param>
public sealed record WordTable(
    string Name, IReadOnlyDictionary<string, string> Words, IReadOnlyList<(string Value, string Word)> Shown, string File, int Line);
