using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles.DingTalk.Stream;

/// <summary>Frames down (developerpedia, stream protocol).</summary>
internal static class StreamFrames
{
    public const string RobotTopic = "/v1.0/im/bot/messages/get";
    public const string CardTopic = "/v1.0/card/instances/callback";
    public const string EventTopic = "*";

    public static JsonObject Write(DingTalkDelivery delivery, StreamConnection connection, DateTimeOffset now)
    {
        var headers = new JsonObject
        {
            ["appId"] = connection.Ticket.App.AppKey,
            ["connectionId"] = connection.Id,
            ["contentType"] = "application/json",
            ["messageId"] = delivery.MessageId,
            ["time"] = Milliseconds(now),
            ["topic"] = delivery.Topic,
        };
        if (delivery.Event.Length > 0)
        {
            headers["eventType"] = delivery.Event;
            headers["eventId"] = delivery.EventId;
            headers["eventCorpId"] = delivery.CorpId;
            headers["eventBornTime"] = Milliseconds(delivery.At);
            headers["eventUnifiedAppId"] = Unified(connection.Ticket.App.AppKey);
        }

        var frame = new JsonObject { ["type"] = delivery.Type, ["headers"] = headers, ["data"] = delivery.DataText };
        if (delivery.Type != "SYSTEM")
        {
            // The samples of SYSTEM frames have none.
            frame.Insert(0, "specVersion", "1.0");
        }

        return frame;
    }

    private static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A GUID that stays the same for the same app.</summary>
    private static string Unified(string appKey) =>
        new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(appKey)).AsSpan(0, 16)).ToString("D");
}
