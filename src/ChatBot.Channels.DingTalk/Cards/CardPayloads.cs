using System.Text.Json.Serialization;
using ChatBot.Channels.DingTalk.Payloads;

namespace ChatBot.Channels.DingTalk.Cards;

/// <summary>Body of <c>card/instances/createAndDeliver</c> (create-and-deliver-cards 2026-04-24).</summary>
internal sealed record CardCreation
{
    [JsonPropertyName("cardTemplateId")]
    public required string TemplateId { get; init; }

    [JsonPropertyName("outTrackId")]
    public required string OutTrackId { get; init; }

    /// <summary><c>STREAM</c> or <c>HTTP</c>.</summary>
    [JsonPropertyName("callbackType")]
    public required string CallbackType { get; init; }

    [JsonPropertyName("callbackRouteKey")]
    public string? CallbackRouteKey { get; init; }

    [JsonPropertyName("cardData")]
    public required CardValues Values { get; init; }

    /// <summary><c>dtv1.card//IM_GROUP.{conversation}</c> or <c>dtv1.card//IM_ROBOT.{user}</c>.</summary>
    [JsonPropertyName("openSpaceId")]
    public required string SpaceId { get; init; }

    [JsonPropertyName("imGroupOpenSpaceModel")]
    public CardSpaceModel? GroupSpace { get; init; }

    [JsonPropertyName("imGroupOpenDeliverModel")]
    public CardDelivery? GroupDelivery { get; init; }

    [JsonPropertyName("imRobotOpenSpaceModel")]
    public CardSpaceModel? RobotSpace { get; init; }

    [JsonPropertyName("imRobotOpenDeliverModel")]
    public CardDelivery? RobotDelivery { get; init; }

    /// <summary>1: user ids are userIds of the organisation.</summary>
    [JsonPropertyName("userIdType")]
    public int UserIdType { get; } = 1;
}

/// <summary>Values of the template's variables, strings all.</summary>
internal sealed record CardValues([property: JsonPropertyName("cardParamMap")] IReadOnlyDictionary<string, string> Map);

/// <summary>Cards speak to their readers: they are not forwarded.</summary>
internal sealed record CardSpaceModel
{
    [JsonPropertyName("supportForward")]
    public bool CanBeForwarded { get; init; }
}

/// <summary>Which robot brings it.</summary>
internal sealed record CardDelivery
{
    /// <summary><c>IM_ROBOT</c> for the single chat; none for groups.</summary>
    [JsonPropertyName("spaceType")]
    public string? SpaceType { get; init; }

    [JsonPropertyName("robotCode")]
    public required string RobotCode { get; init; }
}

/// <summary>Body of <c>PUT card/instances</c>, and the answer to a callback.</summary>
internal sealed record CardChange
{
    [JsonPropertyName("outTrackId")]
    public string? OutTrackId { get; init; }

    [JsonPropertyName("cardData")]
    public CardValues? Values { get; init; }

    /// <summary>In the answer to a callback: for the one who pressed.</summary>
    [JsonPropertyName("userPrivateData")]
    public CardValues? Own { get; init; }

    /// <summary>Without it, variables that are not named would be lost.</summary>
    [JsonPropertyName("cardUpdateOptions")]
    public CardUpdateOptions Options { get; } = new();
}

/// <summary>Only the named variables change.</summary>
internal sealed record CardUpdateOptions
{
    [JsonPropertyName("updateCardDataByKey")]
    public bool PublicByKey { get; } = true;

    [JsonPropertyName("updatePrivateDataByKey")]
    public bool PrivateByKey { get; } = true;
}

/// <summary>A button of the template's button group.</summary>
internal sealed record CardButton([property: JsonPropertyName("text")] string Label, [property: JsonPropertyName("event")] CardEvent Event);

/// <summary>What pressing does: calls the bot back.</summary>
internal sealed record CardEvent([property: JsonPropertyName("params")] CardRequest Request)
{
    [JsonPropertyName("type")]
    public string Type { get; } = "sendCardRequest";
}

/// <summary>What the callback carries.</summary>
internal sealed record CardRequest(
    [property: JsonPropertyName("actionId")] string ActionId,
    [property: JsonPropertyName("params")] CardSaying Saying);

/// <summary>The words of the button.</summary>
internal sealed record CardSaying([property: JsonPropertyName("say")] string Say);

/// <summary>A pressed button (event-callback-card 2026-08-04); <c>content</c> is JSON as text.</summary>
internal sealed record CardCallback
{
    [JsonPropertyName("outTrackId"), JsonConverter(typeof(LenientString))]
    public string? OutTrackId { get; init; }

    [JsonPropertyName("corpId"), JsonConverter(typeof(LenientString))]
    public string? CorpId { get; init; }

    [JsonPropertyName("userId"), JsonConverter(typeof(LenientString))]
    public string? UserId { get; init; }

    /// <summary><c>IM_GROUP</c> or <c>IM_ROBOT</c>; may be missing.</summary>
    [JsonPropertyName("spaceType"), JsonConverter(typeof(LenientString))]
    public string? SpaceType { get; init; }

    [JsonPropertyName("content"), JsonConverter(typeof(LenientString))]
    public string? Content { get; init; }
}

/// <summary>What stands in <c>content</c>.</summary>
internal sealed record CardContent
{
    [JsonPropertyName("cardPrivateData")]
    public CardPressed? Pressed { get; init; }
}

/// <summary>The pressed button.</summary>
internal sealed record CardPressed
{
    [JsonPropertyName("params")]
    public CardPressedParams? Params { get; init; }
}

/// <summary>What the button carried.</summary>
internal sealed record CardPressedParams
{
    [JsonPropertyName("say"), JsonConverter(typeof(LenientString))]
    public string? Say { get; init; }
}

/// <summary>Body of <c>card/callbacks/register</c>.</summary>
internal sealed record CardRegistration(
    [property: JsonPropertyName("callbackRouteKey")] string RouteKey,
    [property: JsonPropertyName("callbackUrl")] string Address,
    [property: JsonPropertyName("apiSecret")] string Secret)
{
    [JsonPropertyName("forceUpdate")]
    public bool Overwrites { get; } = true;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CardCreation))]
[JsonSerializable(typeof(CardChange))]
[JsonSerializable(typeof(CardButton[]))]
[JsonSerializable(typeof(CardCallback))]
[JsonSerializable(typeof(CardContent))]
[JsonSerializable(typeof(CardRegistration))]
internal sealed partial class CardJson : JsonSerializerContext
{
    /// <summary>For what goes out: a value may have 1 KB, so Chinese must not be escaped.</summary>
    public static CardJson Outgoing { get; } = new(new System.Text.Json.JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
