using System.Diagnostics;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Sdk;

/// <summary>The platform's own npm packages below the build's output; where they cannot be installed the tests skip and say why.</summary>
public sealed class NodeSdk : IAsyncLifetime
{
    private readonly NodePackages _packages = new(
        Path.Combine(AppContext.BaseDirectory, "Sdk", "node"), Path.Combine(AppContext.BaseDirectory, "sdk-packages"));

    private string? _missing;

    /// <summary>Skips the test when the packages are not there.</summary>
    public void Require() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    /// <summary>Starts a script of the folder.</summary>
    public Process Start(string script, params IReadOnlyList<string> arguments)
    {
        Require();
        return _packages.Start(script, arguments);
    }

    public async ValueTask InitializeAsync() => _missing = await _packages.InstallAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Tests that share the installed packages.</summary>
[CollectionDefinition(Name)]
public sealed class NodeSdkTests : ICollectionFixture<NodeSdk>
{
    public const string Name = "Platform's own SDK";
}
