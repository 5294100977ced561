using System.Text.Json;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// Sends messages of the robot's own from any replica: over the connection where it is, else by asking the replica that
/// holds it.
/// </summary>
internal sealed class RobotErrands(RobotKeepers keepers, IReplicaRelay relay, RobotTimings timings, ILogger<RobotErrands> logger)
{
    /// <summary>Sends the bodies in order and stops at the first that fails.</summary>
    public async Task<RobotErrandResult> SendAsync(WeComAccount account, IReadOnlyList<RobotBody> bodies, CancellationToken cancellationToken)
    {
        var result = keepers.Find(account) is { IsHolder: true } keeper
            ? await RunAsync(keeper, bodies, cancellationToken)
            : await AskAsync(account, bodies, cancellationToken);
        if (result.Failure is { } failure)
        {
            logger.SendFailed(account.Name, failure.ToString(), result.Code);
        }

        return result;
    }

    /// <summary>Sends them over this replica's connection.</summary>
    public static async Task<RobotErrandResult> RunAsync(RobotKeeper keeper, IReadOnlyList<RobotBody> bodies, CancellationToken cancellationToken)
    {
        for (var i = 0; i < bodies.Count; i++)
        {
            var ack = await keeper.AskAsync("aibot_send_msg", RobotSocket.NewReqId("aibot_send_msg"), bodies[i], cancellationToken);
            if (!ack.IsGood)
            {
                var failed = ack.ToResult();
                return new RobotErrandResult(i, failed.Failure, failed.Code, failed.RetryAfter);
            }
        }

        return new RobotErrandResult(bodies.Count, null, "0", null);
    }

    /// <summary>Does what another replica asks; null when this one no longer holds the connection.</summary>
    public static async Task<string?> AnswerAsync(RobotKeeper keeper, string question, CancellationToken cancellationToken)
    {
        try
        {
            return keeper.IsHolder && JsonSerializer.Deserialize(question, RobotJson.Wire.RobotErrand) is { } errand
                ? JsonSerializer.Serialize(await RunAsync(keeper, errand.Bodies, cancellationToken), RobotJson.Wire.RobotErrandResult)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<RobotErrandResult> AskAsync(WeComAccount account, IReadOnlyList<RobotBody> bodies, CancellationToken cancellationToken)
    {
        try
        {
            var question = JsonSerializer.Serialize(new RobotErrand(bodies), RobotJson.Wire.RobotErrand);
            var answer = await relay.AskAsync(RobotLease.NameOf(account.Options.Robot!), question, timings.RelayPatience, cancellationToken);
            return answer.Outcome switch
            {
                RelayOutcome.Answered => JsonSerializer.Deserialize(answer.Text, RobotJson.Wire.RobotErrandResult)!,
                RelayOutcome.NobodyThere => new RobotErrandResult(0, FailureCategory.Transient, "not-connected", TimeSpan.FromSeconds(5)),
                RelayOutcome.NoAnswer => new RobotErrandResult(0, FailureCategory.UnknownOutcome, "relay-timeout", null),
            };
        }
        catch (StoreUnavailableException)
        {
            return new RobotErrandResult(0, FailureCategory.Transient, "relay-away", TimeSpan.FromSeconds(5));
        }
    }
}
