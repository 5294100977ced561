using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Forms;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Turns;

/// <summary>Asks in one line whether a sentence meant a form: "出差" may be why somebody cannot come, or news.</summary>
internal sealed class Doubts(FormStart forms)
{
    /// <summary>Asks whether the form is meant, without opening it; false when the answer could not be remembered.</summary>
    public static bool Ask(FormDefinition form, Turn turn)
    {
        if (turn.IsMemoryLost)
        {
            return false;
        }

        turn.State.Doubt = new Doubt(form.Name, turn.Text, turn.Scope.Now.ToUnixTimeSeconds());
        turn.Say(new Reply(Phrase.Of("dialog.unsure", ("title", FormPrompts.TitleOf(form))), [ButtonPhrase.Of("dialog.yes"), ButtonPhrase.Of("dialog.no")]));
        return true;
    }

    /// <summary>Whether the message answered the doubt; a yes starts the form. Any message ends it.</summary>
    public async Task<bool> ResolvedAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Doubt is not { } doubt)
        {
            return false;
        }

        turn.State.Doubt = null;
        if (turn.State.Running is not null || !doubt.IsFresh(turn.Scope.Now) || turn.Library.Form(doubt.Form) is not { } form)
        {
            return false;
        }

        if (turn.Library.Words.Is("yes", turn.Plain))
        {
            await forms.StartAsync(form, null, turn.Rephrased(doubt.Text), cancellationToken);
            return true;
        }

        if (turn.Library.Words.Is("no", turn.Plain) || turn.Library.Words.Is("cancel", turn.Plain))
        {
            turn.Say("dialog.fine");
            return true;
        }

        return false;
    }
}
