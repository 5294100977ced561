using ChatBot.Conversation.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Dialogs;

/// <content>What plain words mean: an answer, an interruption, something new, or a place in a list.</content>
internal sealed partial class TurnFlow
{
    private async Task InFormAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.InGroup && form.Place == FormPlace.Private && (turn.Library.Words.Is("small_talk", turn.Plain) || turn.Library.Words.Is("greeting", turn.Plain)) && run.Asked != FormRun.Confirm)
        {
            return;
        }

        if (turn.Reading.Confidence >= SureEnough && form.CancelledBy.Contains(turn.Reading.Intent))
        {
            await forms.CancelAsync(form, turn, cancellationToken);
            return;
        }

        if (await DropsForOtherAsync(form, turn, cancellationToken))
        {
            return;
        }

        if (await IsInterruptionAsync(form, run, turn, cancellationToken) && await InterruptAsync(form, turn, cancellationToken))
        {
            return;
        }

        if (turn.Reading is { Intent: SentenceReading.CancelIntent, Confidence: >= VerySure } && form.Slot(run.Asked)?.Type != SlotType.Text)
        {
            await forms.CancelAsync(form, turn, cancellationToken);
            return;
        }

        await forms.ContinueAsync(form, run, turn, cancellationToken);
    }

    // "算了，我报名": what was begun is not wanted any more, and nothing of it is put aside for later.
    private async Task<bool> DropsForOtherAsync(FormDefinition form, Turn turn, CancellationToken cancellationToken)
    {
        if (Plain.After(turn.Plain, turn.Library.Words["never_mind"]) is not { Length: > 0 } rest)
        {
            return false;
        }

        var other = turn.Rephrased(rest);
        if (other.Reading.Confidence < SureEnough || form.Intents.Contains(other.Reading.Intent) || (FormOf(other) is null && RouteOf(other) is null))
        {
            return false;
        }

        await forms.CancelAsync(form, turn, cancellationToken);
        await HearAsync(other, expired: false, cancellationToken);
        return true;
    }

    private async Task<bool> IsInterruptionAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        if (form.Slot(run.Asked)?.Type == SlotType.Text)
        {
            return turn.Plain.Length <= ShortQuestion
                && (turn.Reading.Confidence >= VerySure || turn.Library.RouteByPattern(turn.Plain) is not null)
                && RouteOf(turn) is not null;
        }

        // What answers the question is its answer, unless something else is very clearly meant.
        if (turn.Reading.Confidence < VerySure && turn.Library.RouteByPattern(turn.Plain) is null && await forms.IsAnswerAsync(form, run, turn, cancellationToken))
        {
            return false;
        }

        return !await forms.IsExactAnswerAsync(form, run, turn, cancellationToken)
            && !turn.Library.Words.Is("cancel", turn.Plain)
            && ((turn.Reading.Confidence >= SureEnough && !form.Intents.Contains(turn.Reading.Intent)) || turn.Library.RouteByPattern(turn.Plain) is not null);
    }

    // A question is answered and the form's question repeated; another form puts the running one aside.
    private async Task<bool> InterruptAsync(FormDefinition form, Turn turn, CancellationToken cancellationToken)
    {
        if (RouteOf(turn) is { } route)
        {
            await FollowAsync(route, turn, cancellationToken);
            if (!(turn.InGroup && form.Place == FormPlace.Private))
            {
                turn.Say("dialog.back_to", ("title", FormPrompts.TitleOf(form)));
                await forms.AskAgainAsync(turn, cancellationToken);
            }

            return true;
        }

        if (FormOf(turn) is { } other && other.Name != form.Name)
        {
            await forms.StartAsync(other, null, turn, cancellationToken);
            return true;
        }

        return false;
    }

    private async Task<bool> StartAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (FormOf(turn) is { } form)
        {
            if (form.IsConfirmed && turn.Reading.Confidence < SureEnough && turn.Library.FormByPattern(turn.Plain, turn.Scope.Actor) is null)
            {
                return Doubts(form, turn);
            }

            await forms.StartAsync(form, null, turn, cancellationToken);
            return true;
        }

        if (RouteOf(turn) is { } route)
        {
            await FollowAsync(route, turn, cancellationToken);
            return true;
        }

        return false;
    }

    // "出差" may be why somebody cannot come, or news: asked in one line, without opening a form.
    private static bool Doubts(FormDefinition form, Turn turn)
    {
        if (turn.IsMemoryLost)
        {
            return false;
        }

        turn.State.Doubt = new Doubt(form.Name, turn.Text, turn.Scope.Now.ToUnixTimeSeconds());
        turn.Say(new Reply(Phrase.Of("dialog.unsure", ("title", FormPrompts.TitleOf(form))), [ButtonPhrase.Of("dialog.yes"), ButtonPhrase.Of("dialog.no")]));
        return true;
    }

    private async Task<bool> ResolvedDoubtAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Doubt is not { } doubt)
        {
            return false;
        }

        turn.State.Doubt = null;
        if (turn.State.Running is not null || turn.Scope.Now - DateTimeOffset.FromUnixTimeSeconds(doubt.At) > PreviewHolds || turn.Library.Form(doubt.Form) is not { } form)
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

    private static FormDefinition? FormOf(Turn turn)
    {
        var byPattern = turn.Library.FormByPattern(turn.Plain, turn.Scope.Actor);

        // A form for other roles is refused only when no question can be meant: a member who says "明天开党课" asks.
        if (byPattern is not null && (byPattern.IsOpenTo(turn.Scope.Actor) || RouteOf(turn) is null))
        {
            return byPattern;
        }

        return turn.Library.RouteByPattern(turn.Plain) is null ? turn.Library.FormOf(turn.Reading.Intent) : null;
    }

    private static IntentRoute? RouteOf(Turn turn) =>
        turn.Library.RouteByPattern(turn.Plain) ?? turn.Library.RouteOf(turn.Reading.Intent);

    private async Task FollowAsync(IntentRoute route, Turn turn, CancellationToken cancellationToken)
    {
        if (route.Command is { } command)
        {
            var outcome = await commands.InterpretAsync(command, turn.Scope, null, null, cancellationToken);
            foreach (var reply in outcome is CommandOutcome.Answer answer ? answer.Replies : [Reply.Of("dialog.not_available")])
            {
                turn.Say(reply);
            }

            return;
        }

        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (input, slot) in route.With)
        {
            if (turn.Reading.Slot(slot) is { } value)
            {
                inputs[input] = value;
            }
        }

        await useCases.RunAndSayAsync(route.Run!, new Inputs(inputs), turn, cancellationToken);
    }

    // "2" after a list means the second of it.
    private async Task<bool> PickAsync(Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        if (state.List is not { Count: > 0 } list
            || turn.Library.ListOf(state.ListSource) is not { } route
            || resolver.PlaceIn(turn.Text, list.Count) is not { } place
            || place < 1 || place > list.Count)
        {
            return false;
        }

        var picked = list[place - 1];
        if ((await lists.ListAsync(route.Source, null, turn, cancellationToken)).All(c => c.Value != picked))
        {
            turn.Say("dialog.no_longer");
            return true;
        }

        var inputs = new Dictionary<string, string>(StringComparer.Ordinal) { [route.Input] = picked };
        if (turn.Library.Form(route.Open) is { } form)
        {
            await forms.StartAsync(form, inputs, turn, cancellationToken);
        }
        else
        {
            await useCases.RunAndSayAsync(route.Run!, new Inputs(inputs), turn, cancellationToken);
        }

        return true;
    }
}
