using Xunit;

namespace ChatBot.Conversation.Tests.Understanding;

/// <summary>Files that several checkouts share, in a folder <c>shared/</c> beside the repository. Absent elsewhere.</summary>
internal static class SharedFiles
{
    /// <summary>The file's path, or a skipped test with the reason.</summary>
    public static string Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", relativePath);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"shared/{relativePath} is not beside this repository; the repository's own sentences still run.");
        return "";
    }
}
