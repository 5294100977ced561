using ChatBot.Conversation.Choices;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Sentences;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Words that steer a form: cancel, back, help, skip, change, and yes and no at the card.</summary>
internal sealed class FormSteering(FormQuestions questions, FormProgress progress, FormEnding ending, ChoiceResolver resolver, IWording wording)
{
    private static readonly string[] Lists = ["cancel", "back", "help", "skip", "change"];

    /// <summary>Whether the whole message is a steering word.</summary>
    public static bool IsSteering(Turn turn) => Lists.Any(list => turn.Library.Words.Is(list, turn.Plain));

    /// <summary>Whether a no is said: "不对，是周四" is no plain no.</summary>
    public static bool IsNo(Turn turn) =>
        turn.Library.Words.Is("no", turn.Plain) || (turn.Reading.Intent == SentenceReading.DenyIntent && FormCorrections.RestOf(turn) is null);

    /// <summary>Does what a steering word wants; false when the message is none.</summary>
    public async Task<bool> SteerAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        var words = turn.Library.Words;
        var plain = turn.Plain;
        var slot = run.AskedSlot(form);
        if (slot is { Required: false } && (words.Is("skip", plain) || (slot.Type != SlotType.YesNo && words.Is("go_on", plain))))
        {
            (run.Skipped ??= []).Add(slot.Name);
            await progress.NextAsync(form, run, turn, new Findings(), cancellationToken);
            return true;
        }

        if (words.Is("cancel", plain))
        {
            await ending.CancelAsync(form, turn, cancellationToken);
            return true;
        }

        if (words.Is("back", plain))
        {
            await BackAsync(form, run, turn, cancellationToken);
            return true;
        }

        // "说明" may name the answer of that name as well as ask for help.
        if (run.Asked == Question.Which && NamedSlot(form, run, turn) is { } named)
        {
            await AskAnewAsync(form, run, named, turn, cancellationToken);
            return true;
        }

        if (words.Is("help", plain))
        {
            await HelpAsync(form, turn, cancellationToken);
            return true;
        }

        if (run.Asked == Question.Confirm && turn.IsYes)
        {
            await ending.SubmitAsync(form, run, turn, cancellationToken);
            return true;
        }

        if (slot?.Type != SlotType.YesNo && !run.IsEmpty && words.Is("change", plain))
        {
            run.Asked = Question.Which;
            turn.Say("dialog.which", ("names", Answered(form, run).Select(s => (object?)Phrase.Of(s.NameKey)).ToList()));
            return true;
        }

        if (run.Asked == Question.Confirm && IsNo(turn))
        {
            await ending.CancelAsync(form, turn, cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>The answered slot that the message names: by its name, or by its place among the answers read out.</summary>
    public SlotDefinition? NamedSlot(FormDefinition form, FormRun run, Turn turn)
    {
        var answered = Answered(form, run).ToList();
        return answered.FirstOrDefault(s => turn.Plain.Contains(Plain.Of(wording.Render(Phrase.Of(s.NameKey), turn.Scope.Branch.Calendar, turn.Scope.Now)), StringComparison.Ordinal))
            ?? (resolver.PlaceIn(turn.Text, answered.Count) is { } place && place >= 1 && place <= answered.Count ? answered[place - 1] : null);
    }

    private static IEnumerable<SlotDefinition> Answered(FormDefinition form, FormRun run) => form.Slots.Where(s => run.Slots.ContainsKey(s.Name));

    private async Task HelpAsync(FormDefinition form, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.MovesAway(form))
        {
            turn.Say(new Reply(Phrase.Of("dialog.help_in_group"), [ButtonPhrase.Of("common.help")]));
            return;
        }

        turn.Say("dialog.help_in_form", ("title", FormPrompts.TitleOf(form)));
        await questions.AskAgainAsync(turn, cancellationToken);
    }

    // The last answered question before the running one is asked again.
    private async Task BackAsync(FormDefinition form, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        var before = form.Slots.TakeWhile(s => s.Name != run.Asked?.Slot).LastOrDefault(s => run.Slots.ContainsKey(s.Name) && (s.Required || s.Ask));
        if (before is null)
        {
            turn.Say("dialog.at_the_start");
            await questions.AskAgainAsync(turn, cancellationToken);
            return;
        }

        await AskAnewAsync(form, run, before, turn, cancellationToken);
    }

    private async Task AskAnewAsync(FormDefinition form, FormRun run, SlotDefinition slot, Turn turn, CancellationToken cancellationToken)
    {
        run.Slots.Remove(slot.Name);
        await questions.AskAsync(form, run, slot, turn, cancellationToken);
    }
}
