using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatBot.PlatformDoubles;

/// <summary>The signatures of robot callbacks, group webhooks and card callbacks, written apart from the product's.</summary>
public static class DingTalkSigner
{
    /// <summary>How far a timestamp may be from now, either way.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>base64(HMAC-SHA256(secret, timestamp + "\n" + secret)): callback header and group webhook.</summary>
    public static string Sign(string timestamp, string secret) => Hmac(secret, timestamp + "\n" + secret);

    /// <summary>base64(HMAC-SHA256(apiSecret, timestamp)): callbacks of interactive cards.</summary>
    public static string SignCard(string timestamp, string apiSecret) => Hmac(apiSecret, timestamp);

    /// <summary>Whether the signature is right.</summary>
    public static bool Fits(string sign, string timestamp, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sign), Encoding.UTF8.GetBytes(Sign(timestamp, secret)));

    /// <summary>Whether a pair of callback headers is to be accepted at this time.</summary>
    public static bool AcceptsHeaders(string? timestamp, string? sign, string secret, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && Math.Abs(now.ToUnixTimeMilliseconds() - (decimal)at) <= (decimal)Window.TotalMilliseconds
        && sign is not null
        && Fits(sign, timestamp, secret);

    private static string Hmac(string key, string data) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(data)));
}
