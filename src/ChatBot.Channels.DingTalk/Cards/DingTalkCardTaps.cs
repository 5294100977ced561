using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Cards;

/// <summary>
/// A pressed button as a turn. The words of the button are said in private, also when the card hangs in a group: what
/// follows is between the person and the bot, and on the group's card only he sees his own state.
/// </summary>
internal sealed class DingTalkCardTaps(DingTalkReplies replies, DingTalkMessages messages, DingTalkBudgets budgets, TimeProvider clock, ILogger<DingTalkCardTaps> logger)
{
    private const string Group = "IM_GROUP";

    /// <summary>Presses of one button within this time are one: nothing tells a repeated callback from a second press.</summary>
    private const int SecondsOfOnePress = 10;

    /// <summary>Runs the turn of a callback.</summary>
    public async Task<CardTap> RunAsync(DingTalkAccount account, ReadOnlyMemory<byte> body, ITurnRunner turns, CancellationToken limit)
    {
        await budgets.SpendStreamAsync(account, "card-callback", limit);
        var (message, isGroup) = Read(account, body);
        if (message is null)
        {
            return CardTap.Ignored;
        }

        var outcome = await messages.RunAsync(account, message, turns, limit);
        if (outcome is not { Status: TurnStatus.Done or TurnStatus.Repeated })
        {
            return outcome is { Status: TurnStatus.NotKept }
                ? new CardTap(false, null, token => replies.DeliverAsync(account, message with { MessageId = message.MessageId + "#not-kept" }, outcome.Replies, turns, token))
                : CardTap.NotKept;
        }

        var (state, said) = TapAnswer.Of(message, outcome.Replies);
        var change = state is null ? null
            : isGroup ? new CardChange { Own = CardArtist.DrawOwn(state) }
            : new CardChange { Values = CardArtist.Draw(state) };
        return new CardTap(
            true,
            change is null ? null : JsonSerializer.Serialize(change, CardJson.Outgoing.CardChange),
            said.Count == 0 ? null : token => replies.DeliverAsync(account, message, said, turns, token));
    }

    private (InboundMessage? Message, bool IsGroup) Read(DingTalkAccount account, ReadOnlyMemory<byte> body)
    {
        try
        {
            var callback = JsonSerializer.Deserialize(body.Span, CardJson.Default.CardCallback);
            var say = callback?.Content is { Length: > 0 } content
                ? JsonSerializer.Deserialize(content, CardJson.Default.CardContent)?.Pressed?.Params?.Say
                : null;
            if (callback is null || !DingTalkInbound.IsId(callback.OutTrackId) || !DingTalkInbound.IsId(callback.UserId) || DingTalkContent.Clean(say, 1_000) is not { } words)
            {
                Log.CardMalformed(logger, account.Name, "outTrackId, userId or say");
                return default;
            }

            if (callback.CorpId is { Length: > 0 } corp && account.Options.CorpId.Length > 0 && corp != account.Options.CorpId)
            {
                Log.CardMalformed(logger, account.Name, "corpId");
                return default;
            }

            return (Tap(account, callback, words), callback.SpaceType == Group);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            Log.CardMalformed(logger, account.Name, "json");
            return default;
        }
    }

    private InboundMessage Tap(DingTalkAccount account, CardCallback callback, string words)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{callback.OutTrackId}\n{words}"));
        return new InboundMessage
        {
            Sender = new PlatformUser(DingTalkInbound.Channel, account.Name, callback.UserId!),
            MessageId = "tap-" + Convert.ToHexStringLower(digest.AsSpan(0, 16)),
            Scope = ConversationScope.Private,
            ConversationId = callback.UserId!,
            SentAt = DateTimeOffset.FromUnixTimeSeconds(now - (now % SecondsOfOnePress)),
            Kind = InboundKind.Tap,
            Text = words,
            Tapped = new TappedCard(CardKey.OfCopy(callback.OutTrackId!), callback.OutTrackId!),
        };
    }
}

/// <summary>What came of a press.</summary>
/// <param name="IsKept">Whether the platform gets its answer; when nothing was kept it gets none.</param>
/// <param name="Answer">The change of the card as JSON; null when it stays as it is.</param>
/// <param name="Say">Says what is to be said beside it, after the answer; null for nothing.</param>
internal sealed record CardTap(bool IsKept, string? Answer, Func<CancellationToken, Task<bool>>? Say)
{
    /// <summary>Made no sense; it would make no more sense the second time.</summary>
    public static CardTap Ignored { get; } = new(true, null, null);

    /// <summary>Nothing was kept and nothing is to be said.</summary>
    public static CardTap NotKept { get; } = new(false, null, null);

    /// <summary>Says what is to be said.</summary>
    public Task SayAsync(CancellationToken cancellationToken) => Say?.Invoke(cancellationToken) ?? Task.CompletedTask;
}
