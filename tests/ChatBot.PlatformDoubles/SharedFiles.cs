namespace ChatBot.PlatformDoubles;

/// <summary>Finds test vectors and corpora in a folder <c>shared/</c> beside the repository; they are not part of it.</summary>
public static class SharedFiles
{
    /// <summary>The file's full path, looked for from the test assembly upwards; null when it is not there.</summary>
    /// <param name="relativePath">Path below <c>shared/</c>, e.g. <c>protocols/wecom-vectors.json</c>.</param>
    public static string? Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", relativePath);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
