using ChatBot.Conversation.Commands;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Forms;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Turns;

/// <summary>Does what slash commands say.</summary>
internal sealed class CommandTurns(ICommandInterpreter commands, UseCaseRunner useCases, FormStart forms, FormQuestions questions)
{
    /// <summary>Does what the command says; the turn with the plain words that it stands for, or null.</summary>
    public async Task<Turn?> RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        turn.State.Missed = 0;
        var outcome = await commands.InterpretAsync(turn.Text, turn.Scope, turn.State.List, turn.State.ListSource, cancellationToken);
        switch (outcome)
        {
            case CommandOutcome.RunUseCase run:
                await DoAsync(run.UseCase, run.Inputs, turn, cancellationToken);
                await questions.BackToCardAsync(turn, cancellationToken);
                return null;
            case CommandOutcome.OpenForm open when turn.Library.FormFor(open.UseCase) is { } form:
                await forms.StartAsync(form, open.Filled.Values, turn, cancellationToken);
                return null;
            case CommandOutcome.OpenForm open:
                await useCases.RunAndSayAsync(open.UseCase, open.Filled, turn, cancellationToken);
                return null;
            case CommandOutcome.Answer { QuotesWords: true } answer when turn.InGroup
                && (answer.UseCase is null || turn.Library.FormFor(answer.UseCase) is { Place: FormPlace.Private }):
                turn.Say(new Reply(Phrase.Of("dialog.command_privately"), [ButtonPhrase.Of("common.help")]));
                return null;
            case CommandOutcome.Answer answer:
                foreach (var reply in answer.Replies)
                {
                    turn.Say(reply);
                }

                return null;
            case CommandOutcome.PlainWords plain when !commands.IsCommand(plain.Text):
                return turn.Rephrased(plain.Text);
            default:
                SmallTalk.Answer(turn);
                return null;
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
}
