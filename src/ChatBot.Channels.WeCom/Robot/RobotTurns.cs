using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>Takes callbacks of the long connection, runs their turns and says the replies.</summary>
internal sealed class RobotTurns(
    Lazy<ITurnRunner> runner, RobotMemory memory, RobotReplier replier, RobotTimings timings, TimeProvider clock, ILogger<RobotTurns> logger)
    : IDisposable
{
    private readonly TurnQueue _queue = new();

    /// <summary>Queues a callback; returns at once.</summary>
    public void Take(RobotKeeper keeper, string reqId, RobotCallback callback)
    {
        var account = keeper.Account.Name;
        if (RobotInbound.Map(account, callback, clock.GetUtcNow()) is not { } message)
        {
            logger.CallbackIgnored(account, callback.MsgType, callback.Event);
            return;
        }

        var occasion = new RobotOccasion(keeper, reqId, callback, message, TimeProvider.System.GetTimestamp());
        if (!_queue.TryAdd(message.Sender.ToString(), () => RunAsync(occasion)))
        {
            logger.TooMany(account, message.MessageId, _queue.Count);
        }
    }

    /// <summary>Waits for turns that run.</summary>
    public Task DrainAsync(TimeSpan atMost) => _queue.DrainAsync(atMost);

    public void Dispose() => _queue.Dispose();

    private async Task RunAsync(RobotOccasion occasion)
    {
        var (account, message) = (occasion.Account.Name, occasion.Message);
        try
        {
            await memory.RememberSpellingAsync(account, occasion.Callback.UserId);
            var turns = runner.Value;
            using var limit = new CancellationTokenSource(timings.TurnLimit, TimeProvider.System);
            var outcome = await turns.RunAsync(message, limit.Token);
            if (outcome.Replies.Count == 0)
            {
                return;
            }

            // The platform does not repeat what it pushed, so the member is told what a platform that repeats is told.
            if (outcome.Status is TurnStatus.NotKept or TurnStatus.Busy)
            {
                logger.NotKept(account, message.MessageId, outcome.Status.ToString());
                await replier.SayAsync(occasion, outcome.Replies, CancellationToken.None);
                return;
            }

            if (await turns.TakeDeliveryAsync(message, CancellationToken.None) != DeliveryStatus.Taken)
            {
                return;
            }

            if (await replier.SayAsync(occasion, outcome.Replies, CancellationToken.None))
            {
                await turns.ConfirmDeliveryAsync(message, CancellationToken.None);
            }
            else
            {
                await turns.ReleaseDeliveryAsync(message, CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            // Whatever it is: the connection and the turns of others go on.
            logger.TurnFailed(e, account, message.MessageId);
        }
    }
}

/// <summary>A callback that is being answered.</summary>
/// <param name="Keeper">Keeps the connection on which it came.</param>
/// <param name="ReqId">What answers are told by.</param>
/// <param name="Callback">As it came.</param>
/// <param name="Message">As the bot sees it.</param>
/// <param name="Since">When it came, as a timestamp of the machine's clock.</param>
internal sealed record RobotOccasion(RobotKeeper Keeper, string ReqId, RobotCallback Callback, InboundMessage Message, long Since)
{
    public WeComAccount Account => Keeper.Account;

    /// <summary>The chat, as the platform spells it.</summary>
    public string ChatId => Callback.IsGroup ? Callback.ChatId : Callback.UserId;

    public TimeSpan Age => TimeProvider.System.GetElapsedTime(Since);
}
