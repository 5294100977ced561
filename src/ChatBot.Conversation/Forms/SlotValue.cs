using System.Text.Json.Serialization;

namespace ChatBot.Conversation.Forms;

/// <summary>A slot's canonical value and how it is shown.</summary>
/// <param name="Value">What the use case gets.</param>
/// <param name="Words">What the person sees.</param>
internal sealed record SlotValue(
    [property: JsonPropertyName("v")] string Value,
    [property: JsonPropertyName("w")] string Words);
