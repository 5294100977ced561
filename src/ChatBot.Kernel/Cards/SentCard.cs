using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;

namespace ChatBot.Kernel.Cards;

/// <summary>A copy of a card in somebody's chat.</summary>
/// <param name="Key">What it speaks of, <see cref="CardKey"/>.</param>
/// <param name="CopyId">Its own name on the platform.</param>
/// <param name="Route">Where it was sent.</param>
/// <param name="Reader">The only one who sees it; null for a group.</param>
/// <param name="Handle">What the platform needs to change it.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="ExpiresAt">After that the platform takes no change.</param>
/// <param name="Shown">Digest of what it shows, <see cref="DigestOf"/>.</param>
public sealed record SentCard(
    string Key,
    string CopyId,
    OutboundRoute Route,
    MemberId? Reader,
    string Handle,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    string Shown)
{
    /// <summary>WeCom takes changes for 72 hours (page 94888); DingTalk names no end.</summary>
    private static readonly TimeSpan WeComLife = TimeSpan.FromHours(72);

    private static readonly TimeSpan UsualLife = TimeSpan.FromDays(30);

    /// <summary>A copy that just went out.</summary>
    /// <param name="message">What was sent; has a card key.</param>
    /// <param name="route">Where.</param>
    /// <param name="reader">Its only reader, if it is private.</param>
    /// <param name="idempotencyKey">With which it was sent.</param>
    /// <param name="handle">What the platform gave to change it.</param>
    /// <param name="now">When.</param>
    public static SentCard Of(
        OutboundMessage message, OutboundRoute route, MemberId? reader, string idempotencyKey, string handle, DateTimeOffset now) => new(
            message.Card!,
            CardKey.CopyOf(message.Card, idempotencyKey),
            route,
            reader,
            handle,
            now,
            now + (route.Channel == "wecom" ? WeComLife : UsualLife),
            DigestOf(message));

    /// <summary>Tells two contents apart; nothing can be read from it.</summary>
    public static string DigestOf(OutboundMessage message) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize([message], TurnJson.Default.IReadOnlyListOutboundMessage))), 0, 12);
}

/// <summary>Reads the copies of cards.</summary>
public interface ISentCards
{
    /// <summary>The copies of a card that can still be changed, oldest first.</summary>
    Task<IReadOnlyList<SentCard>> LiveAsync(BranchId branch, string key, DateTimeOffset now, CancellationToken cancellationToken);
}
