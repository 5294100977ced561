using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles;

/// <summary>A running script that tells what happens as lines of JSON with a field <c>what</c>, and ends when its input ends.</summary>
/// <param name="process">The process, its three streams redirected.</param>
public sealed class NodeScript(Process process) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Task<string> _errors = process.StandardError.ReadToEndAsync();
    private readonly List<string> _told = [];

    /// <summary>Reads on until it tells this; what came before is passed over.</summary>
    /// <exception cref="TimeoutException">It did not within 20 s, or ended.</exception>
    public async Task<JsonObject> UntilAsync(string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                _told.Add(line);
                if (line.StartsWith('{') && JsonNode.Parse(line) is JsonObject told && (string?)told["what"] == what)
                {
                    return told;
                }
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The script did not tell '{what}', but:\n{string.Join('\n', _told)}", late);
        }

        throw new TimeoutException($"The script ended before '{what}':\n{string.Join('\n', _told)}\n{await _errors}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(Limit);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
        }
        finally
        {
            process.Dispose();
        }
    }
}
