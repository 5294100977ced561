using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Forms;

/// <summary>Ends forms: hands the answers to the use case, or gives the form up.</summary>
internal sealed class FormEnding(UseCaseRunner useCases, FormQuestions questions, BotTelemetry telemetry)
{
    /// <summary>Hands the answers to the use case and ends the form.</summary>
    public async Task SubmitAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        var inputs = InputsOf(form, run);
        var before = turn.Scope.Changes.Changes.Count;
        var result = await useCases.RunAsync(form.Submit, inputs, turn, cancellationToken);
        var hasChanged = turn.Scope.Changes.Changes.Count > before;
        if (hasChanged)
        {
            turn.Submits(run.Id);
            telemetry.Dialog(form.Name, DialogOutcome.Submitted);
        }

        if (result.Status == UseCaseStatus.Refused && turn.MovesAway(form))
        {
            // Why it was refused may be nobody else's business: the card goes to the person, who hears it there.
            questions.AskToConfirm(form, run, turn);
            return;
        }

        if (turn.MovesAway(form))
        {
            turn.Say("dialog.received");
            if (hasChanged)
            {
                turn.Scope.Changes.Add(new OutboxAdded(PrivatePrompts.Receipt(form, run, turn)));
            }
        }
        else
        {
            await useCases.SayAsync(form.Submit, result, inputs, turn, cancellationToken);
        }

        if (result.Status == UseCaseStatus.Refused && form.Slot(form.RetrySlot) is { } retry && run.Slots.Remove(retry.Name))
        {
            run.Asked = Question.Of(retry.Name);
            run.HasAsked = true;
            return;
        }

        await EndAsync(turn, cancellationToken);
    }

    /// <summary>Gives the form up on the person's wish.</summary>
    public async Task CancelAsync(FormDefinition form, Turn turn, CancellationToken cancellationToken)
    {
        telemetry.Dialog(form.Name, DialogOutcome.Cancelled);

        // What a person was about to do in private is not named where others read it.
        turn.Say(turn.MovesAway(form) ? "dialog.cancelled_in_group" : "dialog.cancelled", ("title", FormPrompts.TitleOf(form)));
        await EndAsync(turn, cancellationToken);
    }

    /// <summary>Ends the form; one that was put aside goes on.</summary>
    public async Task EndAsync(Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        state.Running = state.Suspended;
        state.Suspended = null;
        if (state.Running is not { } resumed)
        {
            return;
        }

        if (turn.Library.Form(resumed.Form) is not { } form)
        {
            state.Running = null;
            return;
        }

        resumed.TouchedAt = turn.Scope.Now.ToUnixTimeSeconds();
        if (!turn.MovesAway(form))
        {
            turn.Say("dialog.resumed", ("title", FormPrompts.TitleOf(form)));
            await questions.AskAgainAsync(turn, cancellationToken);
        }
    }

    // A slot that no longer matters is left out, unless it is the person's own account.
    private static Inputs InputsOf(FormDefinition form, FormRun run)
    {
        var inputs = new Dictionary<string, string>(form.With, StringComparer.Ordinal);
        foreach (var (name, value) in run.Slots)
        {
            if (form.Slot(name) is { } slot && (slot.TakesSentence || run.Needs(slot)))
            {
                inputs[name] = value.Value;
            }
        }

        return new Inputs(inputs);
    }
}
