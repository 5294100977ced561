using ChatBot.EndToEnd.Story.Harness;

namespace ChatBot.EndToEnd.Tests.SampleCapability;

/// <summary>The product with one more capability: its assembly, and its folder beside the product's dialogs.</summary>
public sealed class TeaFixture : BotFixture
{
    private readonly string _dialogs = Path.Combine(Path.GetTempPath(), $"dialogs-{Guid.NewGuid():N}");

    /// <inheritdoc/>
    protected override BotSetup Change(BotSetup setup)
    {
        Copy(Path.Combine(Repository.Root, "dialogs"), _dialogs);
        Copy(Path.Combine(Repository.Root, "tests/ChatBot.EndToEnd.Tests/SampleCapability/dialogs"), _dialogs);
        return setup with
        {
            Capabilities = [typeof(TeaCapability).Assembly],
            Settings = new Dictionary<string, string?>(setup.Settings) { ["Dialogs:Folder"] = _dialogs },
        };
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
