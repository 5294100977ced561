using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>One WebSocket of a bot. A chunk of 512 KB in base64 with its frame is the largest that comes.</summary>
internal sealed class RobotConnection(WebSocket socket, Action abort) : FrameSocket(socket, abort)
{
    private readonly List<Task> _later = [];

    /// <summary>The robot that it is subscribed to; null before and after.</summary>
    public WeComRobotChats? Robot { get; set; }

    /// <summary>Sends an answer after a while, without holding up what comes in meanwhile.</summary>
    public void SendLater(JsonObject frame, TimeSpan after, CancellationToken ct) => _later.Add(WaitAndSendAsync(frame, after, ct));

    /// <summary>Waits for answers that are under way.</summary>
    public Task FinishAsync() => Task.WhenAll(_later);

    private async Task WaitAndSendAsync(JsonObject frame, TimeSpan after, CancellationToken ct)
    {
        try
        {
            await Task.Delay(after, TimeProvider.System, ct);
            await SendAsync(frame, ct);
        }
        catch (OperationCanceledException)
        {
            // The connection ended first.
        }
    }
}
