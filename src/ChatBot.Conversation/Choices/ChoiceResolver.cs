using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Sentences;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Conversation.Choices;

/// <summary>
/// Finds what a person means among choices: by place in the list shown, by handle, by name, by day and time, or as the
/// next one. It never guesses between two.
/// </summary>
public sealed partial class ChoiceResolver(ITimeHintReader times, Func<WordLists> words)
{
    // ① to ⑳.
    private const char FirstCircled = '\u2460';
    private const char LastCircled = '\u2473';
    private const string NumberGroup = "number";
    private static readonly string[] Marks = ["\u3001", ",", "\uFF0C", ";", "\uFF1B", " ", "\u3000", "\n"];
    private readonly NameMatcher _names = new(words);

    /// <summary>What the words come to. Words that name nothing among choices give <see cref="ChoiceMatch.None"/>.</summary>
    /// <param name="text">What was said; a whole sentence may stand around the name or day.</param>
    /// <param name="choices">What can be picked, in the order of its source.</param>
    /// <param name="context">What is known besides.</param>
    public ChoiceMatch Resolve(string text, IReadOnlyList<Choice> choices, ChoiceContext context)
    {
        var plain = Plain.Of(text);
        if (plain.Length == 0 && context.Time is null)
        {
            return new ChoiceMatch.None(false);
        }

        return ByPlaceOrHandle(plain, choices, context)
            ?? ByOrder(plain, choices, context)
            ?? ByNameAndTime(text, plain, choices, context);
    }

