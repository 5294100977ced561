using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Sdk;

/// <summary>The platform's own npm package below the build's output; where it cannot be installed the tests skip and say why.</summary>
public sealed class NodeSdk : IAsyncLifetime
{
    private readonly NodePackages _packages = new(
        Path.Combine(AppContext.BaseDirectory, "Sdk", "node"), Path.Combine(AppContext.BaseDirectory, "sdk-packages"));

    private string? _missing;

    /// <summary>Starts a bot made of the SDK.</summary>
    public NodeScript StartBot(DingTalkDouble platform, string secret = DingTalkDemo.AppSecret)
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        return new NodeScript(_packages.Start("bot.mjs", platform.BaseUrl.AbsoluteUri, DingTalkDemo.AppKey, secret));
    }

    public async ValueTask InitializeAsync() => _missing = await _packages.InstallAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
