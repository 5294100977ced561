using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Kernel;
using ChatBot.Kernel.Channels;

namespace ChatBot.Storage.Turns;

/// <summary>Replies as compact JSON, in a form of its own that old and new versions of the service read alike.</summary>
internal static class StoredReplies
{
    public static string Write(IReadOnlyList<OutboundMessage> replies) => CompactJson.Write(
        [.. replies.Select(r => new StoredReply(
            r.Text,
            r.Title.Length > 0 ? r.Title : null,
            r.TypingHint.Length > 0 ? r.TypingHint : null,
            Write(r.Buttons),
            r.Card,
            r.Picker is { } picker ? new StoredPicker(picker.Title, Write(picker.Options)) : null,
            r.MentionsAll ? true : null,
            r.AsksOnce ? true : null))],
        StoredRepliesContext.Default.StoredReplyArray);

    public static IReadOnlyList<OutboundMessage> Read(string json) =>
    [
        .. JsonSerializer.Deserialize(json, StoredRepliesContext.Default.StoredReplyArray)!.Select(r => new OutboundMessage
        {
            Text = r.Text,
            Title = r.Title ?? "",
            TypingHint = r.Hint ?? "",
            Buttons = Read(r.Buttons),
            Card = r.Card,
            Picker = r.Picker is { } picker ? new Picker(picker.Title, Read(picker.Options)) : null,
            MentionsAll = r.MentionsAll ?? false,
            AsksOnce = r.AsksOnce ?? false,
        }),
    ];

    private static StoredButton[]? Write(IReadOnlyList<Button> buttons) =>
        buttons.Count > 0 ? [.. buttons.Select(b => new StoredButton(b.Label, b.Say))] : null;

    private static IReadOnlyList<Button> Read(StoredButton[]? buttons) => buttons is null ? [] : [.. buttons.Select(b => new Button(b.Label, b.Say))];
}

internal sealed record StoredReply(
    [property: JsonPropertyName("x")] string Text,
    [property: JsonPropertyName("t")] string? Title,
    [property: JsonPropertyName("h")] string? Hint,
    [property: JsonPropertyName("b")] StoredButton[]? Buttons,
    [property: JsonPropertyName("c")] string? Card = null,
    [property: JsonPropertyName("p")] StoredPicker? Picker = null,
    [property: JsonPropertyName("m")] bool? MentionsAll = null,
    [property: JsonPropertyName("q")] bool? AsksOnce = null);

internal sealed record StoredPicker([property: JsonPropertyName("t")] string Title, [property: JsonPropertyName("o")] StoredButton[]? Options);

internal sealed record StoredButton([property: JsonPropertyName("l")] string Label, [property: JsonPropertyName("s")] string Say);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredReply[]))]
internal sealed partial class StoredRepliesContext : JsonSerializerContext;
