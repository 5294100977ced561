using System.Buffers;
using ChatBot.Conversation.Turns;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Telemetry;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Dialogs;

/// <summary>Decides what a message means in the talk as it stands, and does it.</summary>
internal sealed partial class TurnFlow(
    FormRunner forms,
    UseCaseRunner useCases,
    ChoiceLists lists,
    ChoiceResolver resolver,
    ICommandInterpreter commands,
    IWording wording,
    BotTelemetry telemetry)
{
    /// <summary>From here on an intent interrupts a running form.</summary>
    private const double SureEnough = 0.6;

    /// <summary>In the middle of free text only a short, very clear question interrupts.</summary>
    private const double VerySure = 0.85;

    private const int ShortQuestion = 15;

    private static readonly SearchValues<char> SessionMeasures = SearchValues.Create("场次会节堂");
    private static readonly TimeSpan PreviewHolds = TimeSpan.FromMinutes(10);

    /// <summary>How long the numbers of an answer count; those of a message that the bot sent on its own count as long as the store keeps them.</summary>
    private static readonly TimeSpan NumbersHold = TimeSpan.FromHours(2);

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
            // A picture of a thumb wants nothing; an empty mention wants to know what there is, a question mark wants help.
            if (turn.Text.Trim().Length == 0)
            {
                SmallTalk.Hint(turn);
            }
            else if (turn.Text.AsSpan().ContainsAny('?', '\uFF1F'))
            {
                await HearAsync(turn.Rephrased(turn.Library.Words["help"][0]), expired, cancellationToken);
            }

            return;
        }

        await HearAsync(turn, expired, cancellationToken);
        await GoOnAsync(turn, cancellationToken);
    }

    private async Task HearAsync(Turn turn, bool expired, CancellationToken cancellationToken)
    {
        if (SayOfNumber(turn) is { } say)
        {
            turn = turn.Tapped(say);
        }

        if (commands.IsCommand(turn.Text))
        {
            await CommandAsync(turn, cancellationToken);
            return;
        }

        var state = turn.State;
        if (await ConfirmedAsync(turn, cancellationToken) || await ResolvedDoubtAsync(turn, cancellationToken))
        {
            return;
        }

        if (state.Running is { } run && turn.Library.Form(run.Form) is { } form)
        {
            await InFormAsync(form, run, turn, cancellationToken);
            return;
        }

        if (TakeApart(turn))
        {
            state.Missed = 0;
            return;
        }

        if (turn.Library.Words.Is("back", turn.Plain))
        {
            // Without a form there is no step to go back to, and undoing what was done is asked for by name.
            turn.Say("dialog.nothing_to_cancel");
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

    // "1" says what the first of the numbered buttons says: of the running question, else of the newest message.
    private string? SayOfNumber(Turn turn)
    {
        var state = turn.State;

        // "第一场" beside a card to confirm means a session, and says no yes.
        if (turn.InGroup || turn.IsTap || (state.Running?.Asked == FormRun.Confirm && turn.Plain.AsSpan().ContainsAny(SessionMeasures)))
        {
            return null;
        }

        var shownAt = DateTimeOffset.FromUnixTimeMilliseconds(state.OfferedAt);
        var isAsked = state.Running is not null || IsFresh(state.Pending, turn);
        var says = !isAsked && turn.Offer is { } offer && offer.At >= shownAt ? offer.Says
            : turn.Scope.Now - shownAt <= NumbersHold ? state.Offered
            : null;
        if (says is null || resolver.PlaceIn(turn.Text, says.Count) is not { } place || place < 1 || place > says.Count)
        {
            return null;
        }

        // A yes is only said to a question that still stands.
        var say = says[place - 1];
        return isAsked || state.Doubt is not null || !(turn.Library.Words.Is("yes", say) || turn.Library.Words.Is("no", say)) ? say : null;
    }

    private static bool IsFresh(PendingRun? pending, Turn turn) =>
        pending is not null && turn.Scope.Now - DateTimeOffset.FromUnixTimeSeconds(pending.At) <= PreviewHolds;

    // A form nobody went on with ends politely; what is said now is taken as something new.
    private bool Expire(Turn turn)
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

        telemetry.Dialog(run.Form, DialogOutcome.Expired);
        state.Running = null;
        state.Suspended = null;
        state.Later = null;
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
                await BackToCardAsync(turn, cancellationToken);
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

    // A yes that is said now must not mean a card that stands above the answer to something else: it is shown again.
    private async Task BackToCardAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (!turn.InGroup && turn.State is { Pending: null, Running: { Asked: FormRun.Confirm } run } && turn.Library.Form(run.Form) is { } form)
        {
            turn.Say("dialog.back_to", ("title", FormPrompts.TitleOf(form)));
            await forms.AskAgainAsync(turn, cancellationToken);
        }
    }

    // What belongs to a private form is done in a group too, but answered there with a neutral sentence.
    private async Task DoAsync(string useCase, Inputs inputs, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.InGroup && turn.Library.FormFor(useCase) is { Place: FormPlace.Private, AnswersOpenly: false } form)
        {
            await forms.SubmitCommandAsync(form, inputs.Values, turn, cancellationToken);
            return;
        }

        await useCases.RunAndSayAsync(useCase, inputs, turn, cancellationToken);
    }

    // A yes after a preview goes ahead with it, even when another form went on meanwhile: unless that form asks for a yes itself.
    private async Task<bool> ConfirmedAsync(Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        if (state.Pending is not { } pending || !IsFresh(pending, turn))
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
        turn.Say("dialog.file_received", ("file", file), ("material", turn.Library.TakesFileOf(turn.Scope.Actor)));
    }
}
