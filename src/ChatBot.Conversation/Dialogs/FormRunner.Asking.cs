using System.Globalization;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Dialogs;

internal sealed partial class FormRunner
{
    /// <summary>Asks the running question again, after something came in between.</summary>
    public async Task AskAgainAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Running is not { } run || turn.Library.Form(run.Form) is not { } form)
        {
            return;
        }

        if (form.Slot(run.Asked) is { } slot)
        {
            Ask(form, run, slot, await ChoicesOfAsync(slot, run, turn, cancellationToken), why: null, turn);
        }
        else
        {
            AskToConfirm(form, run, turn);
        }
    }

    private async Task<IReadOnlyList<Choice>> ChoicesOfAsync(SlotDefinition slot, FormRun run, Turn turn, CancellationToken cancellationToken) =>
        slot.Source is { } source ? await lists.ListAsync(source, run, turn, cancellationToken) : [];

    private static void Ask(FormDefinition form, FormRun run, SlotDefinition slot, IReadOnlyList<Choice> choices, Phrase? why, Turn turn)
    {
        if (run.Asked != slot.Name)
        {
            run.Asked = slot.Name;
            run.Attempts = 0;
        }

        run.HasAsked = true;
        if (choices.Count > 0)
        {
            turn.Lists(choices.Take(FormPrompts.MostListed).Select(c => c.Value), slot.Source);
        }

        if (MovesAway(form, turn))
        {
            Move(form, run, slot.Name, turn);
            return;
        }

        if (why is not null)
        {
            turn.Say(new Reply(why));
        }

        // A day was said: only the hour is missing.
        turn.Say(slot.Type == SlotType.Moment && run.Slots.TryGetValue(SlotReader.DayKey(slot), out var day)
            ? new Reply(Phrase.Of("dialog.hour", ("day", DateOnly.ParseExact(day.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture))), null, FormPrompts.TitleOf(form))
            : FormPrompts.Ask(form, slot, InWords(run), choices));
    }

    private void AskToConfirm(FormDefinition form, FormRun run, Turn turn)
    {
        run.Asked = FormRun.Confirm;
        run.Attempts = 0;
        run.HasAsked = true;
        if (MovesAway(form, turn))
        {
            Move(form, run, FormRun.Confirm, turn);
            turn.State.Offered = [.. wording.Render(FormPrompts.Confirm(form, InWords(run)), turn.Scope.Branch.Calendar, turn.Scope.Now).Buttons.Select(b => b.Say)];
            turn.State.OfferedAt = turn.Scope.Now.ToUnixTimeMilliseconds();
            return;
        }

        turn.Say(FormPrompts.Confirm(form, InWords(run)));
    }

    private static bool MovesAway(FormDefinition form, Turn turn) => turn.InGroup && form.Place == FormPlace.Private;

    // The group hears that the talk goes on elsewhere; the question itself goes out to the person.
    private static void Move(FormDefinition form, FormRun run, string slot, Turn turn)
    {
        turn.Scope.Changes.Add(new OutboxAdded(PrivatePrompts.Row(form, run, slot, turn)));
        turn.State.Offered = null;
        turn.Say("dialog.moved");
    }
}
