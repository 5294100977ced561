using ChatBot.Application.Channels;
using ChatBot.Application.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom;

/// <summary>
/// A passive reply is one text of 2048 bytes. Of a longer answer all parts but the last are sent before it by
/// <c>message/send</c>, so that the member reads them in order.
/// </summary>
internal sealed class WeComLongReplies(WeComApiClient api, ILogger<WeComLongReplies> logger)
{
    /// <summary>Sends what must go first and returns what the passive reply is to say; empty for nothing.</summary>
    public async Task<string> SendAllButLastAsync(
        WeComAccount account, InboundMessage message, IReadOnlyList<OutboundMessage> replies, ITurnRunner turns, CancellationToken cancellationToken)
    {
        if (replies.Count == 0)
        {
            return "";
        }

        var parts = WeComText.Parts(replies.Count == 1 ? replies[0].PlainText : string.Join("\n\n", replies.Select(r => r.PlainText)));
        if (parts.Count < 2)
        {
            return parts.Count == 0 ? "" : parts[0];
        }

        // A repeat of the callback gives the last part again; the others were sent when it came first.
        if (!await turns.TryTakeDeliveryAsync(message, cancellationToken))
        {
            return parts[^1];
        }

        for (var i = 0; i < parts.Count - 1; i++)
        {
            var code = await TrySendAsync(account, message.Sender.UserId, parts[i], cancellationToken);
            if (code is not null)
            {
                // Without trusted address or in need of time: the member gets at least the next part, and sees that it goes on.
                logger.LongReplyCut(account.Name, message.MessageId, i + 1, parts.Count, code);
                return parts[i] + WeComText.More;
            }
        }

        return parts[^1];
    }

    // No duplicate check: who asks the same twice in half an hour is to get the whole answer twice.
    private async Task<string?> TrySendAsync(WeComAccount account, string userId, string text, CancellationToken cancellationToken)
    {
        try
        {
            var result = await api.SendTextAsync(account, userId, text, checkDuplicates: false, cancellationToken);
            return result.IsSent ? null : result.Code;
        }
        catch (OperationCanceledException)
        {
            return "out of time";
        }
    }
}
