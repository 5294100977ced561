using System.Text.RegularExpressions;
using ChatBot.Conversation.DataFiles;

namespace ChatBot.Conversation.Understanding;

/// <summary>An intent as an <c>examples.yaml</c> under <c>dialogs/</c> describes it: what people say, and what it leads to.</summary>
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
        var intents = new Dictionary<string, IntentDefinition>(StringComparer.Ordinal);
        foreach (var file in DataFile.ReadEach(dialogs, FileName, faults))
        {
            var reader = new NodeReader(file.Name, file.Root, faults);
            foreach (var (name, entry) in reader.Named("intents"))
            {
                var intent = Read(name, entry);
                if (!intents.TryAdd(name, intent))
                {
                    entry.Fault($"the intent '{name}' is already in {intents[name].File}:{intents[name].Line}", "give one of them another name");
                }
            }

            reader.Finish();
        }

        return [.. intents.Values];
    }

    private static IntentDefinition Read(string name, NodeReader reader)
    {
        var intent = new IntentDefinition
        {
            Name = name,
            Examples = reader.Texts("examples"),
            Form = reader.Text("form"),
            Run = reader.Text("run"),
            Command = reader.Text("command"),
            With = reader.Pairs("with"),
            Patterns = reader.Patterns("patterns"),
            File = reader.File,
            Line = reader.Line,
        };
        reader.Finish();
        if (new[] { intent.Form, intent.Run, intent.Command }.Count(static lead => lead is not null) > 1)
        {
            reader.Fault($"intent '{name}' leads to more than one thing", "give it one of 'form', 'run' and 'command'");
        }

        if (intent.Patterns.Count > 0 && intent.Run is null && intent.Command is null)
        {
            reader.Fault($"the patterns of intent '{name}' lead nowhere", "give it 'run' or 'command'; patterns that start a form stand in the form", "patterns");
        }

        if (intent.Examples.Any(string.IsNullOrWhiteSpace))
        {
            reader.Fault($"an example of intent '{name}' is empty", key: "examples");
        }

        return intent;
    }
}
