using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Wording;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Takes a form to its next step: the next question, the card, or the submission.</summary>
internal sealed class FormProgress(SlotAnswerReader reader, ChoiceLists lists, FormQuestions questions, FormEnding ending, IWordingKeys keys)
{
    /// <summary>Asks for the next missing answer; with none missing confirms or submits.</summary>
    public async Task NextAsync(FormDefinition form, FormRun run, Turn turn, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var slot in form.Slots)
        {
            if (run.Slots.ContainsKey(slot.Name) || run.Skipped?.Contains(slot.Name) == true || !(slot.Required || slot.Ask) || !run.Needs(slot))
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
                    turn.Say(turn.MovesAway(form) && !form.AnswersOpenly ? Reply.Of("refused.private_only") : NoneOf(form, slot));
                    await ending.EndAsync(turn, cancellationToken);
                    return;
                }

                if (choices.Count == 1 && slot.AssumeSingle && slot.Type == SlotType.Choice && !findings.Unfit.ContainsKey(slot.Name))
                {
                    run.Slots[slot.Name] = reader.ValueOf(choices[0], turn);
                    continue;
                }

                choices = findings.Several.GetValueOrDefault(slot.Name) ?? choices;
            }

            FormQuestions.Ask(form, run, slot, choices, findings.Unfit.GetValueOrDefault(slot.Name), turn);
            return;
        }

        if (form.IsConfirmed)
        {
            questions.AskToConfirm(form, run, turn);
            return;
        }

        await ending.SubmitAsync(form, run, turn, cancellationToken);
    }

    private Reply NoneOf(FormDefinition form, SlotDefinition slot) =>
        keys.Has(slot.NoneKey) ? Reply.Of(slot.NoneKey) : Reply.Of("dialog.nothing_to_choose", ("title", FormPrompts.TitleOf(form)));
}
