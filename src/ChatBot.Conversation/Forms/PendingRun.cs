using System.Text.Json.Serialization;

namespace ChatBot.Conversation.Forms;

/// <summary>A use case that showed a preview and waits for a yes.</summary>
/// <param name="UseCase">Its name.</param>
/// <param name="Inputs">What it was given.</param>
/// <param name="Id">Id of the submission that a yes makes.</param>
/// <param name="At">When the preview was shown, in seconds since 1970.</param>
internal sealed record PendingRun(
    [property: JsonPropertyName("u")] string UseCase,
    [property: JsonPropertyName("i")] Dictionary<string, string> Inputs,
    [property: JsonPropertyName("r")] string Id,
    [property: JsonPropertyName("t")] long At)
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    /// <summary>Whether a yes at this moment still means the preview.</summary>
    public bool IsFresh(DateTimeOffset now) => now - DateTimeOffset.FromUnixTimeSeconds(At) <= Holds;
}
