namespace ChatBot.Architecture.Tests.Fixtures.Doors;

/// <summary>A type that is there to read files.</summary>
public static class FileReader
{
    /// <summary>Reads a file.</summary>
    public static string Read(string path) => File.ReadAllText(path);
}
