using System.Globalization;
using ChatBot.Conversation.Choices;
using ChatBot.Conversation.Dialogs;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>Reads answers: a whole message as the answer to a question, or what a sentence gives besides.</summary>
internal sealed class SlotAnswerReader(ChoiceResolver resolver, ChoiceLists lists, IWording wording)
{
    /// <summary>Reads the message as the answer to the slot's question.</summary>
    public async Task<SlotAnswer> AnswerAsync(SlotDefinition slot, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        switch (slot.Type)
        {
            case SlotType.Choice or SlotType.Choices:
                return await ChoiceAsync(slot, run, turn, isAnswer: true, cancellationToken);
            case SlotType.Enum:
                return ByPlace(slot, turn) ?? Enum(slot, turn);
            case SlotType.Text:
                var files = run.Files.GetValueOrDefault(slot.Name, "");
                if (turn.Library.Words.Is("go_on", turn.Plain) || turn.Library.Words.Is("skip", turn.Plain))
                {
                    // "好的" answers no question that asks for words; after a picture it says that the picture tells it all.
                    return files.Length > 0 ? new SlotAnswer.Filled(new SlotValue(files, files)) : turn.Library.Words.Is("go_on", turn.Plain) ? SlotAnswer.None : Text(slot, turn.Text);
                }

                return Text(slot, turn.Text) is SlotAnswer.Filled { Value: var said } && files.Length > 0
                    ? new SlotAnswer.Filled(new SlotValue(said.Value + files, said.Words + files))
                    : Text(slot, turn.Text);
            case SlotType.Number:
                return Number(slot, turn);
            case SlotType.YesNo:
                return YesNo(slot, turn);
            case SlotType.Moment or SlotType.Day or SlotType.Month or SlotType.Code or SlotType.File:
            default:
                return Plainly(slot, run, turn);
        }
    }

    /// <summary>Reads what a sentence that was no answer to the slot's question gives for it.</summary>
    public async Task<SlotAnswer> FromSentenceAsync(SlotDefinition slot, FormRun run, Turn turn, CancellationToken cancellationToken)
    {
        switch (slot.Type)
        {
            case SlotType.Choice or SlotType.Choices:
                return await ChoiceAsync(slot, run, turn, isAnswer: false, cancellationToken);
            case SlotType.Enum:
                return Enum(slot, turn);
            case SlotType.Number:
                return turn.Reading.Slot(slot.From) is { } number ? Number(slot, turn.Rephrased(number)) : SlotAnswer.None;
            case SlotType.Text:
                return turn.Reading.Slot(slot.From) is { } given ? Text(slot, given) : Found(slot, turn.Text) is { } found ? Text(slot, found) : SlotAnswer.None;
            case SlotType.YesNo:
                return FoundYes(slot, turn);
            case SlotType.Moment or SlotType.Day or SlotType.Month or SlotType.Code or SlotType.File:
            default:
                return Plainly(slot, run, turn);
        }
    }

    /// <summary>The value of a choice as it is kept.</summary>
    public SlotValue ValueOf(Choice choice, Turn turn) => new(choice.Value, Words(choice.Label, turn));

    private async Task<SlotAnswer> ChoiceAsync(SlotDefinition slot, FormRun run, Turn turn, bool isAnswer, CancellationToken cancellationToken)
    {
        if (!isAnswer && slot.FoundBy.Count > 0 && !slot.FoundBy.Any(w => turn.Plain.Contains(w, StringComparison.Ordinal)))
        {
            return SlotAnswer.None;
        }

        var choices = await lists.ListAsync(slot.Source!, run, turn, cancellationToken);
        var context = turn.ChoiceContext(turn.Reading.Time) with { LastList = isAnswer ? turn.State.List : null };
        if (slot.Type == SlotType.Choices)
        {
            return isAnswer && resolver.ResolveMany(turn.Text, choices, context with { Time = null }) is { } many
                ? new SlotAnswer.Filled(new SlotValue(string.Join(',', many.Select(c => c.Value)), string.Join('、', many.Select(c => Words(c.Label, turn)))))
                : SlotAnswer.None;
        }

        if (resolver.NumberedIn(turn.Text, choices) is { } numbered)
        {
            return new SlotAnswer.Filled(ValueOf(numbered, turn));
        }

        var named = turn.Reading.Slot(slot.From) ?? turn.Text;
        var match = isAnswer ? resolver.Resolve(turn.Text, choices, context) : resolver.Resolve(slot.From is null ? turn.Text : named, choices, context);
        if (match is ChoiceMatch.None && isAnswer && turn.Reading.Slot(slot.From) is { } hint)
        {
            match = resolver.Resolve(hint, choices, context);
        }

        return match switch
        {
            ChoiceMatch.One one => new SlotAnswer.Filled(ValueOf(one.Choice, turn)),
            ChoiceMatch.Several several => new SlotAnswer.Several(several.Choices),
            ChoiceMatch.None when !isAnswer && slot.Required && choices.Count > 0 && turn.Reading.Slot(slot.From) is not null =>
                new SlotAnswer.Unfit(Phrase.Of("dialog.no_such_choice")),
            ChoiceMatch.None { NamedSomething: true } when isAnswer || (slot.Required && choices.Count > 0 && choices[0].At is not null) =>
                new SlotAnswer.Unfit(Phrase.Of("dialog.no_such_choice")),
            _ => SlotAnswer.None,
        };
    }

