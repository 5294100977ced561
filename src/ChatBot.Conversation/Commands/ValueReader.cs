using System.Globalization;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Commands;

/// <summary>Reads words as values of arguments, for one command of one person.</summary>
internal sealed class ValueReader(
    TurnScope scope,
    IReadOnlyDictionary<string, IChoiceSource> sources,
    ITimeWords times,
    IReadOnlyList<string>? lastList,
    string? lastSource)
{
    private const string Roster = "members.all";
    private const int MostOffered = 5;

    // Longer than any time, name or number; lists of people are cut before they are measured.
    private const int LongestValue = 100;
    private readonly Dictionary<string, IReadOnlyList<Choice>> _offered = new(StringComparer.Ordinal);

    public async Task<ValueReading> ReadAsync(ArgumentDefinition argument, string text, IReadOnlyDictionary<string, string> filled, CancellationToken cancellationToken)
    {
        switch (argument.Type)
        {
            case ArgumentType.Text or ArgumentType.Word:
                return ValueReading.Of(text.Trim());
            case ArgumentType.Digits:
                var digits = PlainText.Of(text);
                return digits.Length is >= 4 and <= 8 && digits.All(char.IsAsciiDigit) ? ValueReading.Of(digits) : ValueReading.No("digits");
            case ArgumentType.Number:
                return SmallNumbers.TryRead(PlainText.Of(text), out var number)
                    ? ValueReading.Of(number.ToString(CultureInfo.InvariantCulture))
                    : ValueReading.No("number");
            case ArgumentType.Moment:
                return ReadMoment(argument, text, filled);
            case ArgumentType.Day:
                return times.TryRead(text, scope, out var time) && time is { Day: { } day, Start: null }
                    ? ValueReading.Of(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                    : ValueReading.No("day");
            case ArgumentType.Month:
                return MonthWords.TryRead(PlainText.Of(text), scope.Today, out var month)
                    ? ValueReading.Of(month)
                    : ValueReading.No("month");
            case ArgumentType.Words:
                return argument.Table!.Words.TryGetValue(PlainText.Of(text), out var value)
                    ? ValueReading.Of(value)
                    : ValueReading.No("word", ("words", argument.Table.Shown.Select(s => s.Word).ToArray()));
            case ArgumentType.Choice:
                return Picked(argument, text, await ChoicesAsync(argument, filled, cancellationToken));
            case ArgumentType.Choices:
                return ReadChoices(argument, text, await ChoicesAsync(argument, filled, cancellationToken));
            default:
                throw new InvalidOperationException($"No reading for {argument.Type}.");
        }
    }

    /// <summary>What can be chosen for the argument now.</summary>
    public async Task<IReadOnlyList<Choice>> ChoicesAsync(ArgumentDefinition argument, IReadOnlyDictionary<string, string> filled, CancellationToken cancellationToken)
    {
        if (!_offered.TryGetValue(argument.Input, out var choices))
        {
            choices = sources.TryGetValue(argument.Source!, out var source)
                ? await source.ListAsync(new Inputs(filled), scope, cancellationToken)
                : throw new InvalidOperationException($"There is no choice source '{argument.Source}'.");
            _offered[argument.Input] = choices;
        }

        return choices;
    }

    private ValueReading Picked(ArgumentDefinition argument, string text, IReadOnlyList<Choice> choices)
    {
        if (text.Length > LongestValue)
        {
            return NotFound(argument, choices);
        }

        var found = ChoicePicker.Pick(text, choices, DayOf, scope.Branch.Calendar.Day);
        if (PlaceInLastList(argument, text, choices) is { } placed && !found.Contains(placed))
        {
            found = [.. found, placed];
        }

        return found.Count switch
        {
            1 => ValueReading.Of(found[0].Value),
            > 1 => ValueReading.Nearly("several") with { Options = found },
            _ => NotFound(argument, choices) with { IsNearMiss = DayOf(text) is not null && choices.Any(c => c.At is not null) },
        };
    }

    // A short list is shown at once; the roster is too long and nobody's business.
    private static ValueReading NotFound(ArgumentDefinition argument, IReadOnlyList<Choice> choices)
    {
        if (argument.Source == Roster)
        {
            return ValueReading.No("unknown_member");
        }

        var offered = choices.Count is > 0 and <= MostOffered;
        var problem = choices.Count == 0 ? "nothing_to_choose" : "unknown_choice";
        var reading = ValueReading.No(problem, ("argument", argument.Names[0]), ("offered", offered));
        return reading with { Options = offered ? choices : null };
    }

    // A bare number may also be meant as the place in the list last shown; a button always names the handle.
    private Choice? PlaceInLastList(ArgumentDefinition argument, string text, IReadOnlyList<Choice> choices) =>
        lastList is not null
        && lastSource == argument.Source
        && scope.Message.Kind != InboundKind.Tap
        && SmallNumbers.TryReadRank(PlainText.Of(text), out var rank)
        && rank <= lastList.Count
            ? choices.FirstOrDefault(c => c.Value == lastList[rank - 1])
            : null;

    private ValueReading ReadChoices(ArgumentDefinition argument, string text, IReadOnlyList<Choice> choices)
    {
        if (PlainText.Of(text) is "全部" or "全体" or "所有人" or "all")
        {
            return ValueReading.Of(string.Join(',', choices.Select(c => c.Value)));
        }

        var values = new List<string>();
        foreach (var word in CommandWords.CutAtCommas(new CommandWord(text, 0, text.Length, false)))
        {
            var picked = Picked(argument, word.Text, choices);
            if (!picked.Fits)
            {
                return picked;
            }

            values.Add(picked.Value!);
        }

        return values.Count > 0 ? ValueReading.Of(string.Join(',', values)) : NotFound(argument, choices);
    }

    private ValueReading ReadMoment(ArgumentDefinition argument, string text, IReadOnlyDictionary<string, string> filled)
    {
        if (!times.TryRead(text, scope, out var time))
        {
            return ValueReading.No("time");
        }

        var calendar = scope.Branch.Calendar;
        var anchor = AnchorOf(argument, filled) is { } known ? calendar.Local(known) : (DateTimeOffset?)null;
        var start = time.Start ?? (anchor is { } a ? TimeOnly.FromDateTime(a.DateTime) : null);
        if (start is not { } clock)
        {
            return ValueReading.Nearly("hour_missing");
        }

        var day = time.Day ?? (anchor is { } b ? DateOnly.FromDateTime(b.DateTime) : scope.Today);
        var instant = calendar.Instant(day, clock);
        if (time.Day is null && anchor is null && instant <= scope.Now)
        {
            return ValueReading.Nearly("day_missing");
        }

        return ValueReading.Of(Iso(instant)) with { Until = time.End is { } end ? Iso(calendar.Instant(end > clock ? day : day.AddDays(1), end)) : null };
    }

    // The moment whose day (or hour) an incomplete time borrows: an instant read before, or that of a chosen session.
    private DateTimeOffset? AnchorOf(ArgumentDefinition argument, IReadOnlyDictionary<string, string> filled)
    {
        if (argument.DayOf is not { } input || !filled.TryGetValue(input, out var value))
        {
            return null;
        }

        return _offered.TryGetValue(input, out var choices)
            ? choices.FirstOrDefault(c => c.Value == value)?.At
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private DateOnly? DayOf(string text) => times.TryRead(text, scope, out var time) && time.Start is null ? time.Day : null;

    private static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
