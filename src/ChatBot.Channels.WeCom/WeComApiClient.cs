using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using ChatBot.Application.Channels;
using ChatBot.Channels.WeCom.Payloads;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom;

/// <summary>The calls of the server API. Addresses are built from the account's base alone.</summary>
internal sealed class WeComApiClient(
    IHttpClientFactory http, ITokenStore tokens, TimeProvider clock, ILogger<WeComApiClient> logger)
{
    /// <summary>After a refused secret: the platform locks the calling address for an hour when one keeps on asking (page 91039).</summary>
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, WeComApiException Refusal)> _refusals = new(StringComparer.Ordinal);

    /// <summary>Sends text to one member.</summary>
    /// <param name="account">An account with an app.</param>
    /// <param name="userId">The member.</param>
    /// <param name="text">At most 2048 bytes.</param>
    /// <param name="checkDuplicates">The same text to the same member within half an hour is swallowed: makes a retry safe.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SendResult> SendTextAsync(
        WeComAccount account, string userId, string text, bool checkDuplicates, CancellationToken cancellationToken)
    {
        var message = new AppTextMessage
        {
            ToUser = userId,
            AgentId = account.Options.App!.AgentId,
            Text = new TextBody(text),
            EnableDuplicateCheck = checkDuplicates ? 1 : 0,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(message, WeComJson.Wire.AppTextMessage);
        var call = await CallWithTokenAsync(account, "message/send", body, cancellationToken);

        if (call.Failure == FailureCategory.UnknownOutcome && checkDuplicates)
        {
            call = call with { Failure = FailureCategory.Transient };
        }

        if (call.Failure is { } failure)
        {
            logger.CallFailed(account.Name, "message/send", failure.ToString(), call.Code);
            return SendResult.Failed(failure, call.Code, call.RetryAfter);
        }

        // Partial failure is errcode 0 (page 90236); with one recipient, partial is all.
        return call.Answer switch
        {
            { InvalidUser.Length: > 0 } => SendResult.Failed(FailureCategory.Permanent, "invaliduser"),
            { UnlicensedUser.Length: > 0 } => SendResult.Failed(FailureCategory.Permanent, "unlicenseduser"),
            _ => SendResult.Sent(),
        };
    }

    /// <summary>Posts text to a group through its robot. There is no duplicate check.</summary>
    public async Task<SendResult> SendWebhookAsync(
        WeComAccount account, WeComWebhookOptions webhook, string text, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new WebhookTextMessage { Text = new TextBody(text) }, WeComJson.Wire.WebhookTextMessage);
        var uri = Address(account, "webhook/send", $"key={Uri.EscapeDataString(webhook.Key)}");
        var call = await CallAsync(HttpMethod.Post, uri, body, cancellationToken);
        if (call.Failure is not { } failure)
        {
            return SendResult.Sent();
        }

        logger.CallFailed(account.Name, "webhook/send", failure.ToString(), call.Code);
        return SendResult.Failed(failure, call.Code, call.RetryAfter);
    }

    /// <summary>
    /// Says something over the one-off address that came with a robot's message (page 101138). It is called only where the
    /// account's API lives: what came in a message must not send us anywhere else.
    /// </summary>
    public async Task<SendResult> RespondAsync(WeComAccount account, string responseUrl, byte[] body, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out var uri)
            || uri.Scheme != account.Options.ApiBaseUrl.Scheme
            || !uri.Authority.Equals(account.Options.ApiBaseUrl.Authority, StringComparison.OrdinalIgnoreCase)
            || uri.UserInfo.Length > 0)
        {
            return SendResult.Failed(FailureCategory.Permanent, "foreign-host");
        }

        var call = await CallAsync(HttpMethod.Post, uri, body, cancellationToken);
        return call.Failure is { } failure ? SendResult.Failed(failure, call.Code, call.RetryAfter) : SendResult.Sent();
    }

    /// <summary>Fetches a fresh token, whatever is stored.</summary>
    /// <exception cref="WeComApiException">There is none to be had.</exception>
    public async Task<FetchedToken> FetchTokenAsync(WeComAccount account, CancellationToken cancellationToken)
    {
        var query = $"corpid={Uri.EscapeDataString(account.Options.CorpId)}&corpsecret={Uri.EscapeDataString(account.Options.App!.Secret)}";
        var call = await CallAsync(HttpMethod.Get, Address(account, "gettoken", query), null, cancellationToken);
        if (call.Failure is { } failure)
        {
            // Fetching can be repeated without harm, so an unknown outcome is just a failed try.
            throw new WeComApiException(failure == FailureCategory.UnknownOutcome ? FailureCategory.ServiceDown : failure, call.Code, call.RetryAfter);
        }

        if (call.Answer is not { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 and var seconds })
        {
            throw new WeComApiException(FailureCategory.ServiceDown, "answer", null);
        }

        // Renewed five minutes early, so that none runs out on its way.
        var lifetime = TimeSpan.FromSeconds(seconds > 600 ? seconds - 300 : seconds / 2.0);
        logger.TokenFetched(account.Name, lifetime);
        return new FetchedToken(token, lifetime);
    }

    private async Task<WeComApiCall> CallWithTokenAsync(
        WeComAccount account, string operation, byte[] body, CancellationToken cancellationToken)
    {
        var key = TokenKey(account);
        for (var mayRenew = true; ; mayRenew = false)
        {
            string token;
            try
            {
                token = await tokens.GetAsync(key, ct => FetchUnlessRefusedAsync(account, key, ct), cancellationToken);
            }
            catch (WeComApiException e)
            {
                return WeComApiCall.Failed(e.Failure, e.Code, e.RetryAfter);
            }

            var uri = Address(account, operation, $"access_token={Uri.EscapeDataString(token)}");
            var call = await CallAsync(HttpMethod.Post, uri, body, cancellationToken);
            if (!mayRenew || call.Answer?.ErrCode is not { } code || !WeComErrorCodes.AsksForToken(code))
            {
                return call;
            }

            logger.TokenRenewed(account.Name, call.Code);
            await tokens.InvalidateAsync(key, token, cancellationToken);
        }
    }

    private async Task<FetchedToken> FetchUnlessRefusedAsync(WeComAccount account, string key, CancellationToken cancellationToken)
    {
        if (_refusals.TryGetValue(key, out var last) && clock.GetUtcNow() < last.Until)
        {
            throw last.Refusal;
        }

        try
        {
            return await FetchTokenAsync(account, cancellationToken);
        }
        catch (WeComApiException e) when (e.Failure is FailureCategory.Authentication or FailureCategory.Configuration)
        {
            var until = clock.GetUtcNow() + PauseAfterRefusal;
            _refusals[key] = (until, e);
            logger.TokenRefused(account.Name, e.Code, until);
            throw;
        }
    }

    private async Task<WeComApiCall> CallAsync(HttpMethod method, Uri uri, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, uri);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json, "utf-8");
        }

        try
        {
            using var client = http.CreateClient(WeComHttp.ClientName);
            using var response = await client.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return WeComApiCall.From(response.StatusCode, answer, RetryAfter(response.Headers.RetryAfter));
        }
        catch (HttpRequestException e)
        {
            return WeComApiCall.From(e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WeComApiCall.Failed(FailureCategory.UnknownOutcome, "timeout");
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string TokenKey(WeComAccount account) =>
        string.Create(CultureInfo.InvariantCulture, $"wecom:{account.Options.CorpId}:{account.Options.App!.AgentId}");

    private static Uri Address(WeComAccount account, string operation, string query) =>
        new($"{account.Options.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/cgi-bin/{operation}?{query}");
}
