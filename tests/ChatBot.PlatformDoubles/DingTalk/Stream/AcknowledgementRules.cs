using System.Text.Json;
using ChatBot.PlatformDoubles.DingTalk.Cards;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Stream;

/// <summary>What an acknowledgement must look like for each kind of frame.</summary>
internal static class AcknowledgementRules
{
    /// <summary>The messageId that it answers; empty when there is none.</summary>
    public static string MessageId(JsonElement frame) => (frame.Object("headers") ?? default).Text("messageId");

    /// <summary>The data of the acknowledgement, or what is wrong with it.</summary>
    public static string? Fault(JsonElement frame, DingTalkDelivery delivery, out JsonElement data)
    {
        data = default;
        if (frame.Integer("code") is not { } code)
        {
            return "code is no number";
        }

        if ((frame.Object("headers") ?? default).Text("contentType") != "application/json")
        {
            return "headers.contentType is not application/json";
        }

        if (code != 200)
        {
            return null;
        }

        if (!frame.TryGetProperty("data", out var text) || text.ValueKind != JsonValueKind.String)
        {
            return "data is no string";
        }

        return TryParse(text.GetString()!, out data) ? DataFault(delivery, data) : "data is no JSON text";
    }

    private static string? DataFault(DingTalkDelivery delivery, JsonElement data) => delivery switch
    {
        { Topic: "ping" } => JsonElement.DeepEquals(data, JsonSerializer.SerializeToElement(delivery.Data)) ? null : "the ping's data is not echoed",
        { Type: "EVENT" } => data.Text("status") is "SUCCESS" or "LATER" ? null : "data.status is neither SUCCESS nor LATER",
        { Topic: StreamFrames.CardTopic } => data.ValueKind == JsonValueKind.Object && data.TryGetProperty("response", out var response)
            ? CardAnswers.Fault(response)
            : "data lacks response",
        _ => null,
    };

    private static bool TryParse(string text, out JsonElement data)
    {
        data = default;
        try
        {
            using var document = JsonDocument.Parse(text);
            data = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
