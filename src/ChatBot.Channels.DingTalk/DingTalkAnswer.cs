using System.Text.Json;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>An answer of the platform, read: the body, or why the call failed.</summary>
internal sealed record DingTalkAnswer(ApiAnswer Body, DingTalkFailure? Failure)
{
    private const int AddressBlocked = 1111;

    private static readonly ApiAnswer Nothing = new();

    /// <summary>The platform's clock when it answered, by the Date header.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>A call that did not get an answer.</summary>
    public static DingTalkAnswer Failed(DingTalkFailure failure) => new(Nothing, failure);

    /// <summary>Reads both error styles, the block of an address (JSON with status 1111, or a page of HTML) and bodies that are none of them.</summary>
    public static DingTalkAnswer Read(int status, ReadOnlySpan<byte> body, bool isSend, DateTimeOffset now)
    {
        ApiAnswer? answer;
        try
        {
            answer = body.IsEmpty ? null : JsonSerializer.Deserialize(body, DingTalkJson.Default.ApiAnswer);
        }
        catch (JsonException)
        {
            answer = null;
        }

        if (answer is null)
        {
            // A blocked address gets a page instead of JSON; pages with other statuses come from proxies in between.
            return Failed(status is (>= 200 and < 300) or 403 && LooksLikeHtml(body)
                ? Blocked
                : DingTalkErrorCodes.Classify(status, null, isSend, now));
        }

        if (answer.Status == AddressBlocked || answer.Punish is { Length: > 0 })
        {
            return new DingTalkAnswer(answer, Blocked);
        }

        if (answer.ErrorCode is { } old)
        {
            return new DingTalkAnswer(answer, old == 0 ? null : DingTalkErrorCodes.ClassifyOld(old, answer.SubCode, isSend, now));
        }

        return new DingTalkAnswer(answer, status is >= 200 and < 300 ? null : DingTalkErrorCodes.Classify(status, answer.Code, isSend, now));
    }

    private static DingTalkFailure Blocked { get; } = new(
        FailureCategory.RateLimited, DingTalkErrorCodes.AddressBlocked, DingTalkErrorCodes.AddressPause, BlocksAddress: true);

    private static bool LooksLikeHtml(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..];
}