    private SlotAnswer.Filled? ByPlace(SlotDefinition slot, Turn turn) =>
        resolver.PlaceIn(turn.Text, slot.Options.Count) is { } place && place >= 1 && place <= slot.Options.Count
            ? Option(slot, slot.Options[place - 1], turn)
            : null;

    // The longest word wins: "不同意" is not "同意".
    private SlotAnswer Enum(SlotDefinition slot, Turn turn)
    {
        SlotOption? best = null;
        var length = 0;
        List<SlotOption>? denied = null;
        foreach (var option in slot.Options)
        {
            foreach (var word in option.Words.Append(Plain.Of(Words(Phrase.Of(slot.OptionKey(option.Value)), turn))))
            {
                // A single character means something only when it is the whole answer.
                var at = word.Length > 1 ? turn.Plain.IndexOf(word, StringComparison.Ordinal) : turn.Plain == word ? 0 : -1;
                if (at > 0 && turn.Library.Words["negation"].Any(n => turn.Plain.AsSpan(0, at).EndsWith(n, StringComparison.Ordinal)))
                {
                    (denied ??= []).Add(option);
                }
                else if (at >= 0 && word.Length > length)
                {
                    (best, length) = (option, word.Length);
                }
            }
        }

        // One of the options word for word is that option, whatever a sentence around it might mean.
        if (best is not null && length == turn.Plain.Length)
        {
            return Option(slot, best, turn);
        }

        if (turn.Reading.Slot(slot.From) is { } given && slot.Options.FirstOrDefault(o => o.Understood.Contains(given)) is { } understood
            && denied?.Contains(understood) != true)
        {
            return Option(slot, understood, turn);
        }

        return best is null ? SlotAnswer.None : Option(slot, best, turn);
    }

    private SlotAnswer.Filled Option(SlotDefinition slot, SlotOption option, Turn turn) =>
        new(new SlotValue(option.Value, Words(Phrase.Of(slot.OptionKey(option.Value)), turn)));

    private static SlotAnswer Text(SlotDefinition slot, string text)
    {
        var words = text.Trim();
        return words.Length switch
        {
            0 => SlotAnswer.None,
            _ when words.Length > slot.MaxLength => new SlotAnswer.Unfit(Phrase.Of("dialog.too_long", ("most", slot.MaxLength), ("length", words.Length))),
            _ => new SlotAnswer.Filled(new SlotValue(words, words)),
        };
    }

    // "主题是学习条例，三楼会议室": what the slot's pattern finds, its group where it has one.
    private static string? Found(SlotDefinition slot, string text) =>
        slot.Pattern is { } pattern && AuthoredPattern.Find(pattern, text) is { } match ? (match.Groups.Values.Skip(1).FirstOrDefault(g => g.Success) ?? match).Value : null;

    private static SlotAnswer Number(SlotDefinition slot, Turn turn)
    {
        var number = turn.Reading.Slot(slot.From) is { } given && TryNumber(given, out var understood) ? understood : Numbers.Find(turn.Plain);
        if (number is not { } value)
        {
            return SlotAnswer.None;
        }

        if (value < slot.Least || value > slot.Most)
        {
            return new SlotAnswer.Unfit(Phrase.Of("dialog.out_of_range", ("least", slot.Least), ("most", slot.Most)));
        }

        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return new SlotAnswer.Filled(new SlotValue(text, text));
    }

    private static bool TryNumber(string text, out decimal? number)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value);
        number = isNumber ? value : null;
        return isNumber;
    }

    private SlotAnswer YesNo(SlotDefinition slot, Turn turn)
    {
        var words = turn.Library.Words;
        bool? yes = words.Is("yes", turn.Plain) ? true : words.Is("no", turn.Plain) ? false : null;
        return yes is { } said
            ? new SlotAnswer.Filled(new SlotValue(said ? "yes" : "no", Words(Phrase.Of(said ? "word.yes" : "word.no"), turn)))
            : FoundYes(slot, turn);
    }

    private SlotAnswer FoundYes(SlotDefinition slot, Turn turn) =>
        slot.FoundBy.Any(w => turn.Plain.Contains(w, StringComparison.Ordinal))
            ? new SlotAnswer.Filled(new SlotValue("yes", Words(Phrase.Of("word.yes"), turn)))
            : SlotAnswer.None;

    private SlotAnswer Plainly(SlotDefinition slot, FormRun run, Turn turn) => slot.Type switch
    {
        SlotType.Moment => TimeAnswers.Moment(slot, run, turn, wording),
        SlotType.Day => TimeAnswers.Day(turn, wording),
        SlotType.Month => TimeAnswers.Month(slot, turn),
        SlotType.Code => Code(slot, turn),
        _ => SlotAnswer.None,
    };

    private static SlotAnswer Code(SlotDefinition slot, Turn turn) =>
        AuthoredPattern.Find(slot.Pattern!, turn.Plain) is { } found ? new SlotAnswer.Filled(new SlotValue(found.Value, found.Value)) : SlotAnswer.None;

    private string Words(Phrase phrase, Turn turn) => wording.Render(phrase, turn.Scope.Branch.Calendar, turn.Scope.Now);
}
