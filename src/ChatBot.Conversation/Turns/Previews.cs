using ChatBot.Conversation.Forms;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Turns;

/// <summary>Goes ahead with what a preview showed, or leaves it, on the person's yes or no.</summary>
internal sealed class Previews(UseCaseRunner useCases, FormQuestions questions)
{
    /// <summary>
    /// Whether the message answered a preview. A preview that still waits was the last question that can be answered by a yes
    /// (a form that asks for one ends it), so the yes goes ahead with it, even when another form went on meanwhile.
    /// </summary>
    public async Task<bool> ConfirmedAsync(Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        if (state.Pending is not { } pending || !pending.IsFresh(turn.Scope.Now))
        {
            return false;
        }

        state.Pending = null;
        if (turn.IsYes)
        {
            var inputs = new Dictionary<string, string>(pending.Inputs, StringComparer.Ordinal) { [PreviewInputs.Confirm] = "yes" };
            await useCases.RunAndSayAsync(pending.UseCase, new Inputs(inputs), turn, cancellationToken);
            turn.Submits(pending.Id);
            await questions.BackToCardAsync(turn, cancellationToken);
            return true;
        }

        if ((state.Running is not { } run || run.Asked == Question.Confirm) && (turn.Library.Words.Is("no", turn.Plain) || turn.Library.Words.Is("cancel", turn.Plain)))
        {
            turn.Say("dialog.not_sent");
            await questions.BackToCardAsync(turn, cancellationToken);
            return true;
        }

        return false;
    }
}
