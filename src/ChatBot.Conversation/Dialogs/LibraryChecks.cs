using ChatBot.Conversation.DataFiles;

namespace ChatBot.Conversation.Dialogs;

/// <summary>The names that files under <c>dialogs/forms</c> may use.</summary>
/// <param name="UseCases">Names of all use cases; null leaves them unchecked.</param>
/// <param name="Sources">Names of all choice sources; null leaves them unchecked.</param>
/// <param name="HasWording">Whether there is a sentence of that key.</param>
public sealed record KnownNames(IReadOnlySet<string>? UseCases, IReadOnlySet<string>? Sources, Func<string, bool> HasWording);

/// <summary>Faults that show only when all files are seen together.</summary>
internal static class LibraryChecks
{
    public static void Check(DialogLibrary library, KnownNames? known, List<Fault> faults)
    {
        CheckDoubles(library, faults);
        foreach (var list in library.Table.Lists.Where(l => l.Open is not null && library.Form(l.Open) is null))
        {
            faults.Add(new Fault(IntentTable.File, 0, $"list '{list.Source}' opens the form '{list.Open}', which does not exist"));
        }

        if (known is not null)
        {
            CheckNames(library, known, faults);
        }
    }

    private static void CheckDoubles(DialogLibrary library, List<Fault> faults)
    {
        var names = new Dictionary<string, FormDefinition>(StringComparer.Ordinal);
        var intents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var route in library.Table.Routes)
        {
            intents.TryAdd(route.Intent, IntentTable.File);
        }

        foreach (var form in library.Forms)
        {
            if (!names.TryAdd(form.Name, form))
            {
                faults.Add(new Fault(form.File, form.Line, $"the form '{form.Name}' is already in {names[form.Name].File}", "give one of them another name"));
            }

            foreach (var intent in form.Intents.Where(i => !intents.TryAdd(i, form.File)))
            {
                faults.Add(new Fault(form.File, form.Line, $"the intent '{intent}' already belongs to {intents[intent]}", "an intent starts one thing"));
            }
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

        foreach (var run in library.Table.Routes.Select(r => r.Run).Concat(library.Table.Lists.Select(l => l.Run)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (known.UseCases?.Contains(run) == false)
            {
                faults.Add(new Fault(IntentTable.File, 0, $"there is no use case '{run}'", Nearest(run, known.UseCases)));
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
            faults.Add(new Fault(file, line, $"the wording has no '{key}'", "add it under dialogs/wording/zh-Hans"));
        }
    }

    private static string Nearest(string name, IEnumerable<string> names) =>
        names.MaxBy(n => n.Zip(name).TakeWhile(p => p.First == p.Second).Count()) is { } nearest ? $"did you mean {nearest}?" : "";
}
