using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Asks the questions of a form, here or in private.</summary>
internal sealed class FormQuestions(ChoiceLists lists, IWording wording)
{
    /// <summary>Asks the running question again, after something came in between.</summary>
    public async Task AskAgainAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Running is not { } run || turn.Library.Form(run.Form) is not { } form)
        {
            return;
        }

        if (run.AskedSlot(form) is { } slot)
        {
            await AskAsync(form, run, slot, turn, cancellationToken);
        }
        else
        {
            AskToConfirm(form, run, turn);
        }
    }

    /// <summary>
    /// Shows the card that waits for a yes again, when something else was answered below it: a yes belongs to the last question
    /// (design §3), so while a preview waits the card waits above it.
    /// </summary>
    public async Task BackToCardAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (!turn.InGroup && turn.State is { Pending: null, Running: { } run } && run.Asked == Question.Confirm && turn.Library.Form(run.Form) is { } form)
        {
            turn.Say("dialog.back_to", ("title", FormPrompts.TitleOf(form)));
            await AskAgainAsync(turn, cancellationToken);
        }
    }

    /// <summary>Asks for a slot.</summary>
    public async Task AskAsync(FormDefinition form, FormRun run, SlotDefinition slot, Turn turn, CancellationToken cancellationToken) =>
        Ask(form, run, slot, slot.Source is { } source ? await lists.ListAsync(source, run, turn, cancellationToken) : [], why: null, turn);

    /// <summary>Asks for a slot whose choices are known.</summary>
    /// <param name="form">The form.</param>
    /// <param name="run">Its run.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="choices">What can be picked; empty for a slot without choices.</param>
    /// <param name="why">Why what was said will not do; said first.</param>
    /// <param name="turn">The turn.</param>
    public static void Ask(FormDefinition form, FormRun run, SlotDefinition slot, IReadOnlyList<Choice> choices, Phrase? why, Turn turn)
    {
        var question = Question.Of(slot.Name);
        if (run.Asked != question)
        {
            run.Asked = question;
            run.Attempts = 0;
        }

        run.HasAsked = true;
        if (slot.Type == SlotType.YesNo)
        {
            turn.State.Pending = null;
        }

        if (choices.Count > 0)
        {
            turn.Lists(choices.Take(FormPrompts.MostListed).Select(c => c.Value), slot.Source);
        }

        if (turn.MovesAway(form))
        {
            Move(form, run, question, turn);
            return;
        }

        if (why is not null)
        {
            turn.Say(new Reply(why));
        }

        // A day was said: only the hour is missing.
        turn.Say(slot.Type == SlotType.Moment && run.Days.TryGetValue(slot.Name, out var day)
            ? new Reply(Phrase.Of("dialog.hour", ("day", day)), null, FormPrompts.TitleOf(form))
            : FormPrompts.Ask(form, slot, run.InWords(), choices));
    }

    /// <summary>Shows the card with all answers and asks for a yes.</summary>
    public void AskToConfirm(FormDefinition form, FormRun run, Turn turn)
    {
        run.Asked = Question.Confirm;
        run.Attempts = 0;
        run.HasAsked = true;

        // This is the last question now: a yes means this card, and no preview above it.
        turn.State.Pending = null;
        var card = FormPrompts.Confirm(form, run.InWords());
        if (!turn.MovesAway(form))
        {
            turn.Say(card);
            return;
        }

        Move(form, run, Question.Confirm, turn);
        turn.State.Offered = [.. wording.Render(card, turn.Scope.Branch.Calendar, turn.Scope.Now).Buttons.Select(b => b.Say)];
        turn.State.OfferedAt = turn.Scope.Now.ToUnixTimeMilliseconds();
    }

    // The group hears that the talk goes on elsewhere; the question itself goes out to the person.
    private static void Move(FormDefinition form, FormRun run, Question question, Turn turn)
    {
        turn.Scope.Changes.Add(new OutboxAdded(PrivatePrompts.Row(form, run, question, turn)));
        turn.State.Offered = null;
        turn.Say("dialog.moved");
    }
}
