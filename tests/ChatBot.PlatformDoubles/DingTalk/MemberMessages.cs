using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>The message of a member as the robot gets it, the same over HTTP and stream (page receive-message).</summary>
internal static class MemberMessages
{
    private const string Robot = "$:LWCP_v1:$demoBot==";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message with a fresh reply address.</summary>
    /// <param name="platform">Double that issues the reply address and the download codes.</param>
    /// <param name="robotCode">Which robot is addressed.</param>
    /// <param name="staffId">userid; null leaves the field out, as for outsiders.</param>
    /// <param name="nick">Display name.</param>
    /// <param name="what">What is sent.</param>
    /// <param name="conversationId">Null takes the demo group or a single chat of this member.</param>
    /// <param name="isGroup">Whether it is a group.</param>
    /// <param name="msgId">Null makes one.</param>
    public static JsonObject Write(
        DingTalkDouble platform, string robotCode, string? staffId, string nick, DingTalkSaying what, string? conversationId, bool isGroup, string? msgId)
    {
        if (isGroup && !what.FitsGroups)
        {
            throw new ArgumentException($"The platform passes on no '{what.Type}' from a group.", nameof(what));
        }

        var payload = new JsonObject
        {
            ["conversationId"] = conversationId ?? (isGroup ? DingTalkDemo.GroupConversation : $"cidSingle{staffId}=="),
            ["chatbotCorpId"] = platform.Options.CorpId,
            ["chatbotUserId"] = Robot,
            ["msgId"] = msgId ?? $"msg{RandomNumberGenerator.GetHexString(20)}==",
            ["senderNick"] = nick,
            ["isAdmin"] = false,
            ["createAt"] = platform.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            ["senderId"] = Encrypted(staffId ?? nick),
            ["robotCode"] = robotCode,
            ["conversationType"] = isGroup ? "2" : "1",
        };
        what.WriteTo(payload, isGroup, content => platform.IssueDownloadCode(content, robotCode));
        if (staffId is not null)
        {
            payload["senderStaffId"] = staffId;
            payload["senderCorpId"] = platform.Options.CorpId;
        }

        if (isGroup)
        {
            payload["conversationTitle"] = "示例支部";
            payload["isInAtList"] = true;
            payload["atUsers"] = new JsonArray(
            [
                new JsonObject { ["dingtalkId"] = Robot },
                .. what.AlsoMentioned.Select(u => new JsonObject { ["dingtalkId"] = Encrypted(u), ["staffId"] = u }),
            ]);
        }

        GiveSession(platform, payload);
        return payload;
    }

    /// <summary>Gives the message a fresh reply address.</summary>
    public static Uri GiveSession(DingTalkDouble platform, JsonObject payload)
    {
        var (webhook, ends) = platform.IssueSession(
            payload["conversationId"]?.GetValue<string>() ?? "",
            payload["senderStaffId"]?.GetValue<string>() ?? "",
            payload["conversationType"]?.GetValue<string>() == "2");
        payload["sessionWebhook"] = webhook.AbsoluteUri;
        payload["sessionWebhookExpiredTime"] = ends.ToUnixTimeMilliseconds();
        return webhook;
    }

    /// <summary>The session in a reply address.</summary>
    public static string SessionOf(string? webhook) => webhook is not null && webhook.Contains("session=", StringComparison.Ordinal)
        ? webhook[(webhook.LastIndexOf('=') + 1)..]
        : "";

    /// <summary>Above the monthly quota messages arrive with error 20001 and without their words.</summary>
    public static void TakeWordsAway(JsonObject payload)
    {
        payload.Remove("text");
        payload.Remove("content");
        payload["errorCode"] = "20001";
        payload["errorMessage"] = "受调用量超量影响";
    }

    /// <summary>JSON text with Chinese characters as they are.</summary>
    public static string Json(JsonNode payload) => payload.ToJsonString(Plain);

    private static string Encrypted(string who) => $"$:LWCP_v1:${Convert.ToBase64String(Encoding.UTF8.GetBytes(who))}";
}
