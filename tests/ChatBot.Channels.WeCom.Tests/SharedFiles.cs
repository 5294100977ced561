using System.Text.Json;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

/// <summary>Files that lie in a folder <c>shared/</c> beside the repository; not everybody has it.</summary>
internal static class SharedFiles
{
    /// <summary>The path, or null when there is none.</summary>
    public static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", relative);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>The JSON, or the test is skipped.</summary>
    public static JsonDocument ReadJsonOrSkip(string relative)
    {
        var path = Find(relative);
        Assert.SkipWhen(path is null, $"shared/{relative} is not beside the repository");
        return JsonDocument.Parse(File.ReadAllText(path!));
    }
}
