using ChatBot.Conversation.Commands;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Forms;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Turns;

/// <summary>Begins what a sentence means: opens its form, or follows its route to a use case or a command.</summary>
internal sealed class Beginnings(FormStart forms, UseCaseRunner useCases, ICommandInterpreter commands)
{
    /// <summary>Begins what the sentence means; false when it means nothing that can be begun.</summary>
    public async Task<bool> StartAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (Meaning.FormOf(turn) is { } form)
        {
            if (form.IsConfirmed && turn.Reading.Confidence < Meaning.SureEnough && !Meaning.IsFormByPattern(turn))
            {
                return Doubts.Ask(form, turn);
            }

            await forms.StartAsync(form, null, turn, cancellationToken);
            return true;
        }

        if (Meaning.RouteOf(turn) is { } route)
        {
            await FollowAsync(route, turn, cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>Answers an intent that has no form.</summary>
    public async Task FollowAsync(IntentRoute route, Turn turn, CancellationToken cancellationToken)
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
}
