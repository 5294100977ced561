using ChatBot.Conversation.Choices;
using ChatBot.Conversation.Forms;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Turns;

/// <summary>Picks from the list shown last: "2" means the second of it.</summary>
internal sealed class ListPicks(ChoiceResolver resolver, ChoiceLists lists, FormStart forms, UseCaseRunner useCases)
{
    /// <summary>Does what the list's route says with the thing picked; false when the message picks nothing.</summary>
    public async Task<bool> PickAsync(Turn turn, CancellationToken cancellationToken)
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
