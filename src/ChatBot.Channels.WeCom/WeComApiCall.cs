using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>What one call of the server API came to.</summary>
/// <param name="Answer">The platform's answer; null when there was none.</param>
/// <param name="Failure">Why it failed; null for errcode 0.</param>
/// <param name="Code">The errcode, <c>http-503</c>, <c>timeout</c>, <c>connection</c>, <c>answer</c>.</param>
/// <param name="RetryAfter">When to try again, where it is known.</param>
internal readonly partial record struct WeComApiCall(ApiAnswer? Answer, FailureCategory? Failure, string Code, TimeSpan? RetryAfter)
{
    /// <summary>Whether the platform itself named the wait.</summary>
    public bool IsWaitStated { get; private init; }

    /// <summary>The address that the platform saw and does not trust (60020); null when that is not the trouble.</summary>
    public string? UntrustedAddress =>
        Answer is { ErrCode: WeComErrorCodes.AddressNotTrusted, ErrMsg: { } message } && FromAddress().Match(message) is { Success: true } found
            ? found.Groups["address"].Value
            : null;

    /// <summary>The same of a call that can be repeated without anybody noticing: an unknown outcome is just a failed try.</summary>
    public WeComApiCall AsHarmless() => Failure == FailureCategory.UnknownOutcome ? this with { Failure = FailureCategory.Transient } : this;

    /// <summary>As the result of a send.</summary>
    public SendResult ToResult() => Failure is { } failure ? SendResult.Failed(failure, Code, RetryAfter) : SendResult.Sent();

    public static WeComApiCall Failed(FailureCategory failure, string code, TimeSpan? retryAfter = null) =>
        new(null, failure, code, retryAfter);

    /// <summary>Nothing, or nothing that can be read, came back.</summary>
    public static WeComApiCall From(HttpRequestException e) => e.HttpRequestError is
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        ? Failed(FailureCategory.ServiceDown, "connection")
        : Failed(FailureCategory.UnknownOutcome, "connection-lost");

    /// <summary>Reads the answer. The platform says 200 even for errors (page 90455): other statuses are those of machines before it.</summary>
    public static WeComApiCall From(HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var http = string.Create(CultureInfo.InvariantCulture, $"http-{(int)status}");
        if (status != HttpStatusCode.OK)
        {
            return Failed(Categorise(status), http, retryAfter);
        }

        var answer = Parse(body);
        return answer?.ErrCode switch
        {
            null => Failed(FailureCategory.UnknownOutcome, "answer"),
            0 => new(answer, null, "0", null),
            { } code => new(
                answer,
                WeComErrorCodes.Categorise(code),
                code.ToString(CultureInfo.InvariantCulture),
                retryAfter ?? WeComErrorCodes.DefaultWait(code))
            { IsWaitStated = retryAfter is not null },
        };
    }

    private static FailureCategory Categorise(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => FailureCategory.RateLimited,
        HttpStatusCode.GatewayTimeout => FailureCategory.UnknownOutcome,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => FailureCategory.ServiceDown,
        _ => FailureCategory.Configuration,
    };

    private static ApiAnswer? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WeComJson.Wire.ApiAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("from ip: *(?<address>[0-9A-Fa-f.:]{2,45})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex FromAddress();
}
