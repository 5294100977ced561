using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Files and pictures: the answer to a file slot, or evidence beside the words.</summary>
internal sealed class FormFiles(FormProgress progress, IWording wording)
{
    /// <summary>Gives a file to the running form: to its file slot, or as a note to the text that is asked; false when it takes none.</summary>
    public async Task<bool> TakeAsync(FormDefinition form, FormRun run, string file, Turn turn, CancellationToken cancellationToken)
    {
        run.TouchedAt = turn.Scope.Now.ToUnixTimeSeconds();
        if (form.Slots.FirstOrDefault(s => s.Type == SlotType.File && run.Needs(s)) is { } slot)
        {
            run.Slots[slot.Name] = new SlotValue(file, file);
        }
        else if (!turn.MovesAway(form) && (EvidenceOf(form, run) ?? (run.AskedSlot(form) is { Type: SlotType.Text } asked ? asked : null)) is { } text)
        {
            Attach(run, text, file, turn);
        }
        else
        {
            return false;
        }

        turn.Say("dialog.file_taken", ("file", file), ("title", FormPrompts.TitleOf(form)));
        await progress.NextAsync(form, run, turn, new Findings(), cancellationToken);
        return true;
    }

    /// <summary>Gives the form a file that came before it, where it takes one.</summary>
    public void TakeKept(FormDefinition form, FormRun run, Turn turn)
    {
        if (turn.State.File is not { } file)
        {
            return;
        }

        if (form.Slots.FirstOrDefault(s => s.Type == SlotType.File) is { } slot)
        {
            run.Slots.TryAdd(slot.Name, new SlotValue(file, file));
            turn.State.File = null;
        }
        else if (EvidenceOf(form, run) is { } text)
        {
            Attach(run, text, file, turn);
            turn.State.File = null;
        }
    }

    // The account of what happened, to which a picture belongs.
    private static SlotDefinition? EvidenceOf(FormDefinition form, FormRun run) =>
        form.Slots.FirstOrDefault(s => s is { Type: SlotType.Text, TakesSentence: true, Required: true } && run.Needs(s));

    // A picture is evidence beside the words, not instead of them: where they are still to come, it waits for them.
    private void Attach(FormRun run, SlotDefinition text, string file, Turn turn)
    {
        var note = wording.Render(Phrase.Of("dialog.attached", ("file", file)), turn.Scope.Branch.Calendar, turn.Scope.Now);
        if (run.Slots.TryGetValue(text.Name, out var words))
        {
            run.Slots[text.Name] = new SlotValue(words.Value + note, words.Words + note);
        }
        else
        {
            run.Files[text.Name] = run.Files.GetValueOrDefault(text.Name, "") + note;
        }
    }
}
