using ChatBot.Conversation.Understanding;

namespace ChatBot.Conversation.Dialogs;

/// <summary>What intents lead to, from the files <c>examples.yaml</c>, and what numbers mean after lists, from the files <c>forms.yaml</c>.</summary>
/// <param name="Intents">All intents.</param>
/// <param name="Lists">What a bare number means after each list.</param>
internal sealed record IntentTable(IReadOnlyList<IntentDefinition> Intents, IReadOnlyList<ListRoute> Lists)
{
    /// <summary>The intents that lead to a use case or a command.</summary>
    public IReadOnlyList<IntentRoute> Routes { get; } =
        [.. Intents.Where(i => i.Run is not null || i.Command is not null).Select(i => new IntentRoute(i.Name, i.Run, i.Command, i.With, i.Patterns))];

    /// <summary>The forms, each with the intents that start it.</summary>
    public IReadOnlyList<FormDefinition> Started(IEnumerable<FormDefinition> forms)
    {
        var byForm = Intents.Where(i => i.Form is not null).ToLookup(i => i.Form!, i => i.Name, StringComparer.Ordinal);
        return [.. forms.Select(f => f with { Intents = [.. byForm[f.Name]] })];
    }
}
