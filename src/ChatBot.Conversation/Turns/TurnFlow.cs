using ChatBot.Conversation.Commands;
using ChatBot.Conversation.Forms;
using ChatBot.Kernel.Channels;

namespace ChatBot.Conversation.Turns;

/// <summary>Decides what a message means in the talk as it stands, and has it done.</summary>
internal sealed class TurnFlow(
    ICommandInterpreter commands,
    Expiry expiry,
    NumberedAnswers numbers,
    CommandTurns commandTurns,
    Previews previews,
    Doubts doubts,
    FormTurns formTurns,
    Beginnings beginnings,
    ListPicks picks,
    FileTurns files)
{
    /// <summary>Handles one activity.</summary>
    public async Task RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        var expired = expiry.Expire(turn);
        switch (turn.Scope.Message.Kind)
        {
            case InboundKind.Enter:
                SmallTalk.Welcome(turn);
                return;
            case InboundKind.Unsupported:
                turn.Say("dialog.unsupported");
                return;
            case InboundKind.Attachment when turn.Plain.Length == 0:
                await files.TakeAsync(turn, cancellationToken);
                return;
            case InboundKind.Text or InboundKind.Tap or InboundKind.Attachment:
            default:
                break;
        }

        if (turn.Plain.Length == 0 && !commands.IsCommand(turn.Text))
        {
            await HearMarksAsync(turn, expired, cancellationToken);
            return;
        }

        await HearAsync(turn, expired, cancellationToken);
        await GoOnAsync(turn, cancellationToken);
    }

    // An empty mention asks what there is, a question mark asks for help; other marks and pictures get no answer.
    private async Task HearMarksAsync(Turn turn, bool expired, CancellationToken cancellationToken)
    {
        if (turn.Text.Trim().Length == 0)
        {
            SmallTalk.Hint(turn);
        }
        else if (turn.Text.AsSpan().ContainsAny('?', '\uFF1F'))
        {
            await HearAsync(turn.Rephrased(turn.Library.Words["help"][0]), expired, cancellationToken);
        }
    }

    private async Task HearAsync(Turn turn, bool expired, CancellationToken cancellationToken)
    {
        for (var next = turn; next is not null; expired = false)
        {
            next = await HearOnceAsync(next, expired, cancellationToken);
        }
    }

    // What is to be heard in place of the message, or after a part of it; null when it is dealt with.
    private async Task<Turn?> HearOnceAsync(Turn turn, bool expired, CancellationToken cancellationToken)
    {
        if (numbers.SayOf(turn) is { } say)
        {
            turn = turn.Tapped(say);
        }

        if (commands.IsCommand(turn.Text))
        {
            return await commandTurns.RunAsync(turn, cancellationToken);
        }

        var state = turn.State;
        if (await previews.ConfirmedAsync(turn, cancellationToken) || await doubts.ResolvedAsync(turn, cancellationToken))
        {
            return null;
        }

        if (state.Running is { } run && turn.Library.Form(run.Form) is { } form)
        {
            return await formTurns.RunAsync(form, run, turn, cancellationToken);
        }

        if (Wishes.TakeApart(turn))
        {
            state.Missed = 0;
        }
        else if (turn.Library.Words.Is("back", turn.Plain))
        {
            // Without a form there is no step to go back to, and undoing what was done is asked for by name.
            turn.Say("dialog.nothing_to_cancel");
        }
        else if (await beginnings.StartAsync(turn, cancellationToken) || await picks.PickAsync(turn, cancellationToken))
        {
            state.Missed = 0;
        }
        else if (!expired)
        {
            SmallTalk.Answer(turn);
        }

        return null;
    }

    // With no form waiting, what else was wished is taken up.
    private async Task GoOnAsync(Turn turn, CancellationToken cancellationToken)
    {
        while (turn.State is { Running: null, Pending: null, Later: [var next, .. var rest] } state)
        {
            state.Later = rest.Count > 0 ? rest : null;
            if (turn.HasSaid)
            {
                turn.Say("dialog.then");
            }

            await beginnings.StartAsync(turn.Rephrased(next), cancellationToken);
        }
    }
}
