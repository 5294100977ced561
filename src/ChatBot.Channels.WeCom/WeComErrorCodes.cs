using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>The platform's codes (pages 90313, 90455, 91770) and what they mean for a send.</summary>
public static class WeComErrorCodes
{
    /// <summary>The system is busy: again at once, three tries at most.</summary>
    public const int Busy = -1;

    /// <summary>The caller's address is not among the app's trusted ones (企业可信IP).</summary>
    public const int AddressNotTrusted = 60020;

    /// <summary>The token is not valid: fetch a new one, once.</summary>
    public const int InvalidToken = 40014;

    /// <summary>The token is too old: fetch a new one, once.</summary>
    public const int ExpiredToken = 42001;

    /// <summary>Too many calls; blocked until the window ends.</summary>
    public const int TooFast = 45009;

    /// <summary>
    /// What a code other than 0 means. An unknown code is <see cref="FailureCategory.Transient"/>: the platform says that
    /// nothing was sent, so another try does no harm, and the outbox gives up by itself in the end.
    /// </summary>
    public static FailureCategory Categorise(int code) => code switch
    {
        Busy => FailureCategory.ServiceDown,

        // Version conflict.
        6000 => FailureCategory.Transient,

        // Secret wrong, app disabled, token missing, invalid or too old.
        40001 or InvalidToken or 40091 or 40093 or 41001 or ExpiredToken => FailureCategory.Authentication,

        // Company or agent id wrong, app without callback, call not allowed, domain, scope or app off, no permission,
        // caller's address not on the list, token of another app.
        40013 or 40056 or 43012 or 48002 or 50001 or 50002 or 50003 or 60011 or AddressNotTrusted or 301002 => FailureCategory.Configuration,

        TooFast or 45033 => FailureCategory.RateLimited,

        // Unknown member, nobody to send to.
        40003 or 46004 or 60111 or 81013 or 82001 => FailureCategory.Permanent,

        // Our message is wrong: type, parameter, media, empty, not JSON, too large or too long.
        40007 or 40008 or 40009 or 40035 or 40058 or 40063 or 44004 or 47001 => FailureCategory.Permanent,
        45001 or 45002 or 45007 or 45008 => FailureCategory.Permanent,

        // Group chats of the app: no such chat, not ours, not a member.
        (>= 86001 and <= 86008) or 86101 or 86201 or (>= 86215 and <= 86217) => FailureCategory.Permanent,

        // Group robot removed, disabled or not in the group; 93017 is seen in the wild and documented nowhere.
        93000 or 93004 or 93006 or 93008 or 93017 => FailureCategory.Permanent,

        _ => FailureCategory.Transient,
    };

    /// <summary>Whether a fresh token may help.</summary>
    public static bool AsksForToken(int code) => code is InvalidToken or ExpiredToken;

    /// <summary>
    /// How long to wait when the platform names no time: the shortest window of 45009 is a minute (page 90454), for the
    /// limit on concurrent calls a moment is enough.
    /// </summary>
    public static TimeSpan? DefaultWait(int code) => code switch
    {
        TooFast => TimeSpan.FromMinutes(1),
        45033 => TimeSpan.FromSeconds(2),
        _ => null,
    };
}
