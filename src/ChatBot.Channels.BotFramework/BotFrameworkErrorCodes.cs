using System.Globalization;
using System.Net;
using ChatBot.Kernel.Channels;
using Microsoft.Bot.Schema;
using Microsoft.Identity.Client;
using Microsoft.Rest;

namespace ChatBot.Channels.BotFramework;

/// <summary>What a failed call of a connector means for the message.</summary>
internal static class BotFrameworkErrorCodes
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>The failure; null for an exception that no call of a connector throws.</summary>
    public static SendResult? Classify(Exception exception, DateTimeOffset now) => exception switch
    {
        ErrorResponseException { Response: { } response } => Classify(response.StatusCode, PauseOf(response, now)),
        HttpOperationException { Response: { } response } => Classify(response.StatusCode, PauseOf(response, now)),
        MsalServiceException e => SendResult.Failed(FailureCategory.Authentication, e.ErrorCode ?? "token"),
        MsalException e => SendResult.Failed(FailureCategory.Configuration, e.ErrorCode ?? "token"),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => SendResult.Failed(FailureCategory.ServiceDown, "unreachable"),
        HttpRequestException => SendResult.Failed(FailureCategory.UnknownOutcome, "answer_lost"),
        OperationCanceledException => SendResult.Failed(FailureCategory.UnknownOutcome, "timeout"),
        RestException => SendResult.Failed(FailureCategory.UnknownOutcome, "answer_unreadable"),
        _ => null,
    };

    /// <summary>By the status of the answer.</summary>
    public static SendResult Classify(HttpStatusCode status, TimeSpan? retryAfter)
    {
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        return (int)status switch
        {
            401 => SendResult.Failed(FailureCategory.Authentication, code),
            408 or 412 => SendResult.Failed(FailureCategory.Transient, code, retryAfter),
            429 => SendResult.Failed(FailureCategory.RateLimited, code, retryAfter),

            // The connector passed it on and does not know what became of it.
            504 => SendResult.Failed(FailureCategory.UnknownOutcome, code),
            >= 500 => SendResult.Failed(FailureCategory.ServiceDown, code, retryAfter),

            // 403: the person blocked the bot or it was taken out of the group; 404: the conversation is gone.
            _ => SendResult.Failed(FailureCategory.Permanent, code),
        };
    }

    private static TimeSpan? PauseOf(HttpResponseMessageWrapper response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var values) || values.FirstOrDefault() is not { } value)
        {
            return null;
        }

        var pause = double.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, LongestPause.TotalSeconds))
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at) ? at - now
            : TimeSpan.Zero;
        return pause <= TimeSpan.Zero ? null : pause < LongestPause ? pause : LongestPause;
    }
}
