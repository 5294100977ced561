using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Runs forms: takes what a sentence gives, asks for what is missing, and hands the answers on.</summary>
internal sealed partial class FormRunner(SlotReader reader, ChoiceLists lists, UseCaseRunner useCases, IWording wording, BotTelemetry telemetry)
{
    private const int ShortestStory = 8;
    private const int TellingStory = 14;

    /// <summary>Begins a form with what the sentence, or a command, gives.</summary>
    /// <param name="form">The form.</param>
    /// <param name="given">Slots filled by a command or a pick from a list; null to read the sentence.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StartAsync(FormDefinition form, IReadOnlyDictionary<string, string>? given, Turn turn, CancellationToken cancellationToken)
    {
        if (RefusalOf(form, turn) is { } refusal)
        {
            turn.Say(refusal);
            return;
        }

        PutAside(form, turn);
        var run = await RunWithAsync(form, given, turn, cancellationToken);
        var findings = new Findings();
        if (given is null)
        {
            await FillAsync(form, run, turn, findings, cancellationToken);
            TakeSentence(form, run, turn, run.Slots.Count > 0 && turn.Plain.Length >= ShortestStory);
        }

        TakeFile(form, run, turn);
        await NextAsync(form, run, turn, findings, cancellationToken);
    }

    /// <summary>
    /// Submits what a slash command gave in full, without a card: whoever types a command has said each value. Only what came
    /// of it is told elsewhere.
    /// </summary>
    public async Task SubmitCommandAsync(FormDefinition form, IReadOnlyDictionary<string, string> given, Turn turn, CancellationToken cancellationToken)
    {
        if (RefusalOf(form, turn) is { } refusal)
        {
            turn.Say(refusal);
            return;
        }

        PutAside(form, turn);
        var run = await RunWithAsync(form, given, turn, cancellationToken);
        await SubmitAsync(form, run, turn, cancellationToken);
    }

    private async Task<FormRun> RunWithAsync(FormDefinition form, IReadOnlyDictionary<string, string>? given, Turn turn, CancellationToken cancellationToken)
    {
        var run = new FormRun { Form = form.Name, Id = turn.Scope.Ids.New().ToString("N"), TouchedAt = turn.Scope.Now.ToUnixTimeSeconds() };
        turn.State.Running = run;
        telemetry.Dialog(form.Name, DialogOutcome.Started);
        foreach (var slot in form.Slots.Where(s => given?.ContainsKey(s.Name) == true))
        {
            run.Slots[slot.Name] = new SlotValue(given![slot.Name], await WordsOfAsync(slot, given[slot.Name], run, turn, cancellationToken));
        }

        return run;
    }

    /// <summary>What was found in a sentence besides values.</summary>
    private sealed class Findings
    {
        /// <summary>Slots for which several things fit, with these.</summary>
        public Dictionary<string, IReadOnlyList<Choice>> Several { get; } = new(StringComparer.Ordinal);

        /// <summary>Slots for which something was said that will not do, and why.</summary>
        public Dictionary<string, Phrase> Unfit { get; } = new(StringComparer.Ordinal);
    }

    private static Reply? RefusalOf(FormDefinition form, Turn turn)
    {
        if (!form.IsOpenTo(turn.Scope.Actor))
        {
            return Reply.Of(turn.Scope.Actor.Has(Roles.Observer) ? "dialog.observer" : "dialog.not_yours", ("title", FormPrompts.TitleOf(form)));
        }

        return form.Place == FormPlace.Group && !turn.InGroup ? Reply.Of("dialog.group_only", ("title", FormPrompts.TitleOf(form))) : null;
    }

    // One level only: a form put aside earlier is given up, and the person is told.
    private static void PutAside(FormDefinition form, Turn turn)
    {
        var state = turn.State;
        if (state.Running is not { } running || running.Form == form.Name || turn.Library.Form(running.Form) is not { } old)
        {
            return;
        }

        if (state.Suspended is { } earlier && turn.Library.Form(earlier.Form) is { } dropped && dropped.Name != form.Name && !MovesAway(dropped, turn))
        {
            turn.Say("dialog.dropped", ("title", FormPrompts.TitleOf(dropped)));
        }

        state.Suspended = running;
        if (!turn.InGroup)
        {
            turn.Say("dialog.put_aside", ("title", FormPrompts.TitleOf(old)));
        }
    }

    /// <summary>Fills every empty slot that the sentence speaks of; the number of slots filled.</summary>
    private async Task<int> FillAsync(FormDefinition form, FormRun run, Turn turn, Findings findings, CancellationToken cancellationToken)
    {
        var filled = 0;
        foreach (var slot in form.Slots.Where(s => !run.Slots.ContainsKey(s.Name) && Applies(s, run)))
        {
            var answer = await reader.FromSentenceAsync(slot, run, turn, cancellationToken);
            filled += Keep(slot, run, answer, findings) ? 1 : 0;
        }

        return filled;
    }

