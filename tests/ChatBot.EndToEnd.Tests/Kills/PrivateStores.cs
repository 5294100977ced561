using System.Diagnostics;
using System.Globalization;
using ChatBot.EndToEnd.Story.Harness;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>A Postgres and a Redis for one test, which may stop them: started by the script that everybody else uses.</summary>
internal sealed class PrivateStores : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(Root(), "deploy", "local", "services.sh");
    private readonly Dictionary<string, string> _environment;

    private PrivateStores(Dictionary<string, string> environment) => _environment = environment;

    /// <summary>How they are reached.</summary>
    public BotSetup Setup { get; private set; } = new("", "");

    /// <summary>Starts both in a folder of their own.</summary>
    public static async Task<PrivateStores> StartAsync(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "deploy/local/services.sh needs bash.");
        var stores = new PrivateStores(new Dictionary<string, string>
        {
            ["BRANCHBOT_LOCAL"] = Directory.CreateTempSubdirectory("branchbot-stores-").FullName,
            ["BRANCHBOT_POSTGRES_PORT"] = KillWorld.FreePort().ToString(CultureInfo.InvariantCulture),
            ["BRANCHBOT_REDIS_PORT"] = KillWorld.FreePort().ToString(CultureInfo.InvariantCulture),
        });
        await stores.RunAsync(cancellationToken, "start");
        var lines = (await stores.RunAsync(cancellationToken, "env")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string Of(string name) => lines.Single(l => l.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
        stores.Setup = new BotSetup(Of("ConnectionStrings__Postgres"), Of("ConnectionStrings__Redis"));
        return stores;
    }

    /// <summary>Stops <c>postgres</c> or <c>redis</c> and starts it again; Redis comes back empty.</summary>
    public async Task RestartAsync(string which, TimeSpan away, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken, "stop", which);
        await Task.Delay(away, cancellationToken);
        await RunAsync(cancellationToken, "start", which);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RunAsync(CancellationToken.None, "remove");
        if (Directory.Exists(_environment["BRANCHBOT_LOCAL"]))
        {
            Directory.Delete(_environment["BRANCHBOT_LOCAL"], recursive: true);
        }
    }

    private async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (key, value) in _environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"services.sh {string.Join(' ', arguments)}: {await error}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChatBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the checkout.");
    }
}
