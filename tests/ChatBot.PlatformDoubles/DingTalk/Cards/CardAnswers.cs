using System.Text.Json;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk.Cards;

/// <summary>What a bot answers to a card callback (page event-callback-card): cardData, userPrivateData, cardUpdateOptions.</summary>
internal static class CardAnswers
{
    /// <summary>What is wrong with the answer; null when it is right, also when it changes nothing.</summary>
    public static string? Fault(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => Fault(answer, "cardData") ?? Fault(answer, "userPrivateData"),
        _ => "the answer is no object",
    };

    private static string? Fault(JsonElement answer, string part)
    {
        if (!answer.Has(part))
        {
            return null;
        }

        return (answer.Object(part) ?? default).Object("cardParamMap") is not { } map ? $"{part}.cardParamMap is missing"
            : map.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String) ? $"{part}.cardParamMap has a value that is no string"
            : null;
    }
}
