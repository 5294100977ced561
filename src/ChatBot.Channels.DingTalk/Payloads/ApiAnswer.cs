using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatBot.Channels.DingTalk.Payloads;

/// <summary>What both APIs answer, in one: success fields, the new style's <c>code</c>, the old style's <c>errcode</c>, and the block of an address.</summary>
internal sealed record ApiAnswer
{
    [JsonPropertyName("code"), JsonConverter(typeof(LenientString))]
    public string? Code { get; init; }

    [JsonPropertyName("requestid"), JsonConverter(typeof(LenientString))]
    public string? RequestId { get; init; }

    [JsonPropertyName("errcode"), JsonConverter(typeof(LenientNumber))]
    public long? ErrorCode { get; init; }

    [JsonPropertyName("sub_code"), JsonConverter(typeof(LenientString))]
    public string? SubCode { get; init; }

    /// <summary>1111 when the calling address is blocked.</summary>
    [JsonPropertyName("status"), JsonConverter(typeof(LenientNumber))]
    public long? Status { get; init; }

    [JsonPropertyName("punish"), JsonConverter(typeof(LenientString))]
    public string? Punish { get; init; }

    [JsonPropertyName("accessToken"), JsonConverter(typeof(LenientString))]
    public string? AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expireIn"), JsonConverter(typeof(LenientNumber))]
    public long? ExpiresIn { get; init; }

    /// <summary>Where stream mode connects to.</summary>
    [JsonPropertyName("endpoint"), JsonConverter(typeof(LenientString))]
    public string? Endpoint { get; init; }

    /// <summary>Opens one stream connection within 90 s; a secret.</summary>
    [JsonPropertyName("ticket"), JsonConverter(typeof(LenientString))]
    public string? Ticket { get; init; }

    /// <summary>Of card calls: <c>{outTrackId, deliverResults[]{success, errorMsg}}</c>.</summary>
    [JsonPropertyName("result")]
    public JsonElement ResultBody { get; init; }

    [JsonPropertyName("processQueryKey"), JsonConverter(typeof(LenientString))]
    public string? ProcessQueryKey { get; init; }

    /// <summary>Receivers that do not exist; may be absent.</summary>
    [JsonPropertyName("invalidStaffIdList")]
    public JsonElement InvalidStaffIds { get; init; }

    /// <summary>Receivers to whom the robot sent too much; may be absent.</summary>
    [JsonPropertyName("flowControlledStaffIdList")]
    public JsonElement FlowControlledStaffIds { get; init; }
}
