using System.Diagnostics;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;

namespace ChatBot.Channels.WeCom.Tests.Sdk;

/// <summary>A bot made of the platform's own SDK, running as a process; what it tells can be waited for in order.</summary>
internal sealed class SdkBot : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _told = [];

    private SdkBot(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static SdkBot Start(NodeSdk sdk, WeComDouble platform, string secret = WeComDemo.RobotSecret) =>
        new(sdk.Start("robot.mjs", platform.RobotEndpoint.AbsoluteUri, WeComDemo.BotId, secret));

    /// <summary>Reads on until it tells this; what came before is passed over.</summary>
    /// <exception cref="TimeoutException">It did not within 20 s, or ended.</exception>
    public async Task<JsonObject> UntilAsync(string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                _told.Add(line);
                var told = (JsonObject)JsonNode.Parse(line)!;
                if ((string?)told["what"] == what)
                {
                    return told;
                }
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The SDK did not tell '{what}', but:\n{string.Join('\n', _told)}", late);
        }

        throw new TimeoutException($"The SDK's process ended before '{what}':\n{string.Join('\n', _told)}\n{await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close(); // It disconnects and ends.
            using var limit = new CancellationTokenSource(Limit);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }
        finally
        {
            _process.Dispose();
        }
    }
}
