using System.Text.Json;
using System.Text.Json.Serialization;
using ChatBot.Kernel;

namespace ChatBot.Conversation.Forms;

/// <summary>What the bot remembers of its talk with one person between turns; one compact JSON in Redis.</summary>
internal sealed class DialogState
{
    /// <summary>The form that is being filled in.</summary>
    [JsonPropertyName("f")]
    public FormRun? Running { get; set; }

    /// <summary>The form that was put aside for it.</summary>
    [JsonPropertyName("u")]
    public FormRun? Suspended { get; set; }

    /// <summary>A use case that showed a preview and waits for a yes.</summary>
    [JsonPropertyName("p")]
    public PendingRun? Pending { get; set; }

    /// <summary>A sentence that may have meant a form, and waits for a yes.</summary>
    [JsonPropertyName("d")]
    public Doubt? Doubt { get; set; }

    /// <summary>Other wishes of the same message, taken up when the running form ends.</summary>
    [JsonPropertyName("z")]
    public List<string>? Later { get; set; }

    /// <summary>Values of the last numbered list shown.</summary>
    [JsonPropertyName("l")]
    public List<string>? List { get; set; }

    /// <summary>The choice source of that list.</summary>
    [JsonPropertyName("ls")]
    public string? ListSource { get; set; }

    /// <summary>What the buttons of the last answer say, in the order of their numbers; null when they have none.</summary>
    [JsonPropertyName("b")]
    public List<string>? Offered { get; set; }

    /// <summary>When the last list or the last numbered buttons were shown, in milliseconds since 1970.</summary>
    [JsonPropertyName("bt")]
    public long OfferedAt { get; set; }

    /// <summary>Hashes of the last two answers, so that the same words never come three times in a row.</summary>
    [JsonPropertyName("k")]
    public List<uint>? LastSaid { get; set; }

    /// <summary>The last day on which the person was welcomed.</summary>
    [JsonPropertyName("w")]
    public DateOnly? WelcomedOn { get; set; }

    /// <summary>When the last hint was given, in seconds since 1970.</summary>
    [JsonPropertyName("h")]
    public long HintedAt { get; set; }

    /// <summary>How many messages in a row were not understood.</summary>
    [JsonPropertyName("m")]
    public int Missed { get; set; }

    /// <summary>Counts answers, for taking turns between variants.</summary>
    [JsonPropertyName("c")]
    public int Turn { get; set; }

    /// <summary>A file that came without a form, kept for the next one that takes a file.</summary>
    [JsonPropertyName("a")]
    public string? File { get; set; }

    /// <summary>The state as text; null when there is nothing to remember.</summary>
    public string Write() => CompactJson.Write(this, DialogStateJson.Default.DialogState);

    /// <summary>Reads a state; one of another version, or none, is an empty one.</summary>
    public static DialogState Read(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return new DialogState();
        }

        try
        {
            return JsonSerializer.Deserialize(json, DialogStateJson.Default.DialogState) ?? new DialogState();
        }
        catch (JsonException)
        {
            return new DialogState();
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(DialogState))]
internal sealed partial class DialogStateJson : JsonSerializerContext;
