using ChatBot.Conversation.DataFiles;
using YamlDotNet.RepresentationModel;

namespace ChatBot.Conversation.Understanding;

/// <summary>Example sentences of one intent, from <c>dialogs/examples/*.yaml</c>.</summary>
/// <param name="Intent">One of <see cref="IntentNames"/>.</param>
/// <param name="Sentences">What people say.</param>
public sealed record IntentExamples(string Intent, IReadOnlyList<string> Sentences)
{
    /// <summary>The folder under <c>dialogs</c>.</summary>
    public const string Folder = "examples";

    /// <summary>Reads all examples; what is wrong becomes a fault with file and line.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="faults">Where faults are added.</param>
    public static IReadOnlyList<IntentExamples> Load(string dialogs, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var examples = new List<IntentExamples>();
        foreach (var file in DataFile.ReadFolder(dialogs, Folder, faults))
        {
            if (Read(file, faults) is { } read)
            {
                examples.Add(read);
            }
        }

        return examples;
    }

    private static IntentExamples? Read(DataFile file, ICollection<Fault> faults)
    {
        if (!file.Root.Children.TryGetValue("intent", out var intent) || intent is not YamlScalarNode { Value: { } name })
        {
            faults.Add(new Fault(file.Name, 1, "'intent' is missing", "name one of " + string.Join(", ", IntentNames.All)));
            return null;
        }

        if (!IntentNames.All.Contains(name))
        {
            faults.Add(new Fault(file.Name, DataFile.LineOf(intent), $"'{name}' is no intent", "name one of " + string.Join(", ", IntentNames.All)));
            return null;
        }

        if (!file.Root.Children.TryGetValue("examples", out var list) || list is not YamlSequenceNode sentences)
        {
            faults.Add(new Fault(file.Name, 1, "'examples' must be a list of sentences"));
            return null;
        }

        var texts = new List<string>();
        foreach (var sentence in sentences)
        {
            if (sentence is YamlScalarNode { Value: { Length: > 0 } text })
            {
                texts.Add(text);
            }
            else
            {
                faults.Add(new Fault(file.Name, DataFile.LineOf(sentence), "an example must be a sentence"));
            }
        }

        return new(name, texts);
    }
}
