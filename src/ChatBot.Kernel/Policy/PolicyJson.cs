using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatBot.Kernel.Policy;

/// <summary>
/// A policy as JSON. By reflection, not generated: a parameter that a stored policy does not name yet keeps the default
/// of its record, which generated code would overwrite with null or zero.
/// </summary>
public static class PolicyJson
{
    private const string Profile = "profile";
    private const string Version = "version";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new EnumSets() },
    };

    /// <summary>The policy whole.</summary>
    public static string Write(BranchPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var fields = new Dictionary<string, object>(StringComparer.Ordinal) { [Profile] = policy.Profile, [Version] = policy.Version };
        foreach (var (name, section) in policy.Sections())
        {
            fields.Add(name, section);
        }

        return JsonSerializer.Serialize(fields, Options);
    }

    /// <summary>The policy that was written.</summary>
    /// <exception cref="JsonException">It is no policy.</exception>
    public static BranchPolicy Read(string json)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json, Options)
            ?? throw new JsonException("A policy is an object.");
        var profile = fields.Remove(Profile, out var p) ? p.GetString() : null;
        var version = fields.Remove(Version, out var v) ? v.GetInt32() : (int?)null;
        return BranchPolicy.Of(profile, version, fields);
    }

    internal static T Section<T>(JsonElement json)
        where T : class => json.Deserialize<T>(Options) ?? throw new JsonException($"A section {typeof(T).Name} is an object.");

    private sealed class EnumSets : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlySet<>) && typeToConvert.GenericTypeArguments[0].IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(EnumSet<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;
    }

    private sealed class EnumSet<T> : JsonConverter<IReadOnlySet<T>>
        where T : struct, Enum
    {
        public override IReadOnlySet<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<T>>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Order(), options);
    }
}
