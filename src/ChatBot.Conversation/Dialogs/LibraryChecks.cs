using ChatBot.Conversation.DataFiles;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Dialogs;

/// <summary>The names that forms and intents may use.</summary>
/// <param name="UseCases">Names of all use cases; null leaves them unchecked.</param>
/// <param name="Sources">Names of all choice sources; null leaves them unchecked.</param>
/// <param name="HasWording">Whether there is a sentence of that key.</param>
public sealed record KnownNames(IReadOnlySet<string>? UseCases, IReadOnlySet<string>? Sources, Func<string, bool> HasWording)
{
    /// <summary>What the use cases declare; null leaves forms private and open to all.</summary>
    public UseCaseCatalogue? Catalogue { get; init; }
}

/// <summary>Faults that show only when all files are seen together.</summary>
internal static class LibraryChecks
{
    public static void Check(DialogLibrary library, KnownNames? known, List<Fault> faults)
    {
        CheckDoubles(library, faults);
        CheckLinks(library, faults);
        if (known is not null)
        {
            CheckNames(library, known, faults);
        }
    }

    private static void CheckDoubles(DialogLibrary library, List<Fault> faults)
    {
        var names = new Dictionary<string, FormDefinition>(StringComparer.Ordinal);
        foreach (var form in library.Forms)
        {
            if (!names.TryAdd(form.Name, form))
            {
                faults.Add(new Fault(form.File, form.Line, $"the form '{form.Name}' is already in {names[form.Name].File}:{names[form.Name].Line}", "give one of them another name"));
            }
        }

        var lists = new Dictionary<string, ListRoute>(StringComparer.Ordinal);
        foreach (var list in library.Table.Lists.Where(l => !lists.TryAdd(l.Source, l)))
        {
            faults.Add(new Fault(list.File, list.Line, $"the list '{list.Source}' is already in {lists[list.Source].File}:{lists[list.Source].Line}"));
        }
    }

    // Forms and intents that name each other.
    private static void CheckLinks(DialogLibrary library, List<Fault> faults)
    {
        var forms = library.Forms.Select(f => f.Name).ToList();
        foreach (var list in library.Table.Lists.Where(l => l.Open is not null && library.Form(l.Open) is null))
        {
            faults.Add(new Fault(list.File, list.Line, $"list '{list.Source}' opens the form '{list.Open}', which does not exist", Nearest(list.Open!, forms)));
        }

        foreach (var intent in library.Table.Intents.Where(i => i.Form is not null && library.Form(i.Form) is null))
        {
            faults.Add(new Fault(intent.File, intent.Line, $"intent '{intent.Name}' starts the form '{intent.Form}', which does not exist", Nearest(intent.Form!, forms)));
        }

        var intents = library.Table.Intents.Select(i => i.Name).ToList();
        foreach (var (form, unknown) in library.Forms.SelectMany(f => f.CancelledBy.Except(intents, StringComparer.Ordinal), (f, i) => (f, i)))
        {
            faults.Add(new Fault(form.File, form.Line, $"'{unknown}' is no intent", Nearest(unknown, intents)));
        }
    }

    private static void CheckNames(DialogLibrary library, KnownNames known, List<Fault> faults)
    {
        foreach (var form in library.Forms)
        {
            if (known.UseCases?.Contains(form.Submit) == false)
            {
                faults.Add(new Fault(form.File, form.Line, $"there is no use case '{form.Submit}'", Nearest(form.Submit, known.UseCases)));
            }

            CheckWording(known, faults, form.File, form.Line, form.TitleKey);
            foreach (var slot in form.Slots)
            {
                CheckSlot(form, slot, known, faults);
            }
        }

        var runs = library.Table.Intents.Select(i => (i.Run, i.File, i.Line)).Concat(library.Table.Lists.Select(l => (l.Run, l.File, l.Line)));
        foreach (var (run, file, line) in runs)
        {
            if (run is not null && known.UseCases?.Contains(run) == false)
            {
                faults.Add(new Fault(file, line, $"there is no use case '{run}'", Nearest(run, known.UseCases)));
            }
        }
    }

    private static void CheckSlot(FormDefinition form, SlotDefinition slot, KnownNames known, List<Fault> faults)
    {
        if (slot.Source is { } source && known.Sources?.Contains(source) == false)
        {
            faults.Add(new Fault(form.File, slot.Line, $"there is no choice source '{source}'", Nearest(source, known.Sources)));
        }

        CheckWording(known, faults, form.File, slot.Line, slot.NameKey);
        if (slot.Required || slot.Ask)
        {
            CheckWording(known, faults, form.File, slot.Line, slot.AskKey);
        }

        foreach (var option in slot.Options)
        {
            CheckWording(known, faults, form.File, slot.Line, slot.OptionKey(option.Value));
        }
    }

    private static void CheckWording(KnownNames known, List<Fault> faults, string file, int line, string key)
    {
        if (!known.HasWording(key))
        {
            faults.Add(new Fault(file, line, $"the wording has no '{key}'", "add it to the wording.yaml beside it"));
        }
    }

    private static string Nearest(string name, IEnumerable<string> names) =>
        names.MaxBy(n => n.Zip(name).TakeWhile(p => p.First == p.Second).Count()) is { } nearest ? $"did you mean {nearest}?" : "";
}
