using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Forms;
using ChatBot.Conversation.Sentences;

namespace ChatBot.Conversation.Turns;

/// <summary>What a message means while a form is running: its answer, an interruption, or the end of it.</summary>
internal sealed class FormTurns(FormStart forms, FormAnswers answers, FormEnding ending, FormQuestions questions, Beginnings beginnings)
{
    private const int ShortQuestion = 15;

    /// <summary>Takes the message; the turn with what is to be heard after the form was given up for it, or null.</summary>
    public async Task<Turn?> RunAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        var words = turn.Library.Words;
        if (turn.MovesAway(form) && (words.Is("small_talk", turn.Plain) || words.Is("greeting", turn.Plain)) && run.Asked != Question.Confirm)
        {
            return null;
        }

        if (turn.Reading.Confidence >= Meaning.SureEnough && form.CancelledBy.Contains(turn.Reading.Intent))
        {
            await ending.CancelAsync(form, turn, cancellationToken);
            return null;
        }

        if (OtherWish(form, turn) is { } other)
        {
            await ending.CancelAsync(form, turn, cancellationToken);
            return other;
        }

        if (await IsInterruptionAsync(form, run, turn, cancellationToken) && await InterruptAsync(form, turn, cancellationToken))
        {
            return null;
        }

        if (turn.Reading is { Intent: SentenceReading.CancelIntent, Confidence: >= Meaning.VerySure } && run.AskedSlot(form)?.Type != SlotType.Text)
        {
            await ending.CancelAsync(form, turn, cancellationToken);
            return null;
        }

        await answers.ContinueAsync(form, run, turn, cancellationToken);
        return null;
    }

    // "算了，我报名": what was begun is not wanted any more, and nothing of it is put aside for later.
    private static Turn? OtherWish(FormDefinition form, Turn turn)
    {
        if (Plain.After(turn.Plain, turn.Library.Words["never_mind"]) is not { Length: > 0 } rest)
        {
            return null;
        }

        var other = turn.Rephrased(rest);
        return other.Reading.Confidence < Meaning.SureEnough || form.Intents.Contains(other.Reading.Intent) || (Meaning.FormOf(other) is null && Meaning.RouteOf(other) is null)
            ? null
            : other;
    }

    private async Task<bool> IsInterruptionAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        if (run.AskedSlot(form)?.Type == SlotType.Text)
        {
            return turn.Plain.Length <= ShortQuestion
                && (turn.Reading.Confidence >= Meaning.VerySure || Meaning.IsRoutedByPattern(turn))
                && Meaning.RouteOf(turn) is not null;
        }

        // What answers the question is its answer, unless something else is very clearly meant.
        if (turn.Reading.Confidence < Meaning.VerySure && !Meaning.IsRoutedByPattern(turn) && await answers.IsAnswerAsync(form, run, turn, cancellationToken))
        {
            return false;
        }

        return !await answers.IsExactAnswerAsync(form, run, turn, cancellationToken)
            && !turn.Library.Words.Is("cancel", turn.Plain)
            && ((turn.Reading.Confidence >= Meaning.SureEnough && !form.Intents.Contains(turn.Reading.Intent)) || Meaning.IsRoutedByPattern(turn));
    }

    // A question is answered and the form's question repeated; another form puts the running one aside.
    private async Task<bool> InterruptAsync(FormDefinition form, Turn turn, CancellationToken cancellationToken)
    {
        if (Meaning.RouteOf(turn) is { } route)
        {
            await beginnings.FollowAsync(route, turn, cancellationToken);
            if (!turn.MovesAway(form))
            {
                turn.Say("dialog.back_to", ("title", FormPrompts.TitleOf(form)));
                await questions.AskAgainAsync(turn, cancellationToken);
            }

            return true;
        }

        if (Meaning.FormOf(turn) is { } other && other.Name != form.Name)
        {
            await forms.StartAsync(other, null, turn, cancellationToken);
            return true;
        }

        return false;
    }
}
