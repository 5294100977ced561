namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>A folder that is gone at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatbot-test-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file; its full path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>A copy of the product's <c>dialogs/</c>.</summary>
    public void CopyDialogs()
    {
        var source = Host.Serving.DialogsFolder.Find(null);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(PathOf("dialogs"), Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Replaces words in a file.</summary>
    public void Replace(string name, string old, string by) =>
        File.WriteAllText(PathOf(name), File.ReadAllText(PathOf(name)).Replace(old, by, StringComparison.Ordinal));

    public void Dispose() => _folder.Delete(recursive: true);
}
