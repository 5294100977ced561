using System.Text.Json.Serialization.Metadata;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk;

/// <summary>Calls with the account's token: a refused token is renewed once, and every call of the new API is counted.</summary>
internal sealed class DingTalkApiCalls(DingTalkApi api, DingTalkTokens tokens, DingTalkBudgets budgets, ILogger<DingTalkApiCalls> logger)
{
    /// <summary>Makes one call.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="call">Method, path under the API's base, and what it is counted as.</param>
    /// <param name="body">What is said.</param>
    /// <param name="bodyType">How it is written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DingTalkAnswer> RunAsync<T>(
        DingTalkAccount account, DingTalkCall call, T body, JsonTypeInfo<T> bodyType, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var token = await tokens.GetAsync(account, cancellationToken);
                var request = call.IsOld
                    ? new DingTalkRequest<T>(account.Name, call.Operation, DingTalkAddresses.Under(account.Oapi, $"{call.Path}?access_token={Uri.EscapeDataString(token)}"), body, bodyType, call.IsSend)
                    : new DingTalkRequest<T>(account.Name, call.Operation, DingTalkAddresses.Under(account.Api, call.Path), body, bodyType, call.IsSend, token);
                var answer = await api.SendAsync(request with { Method = call.Method }, cancellationToken);
                if (!call.IsOld && IsCounted(answer))
                {
                    await budgets.SpendApiAsync(account, call.Kind, cancellationToken);
                }

                if (answer.Failure is not { RenewsToken: true } refused)
                {
                    return answer;
                }

                await tokens.InvalidateAsync(account, token, cancellationToken);
                if (attempt > 1)
                {
                    return answer;
                }

                Log.TokenRefused(logger, account.Name, refused.Code);
            }
        }
        catch (DingTalkTokenException e)
        {
            return DingTalkAnswer.Failed(e.Failure);
        }
        catch (StoreUnavailableException)
        {
            return DingTalkAnswer.Failed(new DingTalkFailure(FailureCategory.Transient, "token_store_away"));
        }
    }

    // What never reached the platform, and what it refused for the token or because the budget is gone, costs nothing.
    private static bool IsCounted(DingTalkAnswer answer) => answer.Failure is not ({ RenewsToken: true }
        or { Code: DingTalkApi.Unreachable or DingTalkErrorCodes.AddressBlocked or DingTalkErrorCodes.MonthlyQuota });
}

/// <summary>A call of the API.</summary>
/// <param name="Operation">Its stable name, for log and count.</param>
/// <param name="Path">Path under the API's base.</param>
/// <param name="Kind">What the budget is spent on.</param>
/// <param name="IsSend">Whether a lost answer leaves a message in doubt.</param>
internal sealed record DingTalkCall(string Operation, string Path, string Kind, bool IsSend)
{
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>Whether it is a call of the old API (<c>topapi</c>): the token stands in the query, and it costs nothing of the month's budget.</summary>
    public bool IsOld { get; init; }
}
