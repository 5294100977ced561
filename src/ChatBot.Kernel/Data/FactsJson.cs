using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatBot.Kernel.Data;

/// <summary>Facts by name, as JSON.</summary>
public static class FactsJson
{
    public static string Write(IReadOnlyDictionary<string, string> facts) =>
        CompactJson.Write(facts, FactsContext.Default.IReadOnlyDictionaryStringString);

    public static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize(json, FactsContext.Default.DictionaryStringString)!;
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class FactsContext : JsonSerializerContext;
