using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>Says replies on the long connection, each in the way that its occasion asks for (page 101463).</summary>
internal sealed class RobotReplier(Lazy<RobotErrands> errands, ILogger<RobotReplier> logger, IRateLimiter? limiter = null)
{
    /// <summary>Welcomes and updates of cards are taken within five seconds; what is nearly late goes the other way.</summary>
    private static readonly TimeSpan EventLimit = TimeSpan.FromSeconds(4.5);

    /// <summary>Longest wait that the platform may ask for before the one retry.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Says them in order; false when nothing at all was said.</summary>
    public async Task<bool> SayAsync(RobotOccasion occasion, IReadOnlyList<OutboundMessage> replies, CancellationToken cancellationToken)
    {
        var said = await SayByKindAsync(occasion, replies, cancellationToken);
        await CountAsync(occasion, said, cancellationToken);
        return said > 0;
    }

    private Task<int> SayByKindAsync(RobotOccasion occasion, IReadOnlyList<OutboundMessage> replies, CancellationToken cancellationToken) =>
        occasion.Message.Kind switch
        {
            InboundKind.Enter => WelcomeAsync(occasion, replies, cancellationToken),
            InboundKind.Tap => AnswerTapAsync(occasion, TapAnswer.Of(occasion.Message, replies), cancellationToken),
            InboundKind.Text or InboundKind.Attachment or InboundKind.Unsupported => ReplyAsync(occasion, replies, cancellationToken),
        };

    private async Task<int> ReplyAsync(RobotOccasion occasion, IReadOnlyList<OutboundMessage> replies, CancellationToken cancellationToken)
    {
        var said = 0;
        foreach (var piece in RobotPieces.Of(replies, takesCards: true, RobotPieces.UniqueTo(occasion.Message)))
        {
            if (!await TryAsync(occasion, "aibot_respond_msg", piece.AsReply(), cancellationToken)
                && !await PushAsync(occasion, piece, cancellationToken))
            {
                break;
            }

            said++;
        }

        return said;
    }

    private async Task<int> WelcomeAsync(RobotOccasion occasion, IReadOnlyList<OutboundMessage> replies, CancellationToken cancellationToken)
    {
        var pieces = RobotPieces.Of(replies, takesCards: !occasion.Callback.IsGroup, RobotPieces.UniqueTo(occasion.Message), RobotText.MaxWelcomeBytes);
        var isWelcomed = occasion.Age < EventLimit
            && await TryAsync(occasion, "aibot_respond_welcome_msg", pieces[0].AsWelcome(), cancellationToken);
        return (isWelcomed ? 1 : 0) + await PushAllAsync(occasion, pieces.Skip(isWelcomed ? 1 : 0), cancellationToken);
    }

    private async Task<int> AnswerTapAsync(RobotOccasion occasion, TapAnswer answer, CancellationToken cancellationToken)
    {
        var said = 0;
        List<OutboundMessage> toSay = [.. answer.Said];
        if (answer.NewState is { } state)
        {
            var (card, beside) = RobotPieces.NewState(state, occasion.Message.Tapped!.CopyId);
            var update = RobotBody.OfUpdate(card, RobotCopies.WhoseChange(occasion.Message, occasion.Callback.UserId));
            if (occasion.Age < EventLimit && await TryAsync(occasion, "aibot_respond_update_msg", update, cancellationToken))
            {
                said++;
                if (beside.Length > 0)
                {
                    toSay.Insert(0, new OutboundMessage { Text = beside });
                }
            }
            else
            {
                toSay.Insert(0, state);
            }
        }

        return said + await PushAllAsync(occasion, RobotPieces.Of(toSay, takesCards: !occasion.Callback.IsGroup, RobotPieces.UniqueTo(occasion.Message)), cancellationToken);
    }

    private async Task<int> PushAllAsync(RobotOccasion occasion, IEnumerable<RobotPiece> pieces, CancellationToken cancellationToken)
    {
        var said = 0;
        foreach (var piece in pieces)
        {
            if (!await PushAsync(occasion, piece, cancellationToken))
            {
                break;
            }

            said++;
        }

        return said;
    }

    /// <summary>Sends it as a message of the robot's own; over another replica when the connection has moved there.</summary>
    private async Task<bool> PushAsync(RobotOccasion occasion, RobotPiece piece, CancellationToken cancellationToken)
    {
        var isGroup = occasion.Callback.IsGroup;
        var body = (isGroup ? piece.AsGroupMessage() : piece.AsMessage()).To(occasion.ChatId, isGroup);
        var result = await errands.Value.SendAsync(occasion.Account, [body], cancellationToken);
        if (result is { Failure: FailureCategory.RateLimited, RetryAfter: { } wait })
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, TimeProvider.System, cancellationToken);
            result = await errands.Value.SendAsync(occasion.Account, [body], cancellationToken);
        }

        // Nobody knows: it may well have arrived, and twice is worse than a gap that the log tells of.
        return result.Failure is null or FailureCategory.UnknownOutcome;
    }

    /// <summary>Answers under the callback's req_id; false when it must be said in another way.</summary>
    private async Task<bool> TryAsync(RobotOccasion occasion, string cmd, RobotBody body, CancellationToken cancellationToken)
    {
        var ack = await occasion.Keeper.AskAsync(cmd, occasion.ReqId, body, cancellationToken);
        if (ack.Code == WeComErrorCodes.TooFast && cmd == "aibot_respond_msg")
        {
            await Task.Delay(WeComErrorCodes.DefaultWait(WeComErrorCodes.TooFast) ?? LongestWait, TimeProvider.System, cancellationToken);
            ack = await occasion.Keeper.AskAsync(cmd, occasion.ReqId, body, cancellationToken);
        }

        // A stream that is told again under its id stays one message, and a card's task_id is taken once: so when nobody
        // knows whether it arrived, once more does no harm.
        if (ack is { Code: null, WasSent: true } && cmd == "aibot_respond_msg")
        {
            ack = await occasion.Keeper.AskAsync(cmd, occasion.ReqId, body, cancellationToken);
            if (ack.Code is not null)
            {
                return true;
            }
        }

        if (ack.IsGood)
        {
            return true;
        }

        var result = ack.ToResult();
        logger.ReplyFailed(occasion.Account.Name, cmd, occasion.Message.MessageId, result.Code);
        return result.Failure == FailureCategory.UnknownOutcome;
    }

    /// <summary>Replies and messages of its own share the chat's limits: what was said is counted, without waiting for room.</summary>
    private async Task CountAsync(RobotOccasion occasion, int said, CancellationToken cancellationToken)
    {
        if (said == 0 || limiter is null)
        {
            return;
        }

        try
        {
            var chat = occasion.Callback.IsGroup ? occasion.ChatId : occasion.Message.Sender.UserId;
            await limiter.TryTakeAsync(RobotRoutes.Windows(occasion.Account.Name, chat, said), cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            logger.StoreAway(occasion.Account.Name, "replies not counted");
        }
    }
}
