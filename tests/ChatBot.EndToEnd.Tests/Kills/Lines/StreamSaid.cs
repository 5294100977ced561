using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;

namespace ChatBot.EndToEnd.Tests.Kills.Lines;

/// <summary>DingTalk pushes to the robot's stream; the answer comes to the message's session webhook.</summary>
internal sealed class StreamSaid : SocketSaid
{
    private readonly KillWorld _world;
    private readonly JsonObject _payload;
    private readonly string _session;
    private DingTalkDelivery? _delivery;

    public StreamSaid(KillWorld world, string user, string text)
    {
        _payload = world.DingTalk.Payload(user, user, text);
        (_world, _session) = (world, KillWorld.SessionOf(_payload));
    }

    public override IReadOnlyList<string> Answers => _world.AnswersTo(_session);

    protected override Task WaitForConnectionAsync(TimeSpan within, CancellationToken cancellationToken) =>
        _world.DingTalkPlatform.Stream.WaitForConnectionAsync(1, within, cancellationToken);

    protected override async Task PushAsync(bool again, CancellationToken cancellationToken) =>
        _delivery = again
            ? await _world.DingTalkPlatform.Stream.RepeatAsNewAsync(_delivery!, cancellationToken)
            : await _world.DingTalkPlatform.Stream.SayRawAsync(_payload, freshSession: false, cancellationToken);
}
