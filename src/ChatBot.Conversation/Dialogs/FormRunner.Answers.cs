using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Dialogs;

internal sealed partial class FormRunner
{
    private const int MostAttempts = 2;
    private const int LongAnswer = 5;
    private const int LongestAmount = 6;
    private static readonly string[] SteeringWords = ["cancel", "back", "help", "skip", "change"];

    /// <summary>
    /// Whether the whole message is exactly an answer to the running question (a number of the list, an option, yes or
    /// no), so that nothing else can be meant.
    /// </summary>
    public async Task<bool> IsExactAnswerAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        var words = turn.Library.Words;
        if (SteeringWords.Any(list => words.Is(list, turn.Plain)))
        {
            return true;
        }

        if (run.Asked == FormRun.Confirm)
        {
            return IsYes(turn) || IsNo(turn);
        }

        if (run.Asked == FormRun.Which)
        {
            return NamedSlot(form, run, turn) is not null;
        }

        if (form.Slot(run.Asked) is not { } slot)
        {
            return false;
        }

        return slot.Type switch
        {
            SlotType.Text => true,
            SlotType.Enum => slot.Options.Any(o => o.Words.Contains(turn.Plain)) || (turn.Plain.Length <= 4 && await Fits(slot, run, turn, cancellationToken)),
            SlotType.Choice or SlotType.Choices => turn.Plain.Length <= 8 && (char.IsAsciiDigit(turn.Plain.FirstOrDefault()) || turn.Plain.StartsWith('#') || words.Is("next", turn.Plain))
                && await Fits(slot, run, turn, cancellationToken),
            SlotType.YesNo => IsYes(turn) || IsNo(turn),
            SlotType.Number or SlotType.Code => char.IsAsciiDigit(turn.Plain.FirstOrDefault()),
            SlotType.Moment or SlotType.Day or SlotType.Month or SlotType.File => false,
        };
    }

    /// <summary>Whether the message answers the running question.</summary>
    public async Task<bool> IsAnswerAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken) =>
        form.Slot(run.Asked) is { } slot && await Fits(slot, run, turn, cancellationToken);

    /// <summary>Takes the message as part of the running form.</summary>
    public async Task ContinueAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        run.TouchedAt = turn.Scope.Now.ToUnixTimeSeconds();
        if (await SteeredAsync(form, run, turn, cancellationToken))
        {
            return;
        }

        var findings = new Findings();
        if (Corrected(turn) is { } corrected && await CorrectAsync(form, run, corrected, findings, cancellationToken))
        {
            await NextAsync(form, run, turn, findings, cancellationToken);
            return;
        }

        var slot = form.Slot(run.Asked);
        if (slot is not null)
        {
            // A person in a group answers in public; words that may be private are only taken in private.
            if (slot.Type == SlotType.Text && MovesAway(form, turn))
            {
                turn.Say("dialog.continue_privately");
                return;
            }

            if (Keep(slot, run, await reader.AnswerAsync(slot, run, turn, cancellationToken), findings))
            {
                if (slot.Type != SlotType.Text)
                {
                    await FillAsync(form, run, turn, findings, cancellationToken);
                }

                TakeSentence(form, run, turn, slot.Type == SlotType.Enum && turn.Plain.Length >= LongAnswer);
                await NextAsync(form, run, turn, findings, cancellationToken);
                return;
            }
        }

        var isHeard = run.Slots.ContainsKey(slot is null ? "" : SlotReader.DayKey(slot)) && turn.Reading.Time is not null;
        if (await FillAsync(form, run, turn, findings, cancellationToken) > 0 || findings.Several.Count > 0 || findings.Unfit.Count > 0 || isHeard)
        {
            await NextAsync(form, run, turn, findings, cancellationToken);
        }
        else if (await CorrectAsync(form, run, turn, findings, cancellationToken))
        {
            await NextAsync(form, run, turn, findings, cancellationToken);
        }
        else
        {
            await MisunderstoodAsync(form, run, turn, cancellationToken);
        }
    }

    private static bool IsYes(Turn turn) => turn.Library.Words.Is("yes", turn.Plain) || turn.Reading.Intent == SentenceReading.ConfirmIntent;

    // "不对，是周四" is no plain no.
    private static bool IsNo(Turn turn) => turn.Library.Words.Is("no", turn.Plain) || (turn.Reading.Intent == SentenceReading.DenyIntent && Corrected(turn) is null);

    private async Task<bool> Fits(SlotDefinition slot, FormRun run, Turn turn, CancellationToken cancellationToken) =>
        await reader.AnswerAsync(slot, run, turn, cancellationToken) is SlotAnswer.Filled;

    // "不对，是周四" → "周四"; "改成事假" → "事假". Null when the message does not begin like a correction.
    private static Turn? Corrected(Turn turn)
    {
        var words = turn.Library.Words["correction"];
        var rest = Plain.After(turn.Plain, words);
        var prefix = words.Where(w => turn.Plain.StartsWith(w, StringComparison.Ordinal)).MaxBy(w => w.Length);
        if (prefix is not null && turn.Library.Words["negation"].Contains(prefix)
            && turn.Plain.Length > prefix.Length && char.IsLetter(turn.Plain[prefix.Length]) && Plain.After(turn.Plain[prefix.Length..], words) is null)
        {
            // "不是出差" denies; "不是，出差" and "不是，是出差" correct.
            return null;
        }

        for (var again = rest; again is not null; again = Plain.After(again, words))
        {
            rest = again;
        }

        return string.IsNullOrEmpty(rest) ? null : turn.Rephrased(rest);
    }

    /// <summary>Gives filled slots the values that the words name; whether anything changed or must be asked.</summary>
    private async Task<bool> CorrectAsync(FormDefinition form, FormRun run, Turn turn, Findings findings, CancellationToken cancellationToken)
    {
        var changed = false;
        foreach (var slot in form.Slots.Where(s => run.Slots.ContainsKey(s.Name) && s.Type != SlotType.Text))
        {
            // "不对，是3小时": a number and its unit, and nothing else.
            var answer = slot.Type == SlotType.Number && turn.Plain.Length <= LongestAmount && turn.Reading.Time is null
                ? await reader.AnswerAsync(slot, run, turn, cancellationToken)
                : await reader.FromSentenceAsync(slot, run, turn, cancellationToken);
            if (answer is SlotAnswer.Filled { Value.Value: var value } && value == run.Slots[slot.Name].Value)
            {
                continue;
            }

            if (answer is SlotAnswer.Filled)
            {
                changed |= Keep(slot, run, answer, findings);
            }
            else if (answer is SlotAnswer.Several or SlotAnswer.Unfit)
            {
                _ = Keep(slot, run, answer, findings);
                run.Slots.Remove(slot.Name);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Cancel, back, help, skip, change, yes and no.</summary>
    private async Task<bool> SteeredAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        var words = turn.Library.Words;
        var plain = turn.Plain;
        var slot = form.Slot(run.Asked);
        if (slot is { Required: false } && (words.Is("skip", plain) || (slot.Type != SlotType.YesNo && words.Is("go_on", plain))))
        {
            (run.Skipped ??= []).Add(slot.Name);
            await NextAsync(form, run, turn, new Findings(), cancellationToken);
            return true;
        }

        if (words.Is("cancel", plain))
        {
            await CancelAsync(form, turn, cancellationToken);
            return true;
        }

        if (words.Is("back", plain))
        {
            await BackAsync(form, run, turn, cancellationToken);
            return true;
        }

        // "说明" may name the answer of that name as well as ask for help.
        if (run.Asked == FormRun.Which && await AskNamedAsync(form, run, turn, cancellationToken))
        {
            return true;
        }

        if (words.Is("help", plain) && MovesAway(form, turn))
        {
            turn.Say(new Reply(Phrase.Of("dialog.help_in_group"), [ButtonPhrase.Of("common.help")]));
            return true;
        }

        if (words.Is("help", plain))
        {
            turn.Say("dialog.help_in_form", ("title", FormPrompts.TitleOf(form)));
            await AskAgainAsync(turn, cancellationToken);
            return true;
        }

        if (run.Asked == FormRun.Confirm && IsYes(turn))
        {
            await SubmitAsync(form, run, turn, cancellationToken);
            return true;
        }

        if (slot?.Type != SlotType.YesNo && run.Slots.Count > 0 && words.Is("change", plain))
        {
            run.Asked = FormRun.Which;
            turn.Say("dialog.which", ("names", form.Slots.Where(s => run.Slots.ContainsKey(s.Name)).Select(s => (object?)Phrase.Of(s.NameKey)).ToList()));
            return true;
        }

        if (run.Asked == FormRun.Confirm && IsNo(turn))
        {
            await CancelAsync(form, turn, cancellationToken);
            return true;
        }

        return false;
    }

    // "原因" after "改": that answer is asked again.
    private async Task<bool> AskNamedAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        if (NamedSlot(form, run, turn) is not { } slot)
        {
            return false;
        }

        run.Slots.Remove(slot.Name);
        Ask(form, run, slot, await ChoicesOfAsync(slot, run, turn, cancellationToken), why: null, turn);
        return true;
    }

    // By its name, or by its place among the answers read out.
    private SlotDefinition? NamedSlot(FormDefinition form, FormRun run, Turn turn)
    {
        var filled = form.Slots.Where(s => run.Slots.ContainsKey(s.Name)).ToList();
        return filled.FirstOrDefault(s => turn.Plain.Contains(Plain.Of(wording.Render(Phrase.Of(s.NameKey), turn.Scope.Branch.Calendar, turn.Scope.Now)), StringComparison.Ordinal))
            ?? (reader.PlaceIn(turn, filled.Count) is { } place && place >= 1 && place <= filled.Count ? filled[place - 1] : null);
    }

    // The last answered question before the running one is asked again.
    private async Task BackAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        var before = form.Slots.TakeWhile(s => s.Name != run.Asked).LastOrDefault(s => run.Slots.ContainsKey(s.Name) && (s.Required || s.Ask));
        if (before is null)
        {
            turn.Say("dialog.at_the_start");
            await AskAgainAsync(turn, cancellationToken);
            return;
        }

        run.Slots.Remove(before.Name);
        Ask(form, run, before, await ChoicesOfAsync(before, run, turn, cancellationToken), why: null, turn);
    }

    // Asked once more in other words; then help is offered.
    private async Task MisunderstoodAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        run.Attempts++;
        var slot = form.Slot(run.Asked);
        if (MovesAway(form, turn))
        {
            turn.Say("dialog.continue_privately");
            return;
        }

        if (run.Attempts >= MostAttempts)
        {
            turn.Say(new Reply(
                Phrase.Of("dialog.need_help", ("title", FormPrompts.TitleOf(form))),
                [ButtonPhrase.Of("common.help"), ButtonPhrase.Of("dialog.back"), ButtonPhrase.Of("dialog.cancel")]));
        }
        else if (slot is not null && HasWording(slot.AgainKey))
        {
            turn.Say(new Reply(new Phrase(slot.AgainKey, FormPrompts.Facts(form, InWords(run)))));
        }
        else
        {
            turn.Say(slot?.Type is SlotType.Choice or SlotType.Enum ? "dialog.again_pick" : "dialog.again");
        }

        await AskAgainAsync(turn, cancellationToken);
    }
}
