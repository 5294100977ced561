using System.Collections.Frozen;
using ChatBot.Conversation.DataFiles;

namespace ChatBot.Conversation.Dialogs;

/// <summary><c>forms/intents.yaml</c>: what happens to intents without a form, and what numbers mean after lists.</summary>
internal sealed record IntentTable(
    IReadOnlyList<IntentRoute> Routes, IReadOnlyList<ListRoute> Lists, FrozenSet<string> Previewed)
{
    public const string File = "forms/intents.yaml";

    public static IntentTable Empty { get; } = new([], [], []);

    public static IntentTable Read(DataFile file, ICollection<Fault> faults)
    {
        var reader = new NodeReader(file.Name, file.Root, faults);
        var table = new IntentTable(
            [.. reader.Items("intents").Select(ReadRoute)],
            [.. reader.Items("lists").Select(ReadList)],
            reader.Texts("previewed").ToFrozenSet(StringComparer.Ordinal));
        reader.Finish();
        return table;
    }

    private static IntentRoute ReadRoute(NodeReader reader)
    {
        var route = new IntentRoute(
            reader.Required("intent", "its name"), reader.Text("run"), reader.Text("command"), reader.Pairs("with"), reader.Patterns("patterns"));
        reader.Finish();
        if ((route.Run is null) == (route.Command is null))
        {
            reader.Fault($"intent '{route.Intent}' needs either 'run' or 'command'", "a use case, or a slash command");
        }

        return route;
    }

    private static ListRoute ReadList(NodeReader reader)
    {
        var route = new ListRoute(
            reader.Required("source", "the choice source of the list"), reader.Text("run"), reader.Text("open"), reader.Required("with", "the input that takes what was picked"));
        reader.Finish();
        if ((route.Run is null) == (route.Open is null))
        {
            reader.Fault($"list '{route.Source}' needs either 'run' or 'open'", "a use case, or a form");
        }

        return route;
    }
}
