using ChatBot.Conversation.Dialogs;

namespace ChatBot.Conversation.Forms;

/// <summary>Fills slots from a sentence that says more than the question asked for.</summary>
internal sealed class SlotFilling(SlotAnswerReader reader)
{
    private const int TellingStory = 14;

    /// <summary>Fills every empty slot that the sentence speaks of; the number of slots filled.</summary>
    public async Task<int> FillAsync(FormDefinition form, FormRun run, Turn turn, Findings findings, CancellationToken cancellationToken)
    {
        var filled = 0;
        foreach (var slot in form.Slots.Where(s => !run.Slots.ContainsKey(s.Name) && run.Needs(s)))
        {
            filled += findings.Keep(slot, run, await reader.FromSentenceAsync(slot, run, turn, cancellationToken)) ? 1 : 0;
        }

        return filled;
    }

    /// <summary>Takes the sentence itself for the slots that hold the person's own account: the approver sees it, nobody else.</summary>
    public static void TakeSentence(FormDefinition form, FormRun run, Turn turn)
    {
        if (turn.IsTap)
        {
            return;
        }

        foreach (var slot in form.Slots.Where(s => s.TakesSentence && !run.Slots.ContainsKey(s.Name)))
        {
            // What nobody would ask for is kept only when it tells more than the other answers do.
            if (!run.HasAsked && turn.Plain.Length < TellingStory && !(slot.Required && run.Needs(slot)))
            {
                continue;
            }

            var words = turn.Text.Trim();
            run.Slots[slot.Name] = new SlotValue(words.Length > slot.MaxLength ? words[..slot.MaxLength] : words, words);
        }
    }
}
