using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Domain.Policy;
using ChatBot.Domain.Sessions;

namespace ChatBot.Storage.Roster;

/// <summary>
/// A policy as JSON. By reflection, not generated: a parameter that a stored policy does not name yet keeps the default
/// of its record, which generated code would overwrite with null or zero.
/// </summary>
internal static class PolicyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new SessionKindSet() },
    };

    public static string Write(BranchPolicy policy) => JsonSerializer.Serialize(policy, Options);

    public static BranchPolicy Read(string json) => JsonSerializer.Deserialize<BranchPolicy>(json, Options)!;

    private sealed class SessionKindSet : JsonConverter<IReadOnlySet<SessionKind>>
    {
        public override IReadOnlySet<SessionKind> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<SessionKind>>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<SessionKind> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Order(), options);
    }
}
