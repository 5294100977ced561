using System.Collections.Frozen;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Dialogs;

/// <summary>All forms, what intents lead to, and the words that steer a dialog; immutable, a reload builds a new one.</summary>
public sealed class DialogLibrary
{
    /// <summary>The names of its files.</summary>
    public static readonly IReadOnlyList<string> FileNames = [FormReader.FileName, IntentDefinition.FileName, WordLists.FileName];

    private readonly FrozenDictionary<string, FormDefinition> _byName;
    private readonly FrozenDictionary<string, FormDefinition> _byIntent;
    private readonly ILookup<string, FormDefinition> _bySubmit;
    private readonly FrozenDictionary<string, IntentRoute> _routes;
    private readonly FrozenDictionary<string, ListRoute> _lists;
    private readonly AuthoredPatterns<FormDefinition> _formPatterns;
    private readonly AuthoredPatterns<IntentRoute> _routePatterns;

    internal DialogLibrary(IReadOnlyList<FormDefinition> forms, IntentTable table, WordLists words)
    {
        forms = table.Started(forms);
        Forms = forms;
        Words = words;
        Table = table;
        _byName = forms.DistinctBy(f => f.Name).ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
        _byIntent = forms.SelectMany(f => f.Intents, (f, i) => (Form: f, Intent: i)).DistinctBy(p => p.Intent)
            .ToFrozenDictionary(p => p.Intent, p => p.Form, StringComparer.Ordinal);
        _bySubmit = forms.ToLookup(f => f.Submit, StringComparer.Ordinal);
        _routes = table.Routes.DistinctBy(r => r.Intent).ToFrozenDictionary(r => r.Intent, StringComparer.Ordinal);
        _lists = table.Lists.DistinctBy(l => l.Source).ToFrozenDictionary(l => l.Source, StringComparer.Ordinal);
        _formPatterns = new(forms.Select(f => (f, f.Patterns)));
        _routePatterns = new(table.Routes.Select(r => (r, r.Patterns)));
    }

    public IReadOnlyList<FormDefinition> Forms { get; }

    /// <summary>The words that steer a dialog.</summary>
    public WordLists Words { get; }

    internal IntentTable Table { get; }

    /// <summary>Reads the files; what is wrong is listed with file, line and advice, what is good is kept.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="known">What the forms may name; null to leave names unchecked.</param>
    public static (DialogLibrary Library, IReadOnlyList<Fault> Faults) Load(string dialogs, KnownNames? known = null)
    {
        var faults = new List<Fault>();
        var forms = new List<FormDefinition>();
        var lists = new List<ListRoute>();
        foreach (var file in DataFile.ReadEach(dialogs, FormReader.FileName, faults))
        {
            FormReader.Read(file, forms, lists, faults);
        }

        var table = new IntentTable(IntentDefinition.Load(dialogs, faults), lists);
        var declared = forms.Select(f => f with { Declaration = known?.Catalogue?.Find(f.Submit) }).ToList();
        var library = new DialogLibrary(declared, table, WordLists.Load(dialogs, faults));
        LibraryChecks.Check(library, known, faults);
        return (library, faults);
    }

    /// <summary>The form of that name, or null.</summary>
    public FormDefinition? Form(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>The form that submits to the use case, or null.</summary>
    public FormDefinition? FormFor(string useCase) => _bySubmit[useCase].FirstOrDefault();

    /// <summary>The form that an intent starts, or null.</summary>
    public FormDefinition? FormOf(string intent) => _byIntent.GetValueOrDefault(intent);

    /// <summary>The route of an intent without form, or null.</summary>
    public IntentRoute? RouteOf(string intent) => _routes.GetValueOrDefault(intent);

    /// <summary>What a number means after a list of the source, or null.</summary>
    public ListRoute? ListOf(string? source) => source is null ? null : _lists.GetValueOrDefault(source);

    /// <summary>The form that a pattern starts, one that the member may use first; or null.</summary>
    public FormDefinition? FormByPattern(string plain, TurnScope scope)
    {
        FormDefinition? closed = null;
        foreach (var form in _formPatterns.In(plain))
        {
            if (form.IsOpenTo(scope))
            {
                return form;
            }

            closed ??= form;
        }

        return closed;
    }

    /// <summary>The route that a pattern means, or null.</summary>
    public IntentRoute? RouteByPattern(string plain) => _routePatterns.In(plain).FirstOrDefault();
}
