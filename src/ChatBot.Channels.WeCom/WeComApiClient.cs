using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using ChatBot.Kernel.Channels;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom;

/// <summary>Calls the server API: tokens, repeats where they do no harm, answers sorted. Addresses are built from the account's base alone.</summary>
internal sealed class WeComApiClient(
    IHttpClientFactory http, ITokenStore tokens, WeComBlocks blocks, TimeProvider clock, ILogger<WeComApiClient> logger)
{
    /// <summary>After a refused secret: the platform locks the calling address for an hour when one keeps on asking (page 91039).</summary>
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMinutes(5);

    /// <summary>Before the second and third try of a call that found the system busy (-1, page 90455: three at most).</summary>
    private static readonly TimeSpan[] BusyPauses = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(600)];

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, WeComApiException Refusal)> _refusals = new(StringComparer.Ordinal);

    /// <summary>Calls with the access token; a token that is refused is renewed once.</summary>
    /// <param name="account">An account that has the caller.</param>
    /// <param name="caller">Whose token.</param>
    /// <param name="request">What to call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WeComApiCall> CallAsync(
        WeComAccount account, WeComCaller caller, WeComApiRequest request, CancellationToken cancellationToken)
    {
        var key = TokenKey(account, caller);
        for (var mayRenew = true; ; mayRenew = false)
        {
            string token;
            try
            {
                token = await tokens.GetAsync(key, ct => FetchUnlessRefusedAsync(account, caller, key, ct), cancellationToken);
            }
            catch (WeComApiException e)
            {
                return WeComApiCall.Failed(e.Failure, e.Code, e.RetryAfter);
            }

            var call = await CallAsync(account, request, $"access_token={Uri.EscapeDataString(token)}", cancellationToken);
            if (!mayRenew || call.Answer?.ErrCode is not { } code || !WeComErrorCodes.AsksForToken(code))
            {
                return blocks.Note($"{key}:{request.Operation}", call);
            }

            logger.TokenRenewed(account.Name, call.Code);
            await tokens.InvalidateAsync(key, token, cancellationToken);
        }
    }

    /// <summary>Calls with the key of a group robot.</summary>
    public Task<WeComApiCall> CallAsync(
        WeComAccount account, WeComWebhookOptions webhook, WeComApiRequest request, CancellationToken cancellationToken) =>
        CallAsync(account, request, $"key={Uri.EscapeDataString(webhook.Key)}", cancellationToken);

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

        return (await CallOnceAsync(uri, WeComApiRequest.PostJson("", body), cancellationToken)).ToResult();
    }

    /// <summary>Fetches a fresh token, whatever is stored.</summary>
    /// <exception cref="WeComApiException">There is none to be had.</exception>
    public async Task<FetchedToken> FetchTokenAsync(WeComAccount account, WeComCaller caller, CancellationToken cancellationToken)
    {
        var query = $"corpid={Uri.EscapeDataString(account.Options.CorpId)}&corpsecret={Uri.EscapeDataString(account.SecretOf(caller))}";
        var call = await CallAsync(account, WeComApiRequest.Get("gettoken") with { IsLarge = false }, query, cancellationToken);
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

    private async Task<FetchedToken> FetchUnlessRefusedAsync(
        WeComAccount account, WeComCaller caller, string key, CancellationToken cancellationToken)
    {
        if (_refusals.TryGetValue(key, out var last) && clock.GetUtcNow() < last.Until)
        {
            throw last.Refusal;
        }

        try
        {
            return await FetchTokenAsync(account, caller, cancellationToken);
        }
        catch (WeComApiException e) when (e.Failure is FailureCategory.Authentication or FailureCategory.Configuration)
        {
            var until = clock.GetUtcNow() + PauseAfterRefusal;
            _refusals[key] = (until, e);
            logger.TokenRefused(account.Name, e.Code, until);
            throw;
        }
    }

    private async Task<WeComApiCall> CallAsync(
        WeComAccount account, WeComApiRequest request, string credential, CancellationToken cancellationToken)
    {
        var query = request.Query.Length > 0 ? $"{credential}&{request.Query}" : credential;
        var uri = new Uri($"{account.Options.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/cgi-bin/{request.Operation}?{query}");
        for (var attempt = 0; ; attempt++)
        {
            var call = await CallOnceAsync(uri, request, cancellationToken);
            if (call.Answer?.ErrCode != WeComErrorCodes.Busy || attempt == BusyPauses.Length)
            {
                if (call.UntrustedAddress is { } address)
                {
                    logger.AddressNotTrusted(account.Name, address);
                }

                return call;
            }

            await Task.Delay(BusyPauses[attempt], TimeProvider.System, cancellationToken);
        }
    }

    private async Task<WeComApiCall> CallOnceAsync(Uri uri, WeComApiRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, uri);
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        try
        {
            using var client = http.CreateClient(request.IsLarge ? WeComHttp.LargeClientName : WeComHttp.ClientName);
            using var response = await client.SendAsync(message, cancellationToken);
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

    private static string TokenKey(WeComAccount account, WeComCaller caller) => caller switch
    {
        WeComCaller.App => string.Create(CultureInfo.InvariantCulture, $"wecom:{account.Options.CorpId}:{account.Options.App!.AgentId}"),
        WeComCaller.Contacts => $"wecom:{account.Options.CorpId}:contacts",
    };
}
