using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.GroupChat;

/// <summary>Group chats that the app owns. No cards there (page 90248): words, with how to answer.</summary>
internal sealed class GroupChatRoutes(GroupChats chats, WeComPartProgress progress) : IWeComRoutes
{
    /// <summary>Messages a minute and member over all groups of the app; more are dropped without a word (page 90248).</summary>
    private const int Rate = 200;

    /// <summary>The same by the day.</summary>
    private const int RatePerDay = 10_000;

    private static readonly RouteAbilities Abilities = new() { MentionsAll = true };

    /// <inheritdoc/>
    public bool Serves(OutboundRoute route) => chats.TryFind(route, out _, out _);

    /// <inheritdoc/>
    public RouteAbilities AbilitiesOf(OutboundRoute route) => Abilities;

    /// <inheritdoc/>
    public IReadOnlyList<RateWindow> LimitsOf(OutboundRoute route, OutboundMessage message)
    {
        if (!chats.TryFind(route, out var account, out var chatId))
        {
            return [];
        }

        // Who is in which groups is not known here. One count for all groups of the app is on the safe side for the minute;
        // the day's limit is far away for one group.
        var parts = Math.Max(1, WeComText.Parts(message.PlainText).Count);
        return
        [
            new($"{WeComChannel.ChannelName}:{account.Name}:appchats", Rate, TimeSpan.FromMinutes(1), parts),
            new($"{WeComChannel.ChannelName}:{account.Name}:appchat:{chatId}", RatePerDay, TimeSpan.FromDays(1), parts),
        ];
    }

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(
        OutboundRoute route, OutboundMessage message, string idempotencyKey, CancellationToken cancellationToken)
    {
        var parts = WeComText.Parts(message.PlainText);
        if (parts.Count == 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "empty");
        }

        var key = WeComPartProgress.KeyOf(route, idempotencyKey, message.PlainText);
        for (var i = progress.PartsSent(key); i < parts.Count; i++)
        {
            var result = await chats.SendAsync(route, WireMessage.OfText(parts[i], message.MentionsAll && i == 0), cancellationToken);
            if (!result.IsSent)
            {
                progress.Remember(key, i);
                return result;
            }
        }

        progress.Forget(key);
        return SendResult.Sent();
    }
}
