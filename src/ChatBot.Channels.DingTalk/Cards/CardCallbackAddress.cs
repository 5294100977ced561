using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk.Cards;

/// <summary>In callback mode: tells the platform once, at the start, where pressed buttons go (register-card-callback-address).</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it.")]
internal sealed class CardCallbackAddress(DingTalkAccounts accounts, DingTalkApiCalls calls, ILogger<CardCallbackAddress> logger) : BackgroundService
{
    private static readonly DingTalkCall Register = new("card/callbacks/register", "/v1.0/card/callbacks/register", "card-register", IsSend: false);

    /// <summary>The name of the address on the platform.</summary>
    public static string RouteKeyOf(DingTalkAccount account) =>
        account.Options.Cards.CallbackRouteKey is { Length: > 0 } key ? key : account.Name;

    /// <summary>
    /// Whether a card callback over HTTP is the platform's, about now: base64(HMAC-SHA256(secret, timestamp)), another formula
    /// than for messages. The body is not signed, so headers seen once must not serve for ever: the same window as for messages.
    /// </summary>
    public static bool IsSigned(string? timestamp, string? signature, string secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature) || secret.Length == 0 || timestamp.Length > 32
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || Math.Abs((decimal)milliseconds - now.ToUnixTimeMilliseconds()) > (decimal)DingTalkSignature.Window.TotalMilliseconds)
        {
            return false;
        }

        Span<byte> given = stackalloc byte[64];
        return Convert.TryFromBase64String(signature, given, out var length)
            && CryptographicOperations.FixedTimeEquals(
                given[..length], HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(timestamp)));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var account in accounts.All.Where(a => a.Options is { HasApp: true, Mode: DingTalkMode.Callback, Cards: { TemplateId.Length: > 0, CallbackUrl: not null } }))
        {
            var options = account.Options.Cards;
            var body = new CardRegistration(RouteKeyOf(account), options.CallbackUrl!.AbsoluteUri, options.CallbackSecret);
            var answer = await calls.RunAsync(account, Register, body, CardJson.Outgoing.CardRegistration, stoppingToken);
            if (answer.Failure is { } failure)
            {
                Log.CardCallbackNotRegistered(logger, account.Name, failure.Code);
            }
        }
    }
}
