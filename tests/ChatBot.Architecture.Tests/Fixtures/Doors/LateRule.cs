namespace ChatBot.Architecture.Tests.Fixtures.Doors;

/// <summary>A rule that should take what it needs as an argument and reads it from a file.</summary>
public static class LateRule
{
    /// <summary>After this many minutes one is late.</summary>
    public static async Task<int> MinutesAsync(string path) => int.Parse(await File.ReadAllTextAsync(path), System.Globalization.CultureInfo.InvariantCulture);
}
