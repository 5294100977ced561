using System.Text;
using System.Text.Json;
using ChatBot.PlatformDoubles.DingTalk.Cards;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>The msgKey templates of the robot API (page robot-message-type) and the keys that each needs in msgParam.</summary>
internal static class DingTalkMsgParams
{
    /// <summary>Most bytes of msgParam; said of group messages, taken for private ones too.</summary>
    public const int MostBytes = 15_000;

    private static readonly Dictionary<string, string[]> Needed = new()
    {
        ["sampleText"] = ["content"],
        ["sampleMarkdown"] = ["title", "text"],
        ["sampleImageMsg"] = ["photoURL"],
        ["sampleLink"] = ["title", "text", "messageUrl"],
        ["sampleActionCard"] = ["title", "text", "singleTitle", "singleURL"],
        ["sampleActionCard2"] = ["title", "text", .. Buttons("actionTitle", "actionURL", 2)],
        ["sampleActionCard3"] = ["title", "text", .. Buttons("actionTitle", "actionURL", 3)],
        ["sampleActionCard4"] = ["title", "text", .. Buttons("actionTitle", "actionURL", 4)],
        ["sampleActionCard5"] = ["title", "text", .. Buttons("actionTitle", "actionURL", 5)],
        ["sampleActionCard6"] = ["title", "text", .. Buttons("buttonTitle", "buttonUrl", 2)],
        ["sampleAudio"] = ["mediaId", "duration"],
        ["sampleFile"] = ["mediaId", "fileName", "fileType"],
        ["sampleVideo"] = ["duration", "videoMediaId", "videoType", "picMediaId"],
    };

    /// <summary>The words of the message and its card, if it is one; or 400 with the platform's code.</summary>
    public static (string Text, ReceivedCard? Card) Read(JsonElement body)
    {
        var key = body.Text("msgKey");
        if (!Needed.TryGetValue(key, out var needed))
        {
            throw DingTalkErrors.RefuseNew(400, body.Has("msgKey") ? "invalidParameter.msgKey.notExist" : "miss.param.msgKey", "msgKey");
        }

        if (!body.Has("msgParam"))
        {
            throw DingTalkErrors.RefuseNew(400, "miss.param.msgParam", "msgParam");
        }

        // msgParam is JSON text inside a string; an object in its place is the usual mistake.
        var text = body.Text("msgParam");
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            throw DingTalkErrors.RefuseNew(400, "invalidParameter.msgParam.tooLong", "消息内容太长");
        }

        var parameters = Parse(text);
        if (needed.FirstOrDefault(n => parameters.Text(n).Length == 0) is { } missing)
        {
            throw DingTalkErrors.RefuseNew(400, "invalidParameter.msgParam.invalid", $"msgParam lacks {missing}");
        }

        if (key == "sampleFile" && parameters.Text("fileType") is not ("xlsx" or "pdf" or "zip" or "rar" or "doc" or "docx"))
        {
            throw DingTalkErrors.RefuseNew(400, "invalidParameter.msgParam.invalid", "fileType");
        }

        var words = key switch
        {
            "sampleText" => parameters.Text("content"),
            "sampleImageMsg" or "sampleAudio" or "sampleVideo" => $"[{key["sample".Length..]}]",
            "sampleFile" => $"[{parameters.Text("fileName")}]",
            _ => Fields.Lines([
                parameters.Text("title"),
                parameters.Text("text"),
                .. needed.Where(IsLabel).Select(n => $"[{parameters.Text(n)}]"),
            ]),
        };
        return (words, ActionCards.Read(key, parameters));
    }

    private static bool IsLabel(string name) =>
        name == "singleTitle" || name.StartsWith("actionTitle", StringComparison.Ordinal) || name.StartsWith("buttonTitle", StringComparison.Ordinal);

    private static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw DingTalkErrors.RefuseNew(400, "invalidParameter.msgParam.invalid", "msgParam");
        }
        catch (JsonException)
        {
            throw DingTalkErrors.RefuseNew(400, "invalidParameter.msgParam.invalid", "msgParam");
        }
    }

    private static IEnumerable<string> Buttons(string title, string address, int count) =>
        Enumerable.Range(1, count).SelectMany(n => (string[])[$"{title}{n}", $"{address}{n}"]);
}
