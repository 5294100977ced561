using ChatBot.Application.Channels;
using ChatBot.Application.UseCases;
using ChatBot.Application.Wording;
using ChatBot.Conversation.Turns;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Decides what a message means in the talk as it stands, and does it.</summary>
internal sealed class TurnFlow(FormRunner forms, UseCaseRunner useCases, ChoiceLists lists, ChoiceResolver resolver, ICommandInterpreter commands, IWording wording)
{
    /// <summary>From here on an intent interrupts a running form.</summary>
    private const double SureEnough = 0.6;

    /// <summary>In the middle of free text only a short, very clear question interrupts.</summary>
    private const double VerySure = 0.85;

    private const int ShortQuestion = 15;
    private static readonly TimeSpan PreviewHolds = TimeSpan.FromMinutes(10);

    /// <summary>Handles one activity.</summary>
    public async Task RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var expired = Expire(turn);
        switch (turn.Scope.Message.Kind)
        {
            case InboundKind.Enter:
                SmallTalk.Welcome(turn);
                return;
            case InboundKind.Unsupported:
                turn.Say("dialog.unsupported");
                return;
            case InboundKind.Attachment when turn.Plain.Length == 0:
                await TakeFileAsync(turn, cancellationToken);
                return;
            case InboundKind.Text or InboundKind.Tap or InboundKind.Attachment:
            default:
                break;
        }

        if (turn.Plain.Length == 0 && !commands.IsCommand(turn.Text))
        {
            SmallTalk.Hint(turn);
            return;
        }

        await HearAsync(turn, expired, cancellationToken);
    }

    private async Task HearAsync(Turn turn, bool expired, CancellationToken cancellationToken)
    {
        if (commands.IsCommand(turn.Text))
        {
            await CommandAsync(turn, cancellationToken);
            return;
        }

        var state = turn.State;
        if (await ConfirmedAsync(turn, cancellationToken))
        {
            return;
        }

        if (state.Running is { } run && turn.Library.Form(run.Form) is { } form)
        {
            await InFormAsync(form, run, turn, cancellationToken);
            return;
        }

        if (await StartAsync(turn, cancellationToken) || await PickAsync(turn, cancellationToken))
        {
            state.Missed = 0;
            return;
        }

        if (expired)
        {
            return;
        }

        SmallTalk.Answer(turn);
    }

    // A form nobody went on with ends politely; what is said now is taken as something new.
    private static bool Expire(Turn turn)
    {
        var state = turn.State;
        if (state.Running is not { } run)
        {
            return false;
        }

        var form = turn.Library.Form(run.Form);
        if (form is not null && turn.Scope.Now - DateTimeOffset.FromUnixTimeSeconds(run.TouchedAt) <= form.Wait)
        {
            return false;
        }

        state.Running = null;
        state.Suspended = null;
        if (form is null || turn.InGroup)
        {
            return false;
        }

        turn.Say("dialog.expired", ("title", FormPrompts.TitleOf(form)), ("waited", form.Wait));
        return true;
    }

    private async Task CommandAsync(Turn turn, CancellationToken cancellationToken)
    {
        turn.State.Missed = 0;
        var outcome = await commands.InterpretAsync(turn.Text, turn.Scope, turn.State.List, turn.State.ListSource, cancellationToken);
        switch (outcome)
        {
            case CommandOutcome.RunUseCase run:
                await DoAsync(run.UseCase, run.Inputs, turn, cancellationToken);
                break;
            case CommandOutcome.OpenForm open when turn.Library.FormFor(open.UseCase) is { } form:
                await forms.StartAsync(form, open.Filled.Values, turn, cancellationToken);
                break;
            case CommandOutcome.OpenForm open:
                await useCases.RunAndSayAsync(open.UseCase, open.Filled, turn, cancellationToken);
                break;
            case CommandOutcome.Answer { QuotesWords: true } answer when turn.InGroup
                && (answer.UseCase is null || turn.Library.FormFor(answer.UseCase) is { Place: FormPlace.Private }):
                turn.Say(new Reply(Phrase.Of("dialog.command_privately"), [ButtonPhrase.Of("common.help")]));
                break;
            case CommandOutcome.Answer answer:
                foreach (var reply in answer.Replies)
                {
                    turn.Say(reply);
                }

                break;
            case CommandOutcome.PlainWords plain when !commands.IsCommand(plain.Text):
                await HearAsync(turn.Rephrased(plain.Text), expired: false, cancellationToken);
                break;
            default:
                SmallTalk.Answer(turn);
                break;
        }
    }

    // What belongs to a private form is done in a group too, but answered there with a neutral sentence.
    private async Task DoAsync(string useCase, Inputs inputs, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.InGroup && turn.Library.FormFor(useCase) is { Place: FormPlace.Private, Confirmation: not Confirmation.Always } form)
        {
            await forms.StartAsync(form, inputs.Values, turn, cancellationToken);
            return;
        }

        await useCases.RunAndSayAsync(useCase, inputs, turn, cancellationToken);
    }

    // A yes after a preview goes ahead with it, even when another form went on meanwhile: unless that form asks for a yes itself.
    private async Task<bool> ConfirmedAsync(Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        if (state.Pending is not { } pending || turn.Scope.Now - DateTimeOffset.FromUnixTimeSeconds(pending.At) > PreviewHolds)
        {
            return false;
        }

        state.Pending = null;
        if (state.Running is { } run && (run.Asked == FormRun.Confirm || turn.Library.Form(run.Form)?.Slot(run.Asked)?.Type == SlotType.YesNo))
        {
            return false;
        }

        if (turn.Library.Words.Is("yes", turn.Plain) || turn.Reading.Intent == SentenceReading.ConfirmIntent)
        {
            await useCases.RunAndSayAsync(
                pending.UseCase, new Inputs(new Dictionary<string, string>(pending.Inputs, StringComparer.Ordinal) { ["confirm"] = "yes" }), turn, cancellationToken);
            turn.Submits(pending.Id);
            return true;
        }

        if (state.Running is null && (turn.Library.Words.Is("no", turn.Plain) || turn.Library.Words.Is("cancel", turn.Plain)))
        {
            turn.Say("dialog.not_sent");
            return true;
        }

        return false;
    }

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

    private async Task<bool> IsInterruptionAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        if (form.Slot(run.Asked)?.Type == SlotType.Text)
        {
            return turn.Plain.Length <= ShortQuestion
                && (turn.Reading.Confidence >= VerySure || turn.Library.RouteByPattern(turn.Plain) is not null)
                && RouteOf(turn) is not null;
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

    private async Task TakeFileAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Scope.Message.Attachments is not [var attachment, ..])
        {
            turn.Say("dialog.unsupported");
            return;
        }

        var file = FileNames.Of(attachment, wording, turn);
        if (turn.State.Running is { } run && turn.Library.Form(run.Form) is { } form && await forms.TakeFileAsync(form, run, file, turn, cancellationToken))
        {
            return;
        }

        turn.State.File = file;
        turn.Say("dialog.file_received", ("file", file));
    }
}
