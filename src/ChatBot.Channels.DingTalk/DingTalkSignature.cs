using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// The signature of robot callbacks and of custom webhooks: base64(HMAC-SHA256(secret, timestamp + "\n" + secret)), all
/// UTF-8 (open.dingtalk.com: receive-message 2025-12-29, customize-robot-security-settings 2026-07-22). The body is not
/// signed: within the hour a pair of headers vouches for any body, so nothing in it is trusted (TLS only).
/// </summary>
public static class DingTalkSignature
{
    /// <summary>How far the timestamp may be from now, either way.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>The plain base64 signature; in an address it has to be escaped once.</summary>
    public static string Sign(long timestampMilliseconds, string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(timestampMilliseconds.ToString(CultureInfo.InvariantCulture), secret, mac);
        return Convert.ToBase64String(mac);
    }

    /// <summary>Whether the headers <c>timestamp</c> (milliseconds) and <c>sign</c> (plain base64) come from a holder of the secret, about now.</summary>
    public static bool IsValid(string? timestamp, string? sign, string secret, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(sign) || secret.Length == 0
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return false;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(sign, given, out var length) || length != given.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(timestamp, secret, expected);
        var isSame = CryptographicOperations.FixedTimeEquals(given, expected);

        var age = now.ToUnixTimeMilliseconds() - milliseconds;
        return isSame && age <= (long)Window.TotalMilliseconds && age >= -(long)Window.TotalMilliseconds;
    }

    private static void Compute(string timestamp, string secret, Span<byte> mac) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}"), mac);
}
