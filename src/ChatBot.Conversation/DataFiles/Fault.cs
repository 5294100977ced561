namespace ChatBot.Conversation.DataFiles;

/// <summary>Something wrong in a file under <c>dialogs/</c>, said so that its author can mend it.</summary>
/// <param name="File">The file, relative to the <c>dialogs</c> folder, with forward slashes.</param>
/// <param name="Line">Line from 1; 0 when the whole file (or its absence) is meant.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What to do about it; may be empty.</param>
public sealed record Fault(string File, int Line, string Message, string Advice = "")
{
    public override string ToString() =>
        (Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}") + (Advice.Length > 0 ? $" ({Advice})" : "");
}
