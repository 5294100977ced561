using System.Globalization;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// The codes of both APIs (server-api-error-codes-1 2026-05-06, how-to-process-api-throttling 2026-05-09,
/// custom-robots-send-group-messages 2026-07-14). DingTalk throttles with 403 and 400, so the code decides and the HTTP
/// status only where the code is unknown.
/// </summary>
internal static class DingTalkErrorCodes
{
    /// <summary>Code of our own for a blocked calling address (10,000 calls in 20 s).</summary>
    public const string AddressBlocked = "1111";

    /// <summary>The organisation's API calls of the month are used up.</summary>
    public const string MonthlyQuota = "Forbidden.AccessDenied.ApiCountLimitForOrg";

    private const int TooManyRequests = 429;

    /// <summary>How long every call stops after the block of the address.</summary>
    public static readonly TimeSpan AddressPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WebhookPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <summary>An answer of <c>api.dingtalk.com</c> that is not a success.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The dotted <c>code</c>; null when the body had none.</param>
    /// <param name="isSend">Whether the call posts a message: then a lost answer leaves its outcome unknown.</param>
    /// <param name="now">For the end of the month.</param>
    public static DingTalkFailure Classify(int status, string? code, bool isSend, DateTimeOffset now)
    {
        var name = string.IsNullOrEmpty(code) ? status.ToString(CultureInfo.InvariantCulture) : code;
        return code switch
        {
            "InvalidAuthentication" or "accesstoken.expired" => new(FailureCategory.Authentication, name, RenewsToken: true),
            "invalidClientIdOrSecret" or "invalid.client" => new(FailureCategory.Authentication, name),

            "Forbidden.AccessDenied.AccessTokenPermissionDenied" or "Forbidden.AccessDenied.IpNotInWhiteList" =>
                new(FailureCategory.Configuration, name),

            "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi" => new(FailureCategory.RateLimited, name, OneSecond),
            "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi" => new(FailureCategory.RateLimited, name, OneMinute),
            "Forbidden.AccessDenied.QpsLimitForApi" => new(FailureCategory.RateLimited, name, TwoSeconds),
            MonthlyQuota => new(FailureCategory.RateLimited, name, UntilNextMonth(now)),
            "send.too.fast" or "send.byToken.tooFast" or "too.many.group" or "too.many.people" =>
                new(FailureCategory.RateLimited, name, TwoMinutes),

            "unknown.send.result" or "system.error" or "systemError" => new(LostAnswer(isSend), name),
            "system.busy" => status == TooManyRequests
                ? new(FailureCategory.RateLimited, name, TwoSeconds)
                : new(FailureCategory.ServiceDown, name),

            "staffId.notExisted" or "robot.oto.notExist" or "chatbotId.notAllow.sendOTO" or "group.disbanded"
                or "invalid.openConversationId" or "conversation.org.notMatch" or "resource.not.found" or "bot.stopped"
                or "template.stopped" or "bot.forbidden.sendMessage" or "contain.unsafe.url" or "contain.notAllowed.text"
                or "contain.notAllowed.picture" or "contain.notAllowed.content" => new(FailureCategory.Permanent, name),
            not null when code.StartsWith("param.", StringComparison.Ordinal) => new(FailureCategory.Permanent, name),
            not null when code.StartsWith("invalidParameter.", StringComparison.Ordinal)
                || code.StartsWith("miss.param", StringComparison.Ordinal) => new(FailureCategory.Permanent, name),

            _ => ByStatus(status, name, isSend),
        };
    }

    /// <summary>An answer of <c>oapi.dingtalk.com</c>, session webhooks and custom webhooks with another errcode than 0.</summary>
    /// <param name="code">The <c>errcode</c>.</param>
    /// <param name="subCode">The <c>sub_code</c>, where there is one.</param>
    /// <param name="isSend">As above.</param>
    /// <param name="now">As above.</param>
    public static DingTalkFailure ClassifyOld(long code, string? subCode, bool isSend, DateTimeOffset now)
    {
        var name = code.ToString(CultureInfo.InvariantCulture);
        return code switch
        {
            -1 => new(FailureCategory.ServiceDown, name),
            15 => new(LostAnswer(isSend), name),

            // 88 wraps another gateway's answer: its sub_code where there is one, else a time-out on the way.
            88 when string.IsNullOrEmpty(subCode) => new(LostAnswer(isSend), name),
            88 => long.TryParse(subCode, NumberStyles.None, CultureInfo.InvariantCulture, out var inner) && inner is not (0 or 88)
                ? ClassifyOld(inner, null, isSend, now)
                : new(FailureCategory.Configuration, name),

            40001 or 40014 or 42001 or 41001 => new(FailureCategory.Authentication, name, RenewsToken: true),
            60011 or 60020 => new(FailureCategory.Configuration, name),

            90018 => new(FailureCategory.RateLimited, name, OneSecond),
            90002 => new(FailureCategory.RateLimited, name, TwoSeconds),
            90020 => new(FailureCategory.RateLimited, name, UntilNextMonth(now)),
            >= 90001 and <= 90017 => new(FailureCategory.RateLimited, name, OneMinute),
            130101 or 410100 => new(FailureCategory.RateLimited, name, WebhookPause),

            // Keyword, time, signature or address refused: the settings of the robot and of the bot do not match.
            310000 => new(FailureCategory.Configuration, name),

            _ => new(FailureCategory.Permanent, name),
        };
    }

    private static DingTalkFailure ByStatus(int status, string name, bool isSend) => status switch
    {
        401 => new(FailureCategory.Authentication, name, RenewsToken: true),
        408 or 504 => new(LostAnswer(isSend), name),
        TooManyRequests => new(FailureCategory.RateLimited, name, TwoSeconds),
        >= 500 => new(FailureCategory.Transient, name),
        >= 400 => new(FailureCategory.Permanent, name),

        // Redirects are not followed; a success that cannot be read is a lost answer.
        >= 300 => new(FailureCategory.Configuration, name),
        _ => new(LostAnswer(isSend), name),
    };

    private static FailureCategory LostAnswer(bool isSend) => isSend ? FailureCategory.UnknownOutcome : FailureCategory.Transient;

    private static TimeSpan UntilNextMonth(DateTimeOffset now)
    {
        var here = now.ToOffset(ChinaOffset);
        return new DateTimeOffset(here.Year, here.Month, 1, 0, 0, 0, ChinaOffset).AddMonths(1) - now;
    }
}
