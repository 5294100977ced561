using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Puts the questions of a form together.</summary>
internal static class FormPrompts
{
    /// <summary>More than this is not listed; the person names the thing instead.</summary>
    public const int MostListed = 20;

    /// <summary>The question of a slot.</summary>
    /// <param name="form">The form.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="filled">What is filled, in words.</param>
    /// <param name="choices">What can be picked, for choice slots.</param>
    public static Reply Ask(FormDefinition form, SlotDefinition slot, IReadOnlyDictionary<string, string> filled, IReadOnlyList<Choice> choices)
    {
        var facts = Facts(form, filled);
        facts["choices"] = choices.Take(MostListed).Select(c => (object?)c.Label).ToList();
        facts["options"] = slot.Options.Select(o => (object?)Phrase.Of(slot.OptionKey(o.Value))).ToList();
        return new Reply(new Phrase(slot.AskKey, facts), Buttons(slot), TitleOf(form))
        {
            HasOwnNumbers = slot.Type is not (SlotType.Enum or SlotType.YesNo),

            // A pick says the handle: a place in a list may be another one's by the time it is tapped.
            Picker = choices.Count > 1
                ? new PickerPhrase(Phrase.Of(slot.NameKey), [.. choices.Take(MostListed).Select(c => (c.Label, c.Handle))])
                : null,
        };
    }

    /// <summary>The card that shows all answers and asks for a yes.</summary>
    public static Reply Confirm(FormDefinition form, IReadOnlyDictionary<string, string> filled)
    {
        var lines = form.Slots.Where(s => filled.ContainsKey(s.Name))
            .Select(s => (object?)Phrase.Of("dialog.line", ("name", Phrase.Of(s.NameKey)), ("value", filled[s.Name]))).ToList();
        return new Reply(
            Phrase.Of("dialog.confirm", ("lines", lines)),
            [ButtonPhrase.Of("dialog.confirm"), ButtonPhrase.Of("dialog.change"), ButtonPhrase.Of("dialog.cancel")],
            TitleOf(form));
    }

    /// <summary>The form's name.</summary>
    public static Phrase TitleOf(FormDefinition form) => Phrase.Of(form.TitleKey);

    /// <summary>All slots by name, so that any question may speak of any answer; empty where there is none.</summary>
    public static Dictionary<string, object?> Facts(FormDefinition form, IReadOnlyDictionary<string, string> filled)
    {
        var facts = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var slot in form.Slots)
        {
            facts[slot.Name] = filled.GetValueOrDefault(slot.Name);
        }

        return facts;
    }

    private static List<ButtonPhrase>? Buttons(SlotDefinition slot) => slot.Type switch
    {
        SlotType.Enum when slot.Options.Count <= 6 => [.. slot.Options.Select(o => ButtonPhrase.Of("dialog.option", ("label", Phrase.Of(slot.OptionKey(o.Value)))))],
        SlotType.YesNo => [ButtonPhrase.Of("dialog.yes"), ButtonPhrase.Of("dialog.no")],
        _ when slot.Ask => [ButtonPhrase.Of("dialog.skip")],
        _ => null,
    };
}
