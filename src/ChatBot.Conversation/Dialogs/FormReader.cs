using ChatBot.Conversation.DataFiles;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Reads a <c>forms.yaml</c>: forms by name, what a number means after a list, and the use cases that show a preview first.</summary>
internal static class FormReader
{
    /// <summary>The name of its files.</summary>
    public const string FileName = "forms.yaml";

    /// <summary>Reads one file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="forms">Where its forms are added.</param>
    /// <param name="lists">Where its lists are added.</param>
    /// <param name="faults">Where faults are added.</param>
    public static void Read(DataFile file, List<FormDefinition> forms, List<ListRoute> lists, ICollection<Fault> faults)
    {
        var reader = new NodeReader(file.Name, file.Root, faults);
        forms.AddRange(reader.Named("forms").Select(form => ReadForm(form.Name, form.Reader)));
        lists.AddRange(reader.Items("lists").Select(ReadList));
        reader.Finish();
    }

    private static ListRoute ReadList(NodeReader reader)
    {
        var route = new ListRoute(
            reader.Required("source", "the choice source of the list"),
            reader.Text("run"),
            reader.Text("open"),
            reader.Required("with", "the input that takes what was picked"),
            reader.File,
            reader.Line);
        reader.Finish();
        if ((route.Run is null) == (route.Open is null))
        {
            reader.Fault($"list '{route.Source}' needs either 'run' or 'open'", "a use case, or a form");
        }

        return route;
    }

    private static FormDefinition ReadForm(string name, NodeReader reader)
    {
        var start = reader.Inside("start");
        var form = new FormDefinition
        {
            Name = name,
            File = reader.File,
            Line = reader.Line,
            Submit = reader.Required("submit", "the use case that takes the answers, e.g. leave.request"),
            With = reader.Pairs("with"),
            Patterns = start?.Patterns("patterns") ?? [],
            CancelledBy = reader.Texts("cancelled_by"),
            AsksPrivately = reader.OneOf("ask", false, ("private", true), ("here", false)),
            IsConfirmed = reader.OneOf("confirm", true, ("always", true), ("never", false)),
            Wait = TimeSpan.FromMinutes((double)reader.Number("wait", 30, 1, 1440)),
            RetrySlot = reader.Text("retry"),
            Slots = [.. reader.Items("slots").Select(s => ReadSlot(s, name))],
        };
        start?.Finish();
        reader.Finish();
        CheckSlots(form, reader);
        return form;
    }

    private static SlotDefinition ReadSlot(NodeReader reader, string form)
    {
        var type = reader.OneOf(
            "type",
            SlotType.Text,
            ("choice", SlotType.Choice), ("choices", SlotType.Choices), ("enum", SlotType.Enum), ("text", SlotType.Text),
            ("number", SlotType.Number), ("moment", SlotType.Moment), ("day", SlotType.Day), ("month", SlotType.Month),
            ("yesno", SlotType.YesNo), ("code", SlotType.Code), ("file", SlotType.File));
        var slot = new SlotDefinition
        {
            Name = reader.Required("slot", "the slot's name as the use case knows it"),
            Form = form,
            Line = reader.Line,
            Type = type,
            Source = reader.Text("source"),
            Required = reader.Flag("required", true),
            Ask = reader.Flag("ask", false),
            AssumeSingle = reader.Flag("assume_single", false),
            SubmitWhenNone = reader.OneOf("when_none", false, ("end", false), ("submit", true)),
            From = reader.Text("from"),
            TakesSentence = reader.Flag("takes_sentence", false),
            EnumName = reader.Text("enum"),
            Options = [.. reader.Items("options").Select(ReadOption)],
            FoundBy = [.. reader.Texts("found_by").Select(Plain.Of)],
            Pattern = reader.Patterns("pattern") is [var pattern, ..] ? pattern : null,
            When = ReadCondition(reader),
            Least = reader.Number("least"),
            Most = reader.Number("most"),
            MaxLength = (int)reader.Number("max_length", 500, 1, 10_000),
        };
        reader.Finish();
        CheckSlot(slot, reader);
        return slot;
    }

    private static SlotOption ReadOption(NodeReader reader)
    {
        var option = new SlotOption(
            reader.Required("value", "what the use case gets"), reader.Texts("understood"), [.. reader.Texts("words").Select(Plain.Of)]);
        reader.Finish();
        return option;
    }

    // "reason = Other" or "online != yes".
    private static SlotCondition? ReadCondition(NodeReader reader)
    {
        if (reader.Text("when") is not { } text)
        {
            return null;
        }

        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || parts[1].Length == 0 || parts[0].TrimEnd('!', ' ').Length == 0)
        {
            reader.Fault($"'when' cannot be read: {text}", "write: slot = value, or: slot != value", "when");
            return null;
        }

        return new SlotCondition(parts[0].TrimEnd('!', ' '), parts[1], !parts[0].EndsWith('!'));
    }

    private static void CheckSlot(SlotDefinition slot, NodeReader reader)
    {
        var isChoice = slot.Type is SlotType.Choice or SlotType.Choices;
        if (isChoice && slot.Source is null)
        {
            reader.Fault($"slot '{slot.Name}' needs a 'source'", "the choice source that lists what can be picked");
        }
        else if (!isChoice && slot.Source is not null)
        {
            reader.Fault($"slot '{slot.Name}' has a 'source' but is not of type choice", key: "source");
        }

        if (slot.Type == SlotType.Enum && slot.Options.Count == 0)
        {
            reader.Fault($"slot '{slot.Name}' needs 'options'", "a list of value and words");
        }

        if (slot.Type == SlotType.Code && slot.Pattern is null)
        {
            reader.Fault($"slot '{slot.Name}' needs a 'pattern'", "what the code looks like, e.g. \"[0-9]{6}\"");
        }
    }

    private static void CheckSlots(FormDefinition form, NodeReader reader)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slot in form.Slots)
        {
            if (slot.When is { } condition && !seen.Contains(condition.Slot))
            {
                reader.Fault($"slot '{slot.Name}' waits for '{condition.Slot}', which is not asked before it", "move it behind that slot");
            }

            if (!seen.Add(slot.Name))
            {
                reader.Fault($"slot '{slot.Name}' stands twice");
            }
        }

        if (form.RetrySlot is { } retry && !seen.Contains(retry))
        {
            reader.Fault($"'retry' names the slot '{retry}', which the form does not have", key: "retry");
        }

        if (form.Wait <= TimeSpan.Zero)
        {
            reader.Fault("'wait' must be more than 0 minutes", key: "wait");
        }
    }
}
