using System.Text.Json.Serialization;
using ChatBot.Kernel.Channels;

namespace ChatBot.Kernel.Turns;

/// <summary>JSON of what the inbox and the turn memory keep.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyList<OutboundMessage>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
public sealed partial class TurnJson : JsonSerializerContext;
