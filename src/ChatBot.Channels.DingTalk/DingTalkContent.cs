using System.Text;
using System.Text.Json;
using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk;

/// <summary>What a message says or carries, by its type (robot-message-type 2026-05-15).</summary>
internal static class DingTalkContent
{
    private const int LongestFileName = 200;

    /// <summary>Kind, words and attachments; a type or a shape that the bot does not know is <see cref="InboundKind.Unsupported"/>.</summary>
    public static (InboundKind Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) Read(RobotMessage raw) => raw.MessageType switch
    {
        "text" => ReadText(raw),
        "richText" => ReadRichText(raw.Content),
        "picture" => Carrying(Attachment("image", raw.Content)),
        "audio" => ReadAudio(raw.Content),
        "video" => Carrying(Attachment("video", raw.Content)),
        "file" => Carrying(Attachment("file", raw.Content)),
        _ => Unsupported,
    };

    /// <summary>Without control characters except line breaks, and not longer than allowed.</summary>
    public static string? Clean(string? text, int longest)
    {
        var clean = text is null ? null : WithoutControls(text).Trim();
        if (string.IsNullOrEmpty(clean))
        {
            return null;
        }

        return clean.Length <= longest ? clean : clean[..(char.IsHighSurrogate(clean[longest - 1]) ? longest - 1 : longest)];
    }

    private static (InboundKind Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) Unsupported => (InboundKind.Unsupported, "", []);

    private static (InboundKind Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) ReadText(RobotMessage raw)
    {
        // One page shows HTTP mode with a top-level string instead of text.content (receive-message 2025-12-29). A quoted
        // message (isReplyMsg, repliedMsg) may stand beside the words; it is not read.
        var words = StringOf(raw.Text, "content")
            ?? (raw.Content.ValueKind == JsonValueKind.String ? raw.Content.GetString() : StringOf(raw.Content, "content"));
        return words is null ? Unsupported : (InboundKind.Text, Words(words), []);
    }

    private static (InboundKind Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) ReadRichText(JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Object
            || !content.TryGetProperty("richText", out var items)
            || items.ValueKind != JsonValueKind.Array)
        {
            return Unsupported;
        }

        // Neighbouring texts are runs of one sentence in different styles; whatever stands between two texts breaks the line.
        var text = new StringBuilder();
        var attachments = new List<InboundAttachment>();
        var isBroken = false;
        foreach (var item in items.EnumerateArray())
        {
            if (StringOf(item, "text") is { } run)
            {
                if (isBroken && text.Length > 0)
                {
                    text.Append('\n');
                }

                text.Append(run);
                isBroken = false;
                continue;
            }

            isBroken = true;
            if (StringOf(item, "type") == "picture" && Attachment("image", item) is { } picture)
            {
                attachments.Add(picture);
            }
        }

        var words = Words(text.ToString());
        return words.Length > 0 ? (InboundKind.Text, words, attachments)
            : attachments.Count > 0 ? (InboundKind.Attachment, "", attachments)
            : Unsupported;
    }

    private static (InboundKind Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) ReadAudio(JsonElement content)
    {
        var voice = Attachment("voice", content);
        var words = Words(StringOf(content, "recognition") ?? "");
        return words.Length > 0 ? (InboundKind.Text, words, voice is null ? [] : [voice]) : Carrying(voice);
    }

    private static (InboundKind Kind, string Text, IReadOnlyList<InboundAttachment> Attachments) Carrying(InboundAttachment? attachment) =>
        attachment is null ? Unsupported : (InboundKind.Attachment, "", [attachment]);

    private static InboundAttachment? Attachment(string kind, JsonElement content)
    {
        var code = StringOf(content, "downloadCode") ?? StringOf(content, "pictureDownloadCode");
        return string.IsNullOrEmpty(code) ? null : new InboundAttachment(kind, code, FileName(StringOf(content, "fileName")));
    }

    // The sender chooses the name: no folders, no control characters, one line.
    private static string? FileName(string? name) =>
        name is null ? null : Clean(string.Concat(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))), LongestFileName);

    private static string Words(string text) => WithoutControls(text).Trim().Trim('\u200B', '\uFEFF').Trim();

    private static string WithoutControls(string text) =>
        text.Any(IsUnwanted) ? string.Concat(text.Where(c => !IsUnwanted(c))) : text;

    private static bool IsUnwanted(char c) => char.IsControl(c) && c is not ('\n' or '\t');

    private static string? StringOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
