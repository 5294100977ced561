using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Sdk;

/// <summary>
/// The platform's own npm packages in a folder below the build's output, installed once from the pinned lock file.
/// Without Node.js, npm or a registry the tests skip and say why; a lock file that does not fit fails.
/// </summary>
public sealed class NodeSdk : IAsyncLifetime
{
    private const string Marker = "installed.txt";
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(2);
    private static readonly string[] OwnFaults = ["EUSAGE", "EINTEGRITY", "EJSONPARSE"];

    private readonly string _source = Path.Combine(AppContext.BaseDirectory, "Sdk", "node");
    private string? _missing;

    /// <summary>Where scripts and packages are.</summary>
    public string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "sdk-packages");

    /// <summary>Skips the test when the packages are not there.</summary>
    public void Require() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    /// <summary>Starts a script of the folder.</summary>
    public Process Start(string script, params IReadOnlyList<string> arguments)
    {
        Require();
        return Launch("node", [Path.Combine(Folder, script), .. arguments]);
    }

    public async ValueTask InitializeAsync()
    {
        if (await RunAsync("node", ["--version"]) is not { Code: 0 } || await RunAsync("npm", ["--version"]) is not { Code: 0 })
        {
            _missing = "Node.js or npm is not there, so the platform's own packages cannot run.";
            return;
        }

        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.EnumerateFiles(_source))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        }

        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"))));
        var marker = Path.Combine(Folder, Marker);
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == wanted)
        {
            return;
        }

        var outcome = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]);
        if (outcome is { Code: 0 })
        {
            await File.WriteAllTextAsync(marker, wanted);
            return;
        }

        var reason = outcome?.Errors.Split('\n').FirstOrDefault(l => l.Contains(" code ", StringComparison.Ordinal))?.Trim() ?? "no answer in time";
        Assert.False(OwnFaults.Any(f => reason.EndsWith(f, StringComparison.Ordinal)), $"npm ci refuses package-lock.json: {reason}");
        _missing = $"The platform's own packages could not be installed ({reason}).";
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Process Launch(string program, IReadOnlyList<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Directory.Exists(Folder) ? Folder : AppContext.BaseDirectory,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
    })!;

    private async Task<(int Code, string Errors)?> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        Process process;
        try
        {
            process = Launch(program, arguments);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // There is no such program.
        }

        using (process)
        using (var limit = new CancellationTokenSource(InstallLimit))
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            try
            {
                await Task.WhenAll(errors, output, process.WaitForExitAsync(limit.Token));
                return (process.ExitCode, await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
    }
}

/// <summary>Tests that share the installed packages.</summary>
[CollectionDefinition(Name)]
public sealed class NodeSdkTests : ICollectionFixture<NodeSdk>
{
    public const string Name = "Platform's own SDK";
}
