using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>Writes an activity in the form of the fixtures' <c>expected.json</c>.</summary>
internal static class ActivityJson
{
    public static JsonObject Write(DingTalkActivity activity) => activity switch
    {
        DingTalkActivity.Ignored ignored => new() { ["outcome"] = "ignored", ["reason"] = ignored.Reason.ToString() },
        DingTalkActivity.Malformed malformed => new() { ["outcome"] = "malformed", ["field"] = malformed.Field },
        DingTalkActivity.Foreign => new() { ["outcome"] = "foreign" },
        DingTalkActivity.Turn { Message: var message } => new()
        {
            ["outcome"] = "turn",
            ["sender"] = message.Sender.ToString(),
            ["messageId"] = message.MessageId,
            ["scope"] = message.Scope.ToString(),
            ["conversationId"] = message.ConversationId,
            ["sentAt"] = Instant(message.SentAt),
            ["senderName"] = message.SenderName,
            ["replyUntil"] = message.ReplyTo is { } reply ? Instant(reply.ExpiresAt) : null,
            ["kind"] = message.Kind.ToString(),
            ["text"] = message.Text,
            ["attachments"] = new JsonArray([.. message.Attachments.Select(a =>
                new JsonObject { ["kind"] = a.Kind, ["id"] = a.PlatformId, ["name"] = a.Name })]),
        },
        _ => throw new InvalidOperationException(activity.GetType().Name),
    };

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal);
}
