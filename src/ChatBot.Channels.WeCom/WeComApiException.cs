using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>No access token could be had; carries the reason through <see cref="ITokenStore"/>.</summary>
internal sealed class WeComApiException(FailureCategory failure, string code, TimeSpan? retryAfter)
    : Exception($"WeCom gave no access token: {code}.")
{
    public FailureCategory Failure { get; } = failure;

    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
