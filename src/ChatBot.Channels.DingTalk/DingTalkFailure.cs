using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>Why DingTalk refused a call.</summary>
/// <param name="Category">What to do about it.</param>
/// <param name="Code">The platform's code, or our word for what happened; no text, no secret.</param>
/// <param name="RetryAfter">How long to leave the route alone, where the platform or its pages say so.</param>
/// <param name="RenewsToken">Whether a new access token may help.</param>
/// <param name="BlocksAddress">Whether every call from this address has to stop.</param>
internal sealed record DingTalkFailure(
    FailureCategory Category,
    string Code,
    TimeSpan? RetryAfter = null,
    bool RenewsToken = false,
    bool BlocksAddress = false)
{
    public SendResult ToResult() => SendResult.Failed(Category, Code, RetryAfter, holdsAccount: BlocksAddress);
}
