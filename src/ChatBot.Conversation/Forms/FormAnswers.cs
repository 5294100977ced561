using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Wording;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Takes messages as answers to a running form.</summary>
internal sealed class FormAnswers(
    SlotAnswerReader reader, SlotFilling filling, FormCorrections corrections, FormSteering steering, FormProgress progress, FormQuestions questions, IWordingKeys keys)
{
    private const int MostAttempts = 2;
    private const int LongAnswer = 5;

    /// <summary>
    /// Whether the whole message is exactly an answer to the running question (a number of the list, an option, yes or
    /// no), so that nothing else can be meant.
    /// </summary>
    public async Task<bool> IsExactAnswerAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        if (FormSteering.IsSteering(turn))
        {
            return true;
        }

        if (run.Asked == Question.Confirm)
        {
            return turn.IsYes || FormSteering.IsNo(turn);
        }

        if (run.Asked == Question.Which)
        {
            return steering.NamedSlot(form, run, turn) is not null;
        }

        if (run.AskedSlot(form) is not { } slot)
        {
            return false;
        }

        return slot.Type switch
        {
            SlotType.Text => true,
            SlotType.Enum => slot.Options.Any(o => o.Words.Contains(turn.Plain)) || (turn.Plain.Length <= 4 && await FitsAsync(slot, run, turn, cancellationToken)),
            SlotType.Choice or SlotType.Choices => turn.Plain.Length <= 8
                && (char.IsAsciiDigit(turn.Plain.FirstOrDefault()) || turn.Plain.StartsWith('#') || turn.Library.Words.Is("next", turn.Plain))
                && await FitsAsync(slot, run, turn, cancellationToken),
            SlotType.YesNo => turn.IsYes || FormSteering.IsNo(turn),
            SlotType.Number or SlotType.Code => char.IsAsciiDigit(turn.Plain.FirstOrDefault()),
            SlotType.Moment or SlotType.Day or SlotType.Month or SlotType.File => false,
        };
    }

    /// <summary>Whether the message answers the running question.</summary>
    public async Task<bool> IsAnswerAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken) =>
        run.AskedSlot(form) is { } slot && await FitsAsync(slot, run, turn, cancellationToken);

    /// <summary>Takes the message as part of the running form.</summary>
    public async Task ContinueAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        run.TouchedAt = turn.Scope.Now.ToUnixTimeSeconds();
        if (await steering.SteerAsync(form, run, turn, cancellationToken))
        {
            return;
        }

        var slot = run.AskedSlot(form);
        var findings = new Findings();
        if (FormCorrections.RestOf(turn) is { } corrected && await corrections.CorrectAsync(form, run, corrected, findings, cancellationToken))
        {
            await progress.NextAsync(form, run, turn, findings, cancellationToken);
        }
        else if (slot?.Type == SlotType.Text && turn.MovesAway(form))
        {
            // A person in a group answers in public; words that may be private are only taken in private.
            turn.Say("dialog.continue_privately");
        }
        else if (await AnsweredAsync(form, run, slot, turn, findings, cancellationToken)
            || await HeardAsync(form, run, slot, turn, findings, cancellationToken)
            || await corrections.CorrectAsync(form, run, turn, findings, cancellationToken))
        {
            await progress.NextAsync(form, run, turn, findings, cancellationToken);
        }
        else
        {
            await MisunderstoodAsync(form, run, slot, turn, cancellationToken);
        }
    }

    private async Task<bool> FitsAsync(SlotDefinition slot, FormRun run, Turn turn, CancellationToken cancellationToken) =>
        await reader.AnswerAsync(slot, run, turn, cancellationToken) is SlotAnswer.Filled;

    // The message answers the running question; what it says besides is taken too.
    private async Task<bool> AnsweredAsync(FormDefinition form, FormRun run, SlotDefinition? slot, Turn turn, Findings findings, CancellationToken cancellationToken)
    {
        if (slot is null || !findings.Keep(slot, run, await reader.AnswerAsync(slot, run, turn, cancellationToken)))
        {
            return false;
        }

        if (slot.Type != SlotType.Text)
        {
            await filling.FillAsync(form, run, turn, findings, cancellationToken);
        }

        if (slot.Type == SlotType.Enum && turn.Plain.Length >= LongAnswer)
        {
            SlotFilling.TakeSentence(form, run, turn);
        }

        return true;
    }

    // The message says something about the form: another slot's value, something to ask about, or the day of the moment asked for.
    private async Task<bool> HeardAsync(FormDefinition form, FormRun run, SlotDefinition? slot, Turn turn, Findings findings, CancellationToken cancellationToken)
    {
        var isDayKnown = slot is not null && run.Days.ContainsKey(slot.Name) && turn.Reading.Time is not null;
        return await filling.FillAsync(form, run, turn, findings, cancellationToken) > 0 || !findings.IsEmpty || isDayKnown;
    }

    // Asked once more in other words; then help is offered.
    private async Task MisunderstoodAsync(FormDefinition form, FormRun run, SlotDefinition? slot, Turn turn, CancellationToken cancellationToken)
    {
        run.Attempts++;
        if (turn.MovesAway(form))
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
        else if (slot is not null && keys.Has(slot.AgainKey))
        {
            turn.Say(new Reply(new Phrase(slot.AgainKey, FormPrompts.Facts(form, run.InWords()))));
        }
        else
        {
            turn.Say(slot?.Type is SlotType.Choice or SlotType.Enum ? "dialog.again_pick" : "dialog.again");
        }

        await questions.AskAgainAsync(turn, cancellationToken);
    }
}
