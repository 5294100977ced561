namespace ChatBot.Conversation.Tests;

/// <summary>A <c>dialogs</c> folder of a test's own.</summary>
internal sealed class TemporaryDialogs : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dialogs-").FullName;

    /// <summary>Writes a file; the name is relative to the folder.</summary>
    public TemporaryDialogs With(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
