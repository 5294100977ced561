using System.Text.Json;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// Says what came too late for a passive reply, or did not fit into it, over the message's response_url (page 101138):
/// one call, within an hour, words in any chat, a card only in a single one.
/// </summary>
internal sealed class RobotLateAnswers(WeComApiClient api, ILogger<RobotLateAnswers> logger)
{
    /// <summary>Says it once. Must not throw.</summary>
    public async Task SayAsync(
        WeComAccount account, RobotCallback callback, InboundMessage message, IReadOnlyList<OutboundMessage> replies, ITurnRunner turns, bool isKept)
    {
        try
        {
            var body = Body(message, replies);
            if (callback.ResponseUrl.Length == 0 || body is null)
            {
                logger.ReplyFailed(account.Name, "response_url", message.MessageId, "none");
                return;
            }

            // A repeat of the callback must not use the address for the same words; what was not kept is not shared.
            if (isKept && await turns.TakeDeliveryAsync(message, CancellationToken.None) != DeliveryStatus.Taken)
            {
                return;
            }

            var result = await api.RespondAsync(
                account, callback.ResponseUrl, JsonSerializer.SerializeToUtf8Bytes(body, RobotJson.Wire.RobotBody), CancellationToken.None);
            if (!result.IsSent)
            {
                logger.ReplyFailed(account.Name, "response_url", message.MessageId, result.Code);
            }

            if (isKept)
            {
                // The address has been used up, whatever came of it.
                await turns.ConfirmDeliveryAsync(message, CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            logger.TurnFailed(e, account.Name, message.MessageId);
        }
    }

    private static RobotBody? Body(InboundMessage message, IReadOnlyList<OutboundMessage> replies)
    {
        var pieces = RobotPieces.Of(replies, takesCards: message.Scope == ConversationScope.Private, RobotPieces.UniqueTo(message));
        return pieces switch
        {
            [] => null,
            [var only] => only.AsMessage(),

            // One call is all there is: everything in words.
            _ => RobotBody.OfMarkdown(RobotText.CutTo(string.Join("\n\n", replies.Select(r => r.PlainText)), RobotText.MaxBytes)),
        };
    }
}
