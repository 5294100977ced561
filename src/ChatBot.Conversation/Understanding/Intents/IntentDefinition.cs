using System.Text.RegularExpressions;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding.Intents;

namespace ChatBot.Conversation.Understanding;

/// <summary>An intent as an <c>examples.yaml</c> under <c>dialogs/</c> describes it: what people say, what is read from it, and what it leads to.</summary>
public sealed record IntentDefinition
{
    /// <summary>The name of its files.</summary>
    public const string FileName = "examples.yaml";

    /// <summary>Its name, e.g. <c>leave_request</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What people say.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The form that it starts; null when it starts none.</summary>
    public string? Form { get; init; }

    /// <summary>The use case that answers it; null when none does.</summary>
    public string? Run { get; init; }

    /// <summary>The slash command that it is another way to say; null when there is none.</summary>
    public string? Command { get; init; }

    /// <summary>Inputs of <see cref="Run"/> by name, each with the understood slot that fills it.</summary>
    public IReadOnlyDictionary<string, string> With { get; init; } = new Dictionary<string, string>();

    /// <summary>Patterns that mean it, whatever else is understood; matched against the plain text.</summary>
    public IReadOnlyList<Regex> Patterns { get; init; } = [];

    /// <summary>What is read from a message that means it.</summary>
    public SlotPlan Slots { get; init; } = SlotPlan.Empty;

    /// <summary>The sign without which a likeness to the examples is chance; null when none is needed.</summary>
    public string? About { get; init; }

    /// <summary>A probability from which the examples are believed without <see cref="About"/>; 1 for never.</summary>
    public double SureAt { get; init; } = 1;

    /// <summary>Whether the examples are believed below the threshold when they are far ahead of all other intents.</summary>
    public bool IsBelievedFarAhead { get; init; }

    /// <summary>What it is to those who know only the intents of the shared corpus; null for itself.</summary>
    public string? Coarse { get; init; }

    /// <summary>Where it is written, for faults.</summary>
    public string File { get; init; } = "";

    /// <summary>The line of its name.</summary>
    public int Line { get; init; }

    /// <summary>Reads all intents; what is wrong becomes a fault with file and line.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="faults">Where faults are added.</param>
    public static IReadOnlyList<IntentDefinition> Load(string dialogs, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var reader = new IntentReader(faults);
        reader.Read(DataFile.ReadEach(dialogs, FileName, faults));
        return reader.Intents;
    }
}
