using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Application.Channels;

namespace ChatBot.Storage.Turns;

/// <summary>Replies as compact JSON, in a form of its own that old and new versions of the service read alike.</summary>
internal static class StoredReplies
{
    public static string Write(IReadOnlyList<OutboundMessage> replies) => JsonSerializer.Serialize(
        [.. replies.Select(r => new StoredReply(
            r.Text,
            r.Title.Length > 0 ? r.Title : null,
            r.TypingHint.Length > 0 ? r.TypingHint : null,
            r.Buttons.Count > 0 ? [.. r.Buttons.Select(b => new StoredButton(b.Label, b.Say))] : null))],
        StoredRepliesContext.Default.StoredReplyArray);

    public static IReadOnlyList<OutboundMessage> Read(string json) =>
    [
        .. JsonSerializer.Deserialize(json, StoredRepliesContext.Default.StoredReplyArray)!.Select(r => new OutboundMessage
        {
            Text = r.Text,
            Title = r.Title ?? "",
            TypingHint = r.Hint ?? "",
            Buttons = r.Buttons is null ? [] : [.. r.Buttons.Select(b => new Button(b.Label, b.Say))],
        }),
    ];
}

internal sealed record StoredReply(
    [property: JsonPropertyName("x")] string Text,
    [property: JsonPropertyName("t")] string? Title,
    [property: JsonPropertyName("h")] string? Hint,
    [property: JsonPropertyName("b")] StoredButton[]? Buttons);

internal sealed record StoredButton([property: JsonPropertyName("l")] string Label, [property: JsonPropertyName("s")] string Say);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredReply[]))]
internal sealed partial class StoredRepliesContext : JsonSerializerContext;
