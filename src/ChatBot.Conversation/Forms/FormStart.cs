using System.Globalization;
using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Begins forms, with what a sentence, a command or a pick from a list gives.</summary>
internal sealed class FormStart(
    SlotAnswerReader reader,
    ChoiceLists lists,
    SlotFilling filling,
    FormFiles files,
    FormProgress progress,
    FormEnding ending,
    IWording wording,
    BotTelemetry telemetry)
{
    private const int ShortestStory = 8;

    /// <summary>Begins a form and asks what is missing.</summary>
    /// <param name="form">The form.</param>
    /// <param name="given">Slots filled by a command or a pick from a list; null to read the sentence.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StartAsync(FormDefinition form, IReadOnlyDictionary<string, string>? given, Turn turn, CancellationToken cancellationToken)
    {
        if (await BeginAsync(form, given, turn, cancellationToken) is not { } run)
        {
            return;
        }

        var findings = new Findings();
        if (given is null)
        {
            await filling.FillAsync(form, run, turn, findings, cancellationToken);
            if (!run.IsEmpty && turn.Plain.Length >= ShortestStory)
            {
                SlotFilling.TakeSentence(form, run, turn);
            }
        }

        files.TakeKept(form, run, turn);
        await progress.NextAsync(form, run, turn, findings, cancellationToken);
    }

    /// <summary>
    /// Submits what a slash command gave in full, without a card: whoever types a command has said each value. Only what came
    /// of it is told elsewhere.
    /// </summary>
    public async Task SubmitCommandAsync(FormDefinition form, IReadOnlyDictionary<string, string> given, Turn turn, CancellationToken cancellationToken)
    {
        if (await BeginAsync(form, given, turn, cancellationToken) is { } run)
        {
            await ending.SubmitAsync(form, run, turn, cancellationToken);
        }
    }

    // Null when the person may not use the form here, which is said.
    private async Task<FormRun?> BeginAsync(FormDefinition form, IReadOnlyDictionary<string, string>? given, Turn turn, CancellationToken cancellationToken)
    {
        if (RefusalOf(form, turn) is { } refusal)
        {
            turn.Say(refusal);
            return null;
        }

        PutAside(form, turn);
        var run = new FormRun { Form = form.Name, Id = turn.Scope.Ids.New().ToString("N"), TouchedAt = turn.Scope.Now.ToUnixTimeSeconds() };
        turn.State.Running = run;
        telemetry.Dialog(form.Name, DialogOutcome.Started);
        foreach (var slot in form.Slots.Where(s => given?.ContainsKey(s.Name) == true))
        {
            run.Slots[slot.Name] = new SlotValue(given![slot.Name], await WordsOfAsync(slot, given[slot.Name], run, turn, cancellationToken));
        }

        return run;
    }

    private static Reply? RefusalOf(FormDefinition form, Turn turn) =>
        form.IsOpenTo(turn.Scope) ? null
        : turn.Scope.Actor.Has(Roles.Observer) ? Reply.Of("dialog.observer", ("title", FormPrompts.TitleOf(form)))
        : Reply.Of("dialog.not_yours", ("title", FormPrompts.TitleOf(form)), ("who", form.Declaration?.Rule.Who));

    // One level only: a form put aside earlier is given up, and the person is told.
    private static void PutAside(FormDefinition form, Turn turn)
    {
        var state = turn.State;
        if (state.Running is not { } running || running.Form == form.Name || turn.Library.Form(running.Form) is not { } old)
        {
            return;
        }

        if (state.Suspended is { } earlier && turn.Library.Form(earlier.Form) is { } dropped && dropped.Name != form.Name && !turn.MovesAway(dropped))
        {
            turn.Say("dialog.dropped", ("title", FormPrompts.TitleOf(dropped)));
        }

        state.Suspended = running;
        if (!turn.InGroup)
        {
            turn.Say("dialog.put_aside", ("title", FormPrompts.TitleOf(old)));
        }
    }

    private async Task<string> WordsOfAsync(SlotDefinition slot, string value, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        if (slot.Source is { } source)
        {
            var choices = await lists.ListAsync(source, run, turn, cancellationToken);
            var labels = value.Split(',').Select(v => choices.FirstOrDefault(c => c.Value == v) is { } c ? reader.ValueOf(c, turn).Words : v);
            return string.Join('、', labels);
        }

        var phrase = slot.Type switch
        {
            SlotType.Enum => slot.Options.FirstOrDefault(o => string.Equals(o.Value, value, StringComparison.OrdinalIgnoreCase)) is { } option ? Phrase.Of(slot.OptionKey(option.Value)) : null,
            SlotType.YesNo => Phrase.Of(value == "yes" ? "word.yes" : "word.no"),
            SlotType.Moment when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => Phrase.Of("dialog.moment", ("when", at)),
            _ => null,
        };
        return phrase is null ? value : wording.Render(phrase, turn.Scope.Branch.Calendar, turn.Scope.Now);
    }
}
