using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>What was found in a message besides values.</summary>
internal sealed class Findings
{
    /// <summary>Slots for which several things fit, with these.</summary>
    public Dictionary<string, IReadOnlyList<Choice>> Several { get; } = new(StringComparer.Ordinal);

    /// <summary>Slots for which something was said that will not do, and why.</summary>
    public Dictionary<string, Phrase> Unfit { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there is anything to ask about.</summary>
    public bool IsEmpty => Several.Count == 0 && Unfit.Count == 0;

    /// <summary>Keeps what an answer came to, in the run or here; whether the slot has its value.</summary>
    public bool Keep(SlotDefinition slot, FormRun run, SlotAnswer answer)
    {
        switch (answer)
        {
            case SlotAnswer.Filled filled:
                run.Slots[slot.Name] = filled.Value;
                return true;
            case SlotAnswer.Several several:
                Several[slot.Name] = several.Choices;
                return false;
            case SlotAnswer.Unfit unfit:
                Unfit[slot.Name] = unfit.Why;
                return false;
            case SlotAnswer.DayOnly day:
                run.Days[slot.Name] = day.Day;
                return false;
            default:
                return false;
        }
    }
}
