using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>A member's own check-in or one made for the member.</summary>
/// <param name="Session">The session.</param>
/// <param name="Member">Who was there.</param>
/// <param name="At">When it was entered.</param>
/// <param name="IsOnline">Whether the member took part online .</param>
/// <param name="By">Who entered it.</param>
public sealed record CheckInEntry(SessionId Session, MemberId Member, DateTimeOffset At, bool IsOnline, MemberId By);

/// <summary>Rules about checking in .</summary>
public static class CheckInRules
{
    /// <summary>How long one code is shown.</summary>
    public static readonly TimeSpan CodePeriod = TimeSpan.FromMinutes(1);

    /// <summary>The four-digit code shown at <paramref name="now"/>; derived, so that no store can lose it.</summary>
    public static string CodeAt(byte[] secret, DateTimeOffset now) => CodeOf(secret, Window(now));

    /// <summary>Whether <paramref name="code"/> is the code of now or of one of the two windows before (slow typing).</summary>
    public static bool Accepts(byte[] secret, string code, DateTimeOffset now)
    {
        var window = Window(now);
        return code == CodeOf(secret, window) || code == CodeOf(secret, window - 1) || code == CodeOf(secret, window - 2);
    }

    /// <summary>Whether check-in is open: from some minutes before the start until the end.</summary>
    public static bool IsOpen(Session session, DateTimeOffset now, CheckInPolicy policy) =>
        session.IsAhead && now >= session.StartsAt - policy.OpensBefore && now <= session.EndsAt;

    /// <summary>Whether a check-in at <paramref name="at"/> counts as late (R-713, <c>late_minutes</c>).</summary>
    public static bool IsLate(Session session, DateTimeOffset at, CheckInPolicy policy) =>
        at > session.StartsAt + policy.LateAfter;

    private static long Window(DateTimeOffset now) => now.ToUnixTimeSeconds() / (long)CodePeriod.TotalSeconds;

    private static string CodeOf(byte[] secret, long window)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, window);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(secret, message, hash);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash) % 10_000;
        return number.ToString("D4", CultureInfo.InvariantCulture);
    }
}
