using System.Text.Encodings.Web;
using System.Text.Json;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>
/// Cuts texts to what DingTalk takes: 4,000 characters, 20,000 bytes of a webhook body, 15,000 bytes of <c>msgParam</c>
/// (the-robot-sends-a-group-message 2025-10-21; 460101 of webhooks).
/// </summary>
internal static class DingTalkText
{
    public const int MostCharacters = 4_000;
    public const int MostWebhookBytes = 20_000;
    public const int MostParamBytes = 15_000;

    // What a body holds besides the text: names of fields, mention, msgUuid.
    private const int Envelope = 1_000;

    /// <summary>Parts for session and custom webhooks.</summary>
    public static IReadOnlyList<string> ForWebhook(string text) => Split(text, MostWebhookBytes - Envelope);

    /// <summary>Parts for <c>msgParam</c> of the API.</summary>
    public static IReadOnlyList<string> ForApi(string text) => Split(text, MostParamBytes - Envelope);

    private static IReadOnlyList<string> Split(string text, int mostBytes)
    {
        // Half a surrogate pair cannot be written as JSON; it becomes U+FFFD.
        var trimmed = (text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text).Trim();
        return trimmed.Length == 0 ? [] : [.. Split(trimmed, mostBytes, mostBytes)];
    }

    // The bytes on the wire depend on what JSON escapes, and Latin text meets the limit of characters first: try, then halve.
    private static IEnumerable<string> Split(string text, int mostBytes, int budget) =>
        Fits(text, mostBytes) ? [text] : TextParts.Split(text, budget).SelectMany(part => Split(part, mostBytes, budget / 2));

    private static bool Fits(string text, int mostBytes) =>
        text.Length <= MostCharacters
        && JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length <= mostBytes;
}