    /// <summary>
    /// The choice whose number stands in a sentence the way the bot writes it: "[9] 党课我请假", "编号9的会", or as its buttons say
    /// it, with more behind: "请假 9 要去外地，周五才回来". Null when none does,
    /// or nothing here has that number.
    /// </summary>
    public Choice? NumberedIn(string text, IReadOnlyList<Choice> choices)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(choices);
        var written = words()["numbered_verbs"]
            .Where(verb => text.StartsWith(verb, StringComparison.Ordinal))
            .Select(verb => NumberBehindVerb().Match(text[verb.Length..]))
            .FirstOrDefault(match => match.Success) ?? WrittenNumber().Match(text);
        return written.Success ? choices.FirstOrDefault(c => c.Handle == written.Groups[NumberGroup].Value) : null;
    }

    /// <summary>
    /// Several things in one answer, parted by marks or 和; null when any part names none or more than one. "全部" and the
    /// like are not for here: a list of people is said person by person.
    /// </summary>
    public IReadOnlyList<Choice>? ResolveMany(string text, IReadOnlyList<Choice> choices, ChoiceContext context)
    {
        string[] separators = [.. words()["separators"], .. Marks];
        var picked = new List<Choice>();
        foreach (var part in text.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Resolve(part, choices, context) is not ChoiceMatch.One one)
            {
                return null;
            }

            if (!picked.Contains(one.Choice))
            {
                picked.Add(one.Choice);
            }
        }

        return picked.Count == 0 ? null : picked;
    }

    /// <summary>The place in a list that the whole text names, from 1; null when it names none.</summary>
    public int? PlaceIn(string text, int count)
    {
        var lists = words();
        var plain = Plain.Of(text);
        if (lists.Is("last_place", plain))
        {
            return count;
        }

        plain = Plain.Of(Plain.Before(Plain.After(plain, lists["place_before"]) ?? plain, lists["place_after"]));
        if (int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (plain is [>= FirstCircled and <= LastCircled])
        {
            return plain[0] - FirstCircled + 1;
        }

        for (var i = 0; i < lists["numerals"].Count; i++)
        {
            if (lists["numerals"][i] == plain)
            {
                return i + 1;
            }
        }

        return null;
    }

    private ChoiceMatch? ByPlaceOrHandle(string plain, IReadOnlyList<Choice> choices, ChoiceContext context)
    {
        var byHandle = choices.FirstOrDefault(c => IsHandleIn(plain, Plain.Of(c.Handle)));
        if (byHandle is not null && (context.IsTap || plain.Contains('#', StringComparison.Ordinal)))
        {
            return new ChoiceMatch.One(byHandle);
        }

        var count = context.LastList?.Count ?? 0;
        if (PlaceIn(plain, count) is not { } place)
        {
            var byNumber = ByNumberAtEnd(plain, choices, out var namesNone);
            byHandle ??= byNumber;
            if (byHandle is null && namesNone)
            {
                return new ChoiceMatch.None(true);
            }

            return byHandle is null ? (plain.StartsWith('#') ? new ChoiceMatch.None(true) : null) : new ChoiceMatch.One(byHandle);
        }

        var byPlace = place >= 1 && place <= count ? choices.FirstOrDefault(c => c.Value == context.LastList![place - 1]) : null;
        return (byPlace, byHandle) switch
        {
            (null, null) => new ChoiceMatch.None(true),
            (null, { } only) => new ChoiceMatch.One(only),
            ({ } only, null) => new ChoiceMatch.One(only),
            ({ } a, { } b) when a == b || !context.IsCommand => new ChoiceMatch.One(a),
            ({ } a, { } b) => new ChoiceMatch.Several([a, b]),
        };
    }

    // "#3fa9c1" may stand inside a sentence; a session's bare number must be the whole text or follow a '#'.
    private static bool IsHandleIn(string plain, string handle) =>
        handle.StartsWith('#')
            ? plain.Contains(handle, StringComparison.Ordinal)
            : plain == handle || plain == "#" + handle;

    private ChoiceMatch.One? ByOrder(string plain, IReadOnlyList<Choice> choices, ChoiceContext context)
    {
        if (choices.Count == 0 || !words().Is("next", plain))
        {
            return null;
        }

        var dated = choices.Where(c => c.At is not null).ToList();
        var nearest = dated.Where(c => c.At > context.LocalNow).MinBy(c => c.At) ?? dated.MaxBy(c => c.At) ?? choices[0];
        return new ChoiceMatch.One(nearest);
    }

    private ChoiceMatch ByNameAndTime(string text, string plain, IReadOnlyList<Choice> choices, ChoiceContext context)
    {
        var time = context.Time ?? times.Read(text, context.LocalNow.DateTime);
        var named = _names.Find(plain, choices);
        var among = named.Count > 0 ? named : choices;
        if (time is not null)
        {
            var fitting = Fitting(among, time, context, 0);
            if (fitting.Count == 0 && time.IsBareWeekday && Fitting(among, time, context, -7) is { Count: > 0 } lastWeek)
            {
                // "周五" with nothing ahead may mean last Friday's, but that is asked: a leave is not for the past by chance.
                return new ChoiceMatch.Several(lastWeek);
            }

            if (fitting.Count == 0)
            {
                // A name that is said with the wrong day is still asked about, not thrown away.
                return named.Count > 0 && named.All(c => c.At is null) ? One(named) : new ChoiceMatch.None(true);
            }

            // "明天的党课" with a meeting of another kind tomorrow: asked, not taken for it.
            return named.Count == 0 && _names.NamesKind(plain, fitting) ? new ChoiceMatch.None(true) : One(fitting);
        }

        return named.Count > 0 ? One(named) : new ChoiceMatch.None(false);
    }

    private static List<Choice> Fitting(IReadOnlyList<Choice> among, TimeHint time, ChoiceContext context, int shift) =>
        [.. among.Where(c => c.At is { } at && time.Fits(at.ToOffset(context.LocalNow.Offset), shift))];

    // "报名 12", as the buttons say it: a word, a blank, and a session's number.
    private static Choice? ByNumberAtEnd(string plain, IReadOnlyList<Choice> choices, out bool namesNone)
    {
        namesNone = false;
        var blank = plain.LastIndexOf(' ');
        var number = plain.AsSpan(blank + 1).TrimStart('#');
        if (blank <= 0 || number.IsEmpty || number.ContainsAnyExceptInRange('0', '9') || !choices.Any(c => int.TryParse(c.Handle, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        foreach (var choice in choices)
        {
            if (number.Equals(choice.Handle, StringComparison.Ordinal))
            {
                return choice;
            }
        }

        // Four digits may be a check-in code.
        namesNone = number.Length < 4;
        return null;
    }

    private static ChoiceMatch One(List<Choice> choices) =>
        choices.Count == 1 ? new ChoiceMatch.One(choices[0]) : new ChoiceMatch.Several(choices);

    [GeneratedRegex(@"[\[【［]\s*(?:编号)?\s*(?<number>[0-9]{1,4})\s*[\]】］]|编号\s*(?<number>[0-9]{1,4})", RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex WrittenNumber();

    [GeneratedRegex(@"^\s+(?<number>[0-9]{1,4})\s+(?![天个次人点号小月日周])", RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex NumberBehindVerb();
}
