using System.Text.Json.Serialization;

namespace ChatBot.Conversation.Forms;

/// <summary>A sentence that may have meant a form, and waits for a yes.</summary>
/// <param name="Form">The form.</param>
/// <param name="Text">The sentence, as typed.</param>
/// <param name="At">When the person was asked, in seconds since 1970.</param>
internal sealed record Doubt(
    [property: JsonPropertyName("n")] string Form,
    [property: JsonPropertyName("x")] string Text,
    [property: JsonPropertyName("t")] long At)
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    /// <summary>Whether a yes at this moment still answers the question.</summary>
    public bool IsFresh(DateTimeOffset now) => now - DateTimeOffset.FromUnixTimeSeconds(At) <= Holds;
}
