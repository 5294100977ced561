using System.Text.Json;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>Files that lie in a folder <c>shared/</c> beside the repository; not everybody has it.</summary>
internal static class SharedFiles
{
    public const string Vectors = "protocols/dingtalk-vectors.json";

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

    /// <summary>The protocol's test vectors, or the test is skipped.</summary>
    public static JsonElement VectorsOrSkip()
    {
        var path = Find(Vectors);
        Assert.SkipWhen(path is null, $"shared/{Vectors} is not beside the repository");
        return JsonElement.Parse(File.ReadAllText(path!));
    }
}
