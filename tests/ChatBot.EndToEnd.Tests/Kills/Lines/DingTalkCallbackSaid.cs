using System.Net;
using System.Text.Json.Nodes;

namespace ChatBot.EndToEnd.Tests.Kills.Lines;

/// <summary>DingTalk calls the robot; the answer comes to the message's session webhook before the call is taken.</summary>
internal sealed class DingTalkCallbackSaid : Said
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private readonly KillWorld _world;
    private readonly string _payload;
    private readonly string _session;

    public DingTalkCallbackSaid(KillWorld world, string user, string text)
    {
        JsonNode payload = world.DingTalk.Payload(user, user, text);
        (_world, _payload, _session) = (world, payload.ToJsonString(), KillWorld.SessionOf(payload));
    }

    public override IReadOnlyList<string> Answers => _world.AnswersTo(_session);

    public override async Task<string?> CallAsync(CancellationToken cancellationToken)
    {
        var reply = await _world.DingTalk.SendRawAsync(_payload, ct: cancellationToken);
        if (reply.Status != HttpStatusCode.OK)
        {
            return null;
        }

        return await HoldsAsync(() => Answers.Count > 0, AnswerLimit, cancellationToken) ? Answers[^1] : "";
    }
}
