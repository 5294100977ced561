using ChatBot.Conversation.Dialogs;

namespace ChatBot.Conversation.Forms;

/// <summary>Takes corrections of answers given before: "不对，是周四", "改成事假".</summary>
internal sealed class FormCorrections(SlotAnswerReader reader)
{
    private const int LongestAmount = 6;

    /// <summary>
    /// The turn with what a correction says in place of the old: "不对，是周四" → "周四"; "改成事假" → "事假". Null when the message
    /// does not begin like a correction.
    /// </summary>
    public static Turn? RestOf(Turn turn)
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
    public async Task<bool> CorrectAsync(FormDefinition form, FormRun run, Turn turn, Findings findings, CancellationToken cancellationToken)
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
                changed |= findings.Keep(slot, run, answer);
            }
            else if (answer is SlotAnswer.Several or SlotAnswer.Unfit)
            {
                _ = findings.Keep(slot, run, answer);
                run.Slots.Remove(slot.Name);
                changed = true;
            }
        }

        return changed;
    }
}
