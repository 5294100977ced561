using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ChatBot.PlatformDoubles;

/// <summary>
/// A platform's own npm packages in a folder of their own, installed once from a pinned lock file, so that tests can run
/// what the platform ships. Without Node.js, npm or a registry it says why it cannot.
/// </summary>
/// <param name="source">Folder with <c>package.json</c>, <c>package-lock.json</c> and the scripts.</param>
/// <param name="folder">Where to install; below the build's output, never in the source tree.</param>
public sealed class NodePackages(string source, string folder)
{
    private const string Marker = "installed.txt";
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(2);
    private static readonly string[] OwnFaults = ["EUSAGE", "EINTEGRITY", "EJSONPARSE"];

    /// <summary>Where scripts and packages are.</summary>
    public string Folder => folder;

    /// <summary>Installs the packages unless these very ones are there.</summary>
    /// <returns>Why they are not there; null when they are.</returns>
    /// <exception cref="InvalidOperationException">The lock file itself is wrong.</exception>
    public async Task<string?> InstallAsync(CancellationToken ct = default)
    {
        if (await RunAsync("node", ["--version"], ct) is not { Code: 0 } || await RunAsync("npm", ["--version"], ct) is not { Code: 0 })
        {
            return "Node.js or npm is not there, so the platform's own packages cannot run.";
        }

        Directory.CreateDirectory(folder);
        await using var alone = await LockAsync(ct);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            // Another run may be executing the copy, so an equal one is left alone.
            var copy = Path.Combine(folder, Path.GetFileName(file));
            if (!File.Exists(copy) || await File.ReadAllTextAsync(file, ct) != await File.ReadAllTextAsync(copy, ct))
            {
                File.Copy(file, copy, overwrite: true);
            }
        }

        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), ct)));
        var marker = Path.Combine(folder, Marker);
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker, ct) == wanted)
        {
            return null;
        }

        var outcome = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"], ct);
        if (outcome is { Code: 0 })
        {
            await File.WriteAllTextAsync(marker, wanted, ct);
            return null;
        }

        var reason = outcome?.Errors.Split('\n').FirstOrDefault(l => l.Contains(" code ", StringComparison.Ordinal))?.Trim() ?? "no answer in time";
        return OwnFaults.Any(f => reason.EndsWith(f, StringComparison.Ordinal))
            ? throw new InvalidOperationException($"npm ci refuses package-lock.json: {reason}")
            : $"The platform's own packages could not be installed ({reason}).";
    }

    /// <summary>Starts a script of the folder.</summary>
    public Process Start(string script, params IReadOnlyList<string> arguments) =>
        Launch("node", [Path.Combine(folder, script), .. arguments]);

    /// <summary>Two runs of one build prepare the same folder one after the other.</summary>
    private async Task<FileStream> LockAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (watch.Elapsed < InstallLimit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
            }
        }
    }

    private Process Launch(string program, IReadOnlyList<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Directory.Exists(folder) ? folder : AppContext.BaseDirectory,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
    })!;

    private async Task<(int Code, string Errors)?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        Process process;
        try
        {
            process = Launch(program, arguments);
        }
        catch (Win32Exception)
        {
            return null; // There is no such program.
        }

        using (process)
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            limit.CancelAfter(InstallLimit);
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