    private static bool Keep(SlotDefinition slot, FormRun run, SlotAnswer answer, Findings findings)
    {
        switch (answer)
        {
            case SlotAnswer.Filled filled:
                run.Slots[slot.Name] = filled.Value;
                return true;
            case SlotAnswer.Several several:
                findings.Several[slot.Name] = several.Choices;
                return false;
            case SlotAnswer.Unfit unfit:
                findings.Unfit[slot.Name] = unfit.Why;
                return false;
            case SlotAnswer.DayOnly day:
                run.Slots[SlotReader.DayKey(slot)] = day.Day;
                return false;
            default:
                return false;
        }
    }

    // What a person writes at length is the person's own account: the approver sees it, nobody else.
    private static void TakeSentence(FormDefinition form, FormRun run, Turn turn, bool isStory)
    {
        if (!isStory || turn.IsTap)
        {
            return;
        }

        foreach (var slot in form.Slots.Where(s => s.TakesSentence && !run.Slots.ContainsKey(s.Name)))
        {
            // What nobody would ask for is kept only when it tells more than the other answers do.
            if (!run.HasAsked && turn.Plain.Length < TellingStory && !(slot.Required && Applies(slot, run)))
            {
                continue;
            }

            var words = turn.Text.Trim();
            run.Slots[slot.Name] = new SlotValue(words.Length > slot.MaxLength ? words[..slot.MaxLength] : words, words);
        }
    }

    private static bool Applies(SlotDefinition slot, FormRun run) =>
        slot.When is not { } condition
        || (run.Slots.TryGetValue(condition.Slot, out var value) && string.Equals(value.Value, condition.Value, StringComparison.OrdinalIgnoreCase)) == condition.Is;

    /// <summary>Asks for the next missing answer; with none missing confirms or submits.</summary>
    private async Task NextAsync(FormDefinition form, FormRun run, Turn turn, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var slot in form.Slots)
        {
            if (run.Slots.ContainsKey(slot.Name) || run.Skipped?.Contains(slot.Name) == true || !(slot.Required || slot.Ask) || !Applies(slot, run))
            {
                continue;
            }

            IReadOnlyList<Choice> choices = [];
            if (slot.Source is { } source)
            {
                choices = await lists.ListAsync(source, run, turn, cancellationToken);
                if (choices.Count == 0 && slot.SubmitWhenNone)
                {
                    break;
                }

                if (choices.Count == 0)
                {
                    // What there is not to choose from is the person's own business as well.
                    turn.Say(MovesAway(form, turn) && !form.AnswersOpenly ? Reply.Of("refused.private_only") : NoneOf(form, slot));
                    await EndAsync(turn, cancellationToken);
                    return;
                }

                if (choices.Count == 1 && slot.AssumeSingle && slot.Type == SlotType.Choice && !findings.Unfit.ContainsKey(slot.Name))
                {
                    run.Slots[slot.Name] = reader.ValueOf(choices[0], turn);
                    continue;
                }

                choices = findings.Several.GetValueOrDefault(slot.Name) ?? choices;
            }

            Ask(form, run, slot, choices, findings.Unfit.GetValueOrDefault(slot.Name), turn);
            return;
        }

        if (form.IsConfirmed)
        {
            AskToConfirm(form, run, turn);
            return;
        }

        await SubmitAsync(form, run, turn, cancellationToken);
    }

    private Reply NoneOf(FormDefinition form, SlotDefinition slot) =>
        HasWording(slot.NoneKey) ? Reply.Of(slot.NoneKey) : Reply.Of("dialog.nothing_to_choose", ("title", FormPrompts.TitleOf(form)));

    private bool HasWording(string key) => wording is Wording.IWordingKeys keys && keys.Has(key);

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
            SlotType.Moment when Instant(value) is { } at => Phrase.Of("dialog.moment", ("when", at)),
            _ => null,
        };
        return phrase is null ? value : wording.Render(phrase, turn.Scope.Branch.Calendar, turn.Scope.Now);
    }

    private static DateTimeOffset? Instant(string value) => new Inputs(new Dictionary<string, string> { ["at"] = value }).Instant("at");

    /// <summary>The filled slots in words.</summary>
    public static Dictionary<string, string> InWords(FormRun run) =>
        run.Slots.Where(s => !s.Key.Contains('~', StringComparison.Ordinal)).ToDictionary(s => s.Key, s => s.Value.Words, StringComparer.Ordinal);
}
