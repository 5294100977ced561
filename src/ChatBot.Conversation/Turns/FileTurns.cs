using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Forms;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Turns;

/// <summary>Takes files and pictures that come without words.</summary>
internal sealed class FileTurns(FormFiles files, IWording wording)
{
    /// <summary>Gives the file to the running form, or keeps it for the next one that takes a file.</summary>
    public async Task TakeAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Scope.Message.Attachments is not [var attachment, ..])
        {
            turn.Say("dialog.unsupported");
            return;
        }

        var file = FileNames.Of(attachment, wording, turn);
        if (turn.State.Running is { } run && turn.Library.Form(run.Form) is { } form && await files.TakeAsync(form, run, file, turn, cancellationToken))
        {
            return;
        }

        turn.State.File = file;
        turn.Say("dialog.file_received", ("file", file), ("material", turn.Library.Forms.Any(f => f.IsOpenTo(turn.Scope) && IsAboutFile(f))));
    }

    private static bool IsAboutFile(FormDefinition form) => form.Slots.Any(s => s.Type == SlotType.File);
}
