using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// One request, one read answer. Addresses come from <see cref="DingTalkAddresses"/> alone and are never logged: session
/// webhooks and custom webhooks are secrets.
/// </summary>
internal sealed class DingTalkApi(IHttpClientFactory clients, TimeProvider clock, DingTalkMetrics metrics, ILogger<DingTalkApi> logger)
{
    /// <summary>Name of the HTTP client: 5 s, no redirects, answers of at most 64 KiB.</summary>
    public const string ClientName = "dingtalk";

    /// <summary>Code of our own for a call that never reached the platform.</summary>
    public const string Unreachable = "unreachable";

    private const string TokenHeader = "x-acs-dingtalk-access-token";
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    private static readonly MediaTypeHeaderValue JsonType = new("application/json") { CharSet = "utf-8" };

    private long _blockedUntilTicks;

    /// <summary>Sends JSON. Never throws for what the platform or the network does.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<DingTalkAnswer> SendAsync<T>(DingTalkRequest<T> request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var blockedFor = new TimeSpan(Interlocked.Read(ref _blockedUntilTicks) - now.UtcTicks);
        var answer = blockedFor > TimeSpan.Zero
            ? DingTalkAnswer.Failed(new DingTalkFailure(FailureCategory.RateLimited, DingTalkErrorCodes.AddressBlocked, blockedFor))
            : await ExchangeAsync(request, now, cancellationToken);

        if (answer.Failure is { } failure)
        {
            if (failure.BlocksAddress)
            {
                Interlocked.Exchange(ref _blockedUntilTicks, (now + DingTalkErrorCodes.AddressPause).UtcTicks);
            }

            Log.CallFailed(logger, request.Account, request.Operation, failure.Category, failure.Code, answer.Body.RequestId);
        }

        metrics.Called(request.Account, request.Operation, answer.Failure?.Category);
        return answer;
    }

    private async Task<DingTalkAnswer> ExchangeAsync<T>(DingTalkRequest<T> request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lost = request.IsSend ? FailureCategory.UnknownOutcome : FailureCategory.Transient;
        try
        {
            using var message = new HttpRequestMessage(request.Method, request.Address);
            message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request.Body, request.BodyType));
            message.Content.Headers.ContentType = JsonType;
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (request.Token is { } token)
            {
                message.Headers.TryAddWithoutValidation(TokenHeader, token);
            }

            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(message, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var answer = DingTalkAnswer.Read((int)response.StatusCode, body, request.IsSend, now) with { AnsweredAt = response.Headers.Date };
            return answer.Failure is { BlocksAddress: false, Category: FailureCategory.RateLimited or FailureCategory.ServiceDown or FailureCategory.Transient } failure
                && PauseOf(response.Headers.RetryAfter, now) is { } pause
                    ? answer with { Failure = failure with { RetryAfter = pause } }
                    : answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DingTalkAnswer.Failed(new DingTalkFailure(lost, "timeout"));
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            // No connection, so nothing was said.
            return DingTalkAnswer.Failed(new DingTalkFailure(FailureCategory.ServiceDown, Unreachable));
        }
        catch (HttpRequestException)
        {
            return DingTalkAnswer.Failed(new DingTalkFailure(lost, "answer_lost"));
        }
    }

    private static TimeSpan? PauseOf(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var pause = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return pause is { } wait && wait > TimeSpan.Zero ? (wait < LongestPause ? wait : LongestPause) : null;
    }
}

/// <summary>One call.</summary>
/// <param name="Account">The account, for log and count.</param>
/// <param name="Operation">A stable name of the call, for log and count; never an address.</param>
/// <param name="Address">Where to; a secret.</param>
/// <param name="Body">What is said.</param>
/// <param name="BodyType">How it is written.</param>
/// <param name="IsSend">Whether a lost answer leaves a message in doubt.</param>
/// <param name="Token">Access token of the new API; a secret.</param>
internal sealed record DingTalkRequest<T>(
    string Account, string Operation, Uri Address, T Body, JsonTypeInfo<T> BodyType, bool IsSend, string? Token = null)
{
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>Without address, body and token, should it ever be printed.</summary>
    public override string ToString() => $"{Account} {Operation}";
}
