using System.Collections.Frozen;
using System.Globalization;
using ChatBot.Domain.Policy;
using ChatBot.Domain.Sessions;

namespace ChatBot.Conversation.Policies;

/// <summary>The parameters of rules.md §22 that the bot uses, by their names there, and how each is read.</summary>
internal static class PolicyParameters
{
    private static readonly FrozenDictionary<string, SessionKind> Kinds = new Dictionary<string, SessionKind>
    {
        ["general_meeting"] = SessionKind.GeneralMeeting,
        ["committee"] = SessionKind.CommitteeMeeting,
        ["group"] = SessionKind.GroupMeeting,
        ["class"] = SessionKind.PartyClass,
        ["themeday"] = SessionKind.ThemeDay,
        ["collective"] = SessionKind.Collective,
        ["life_meeting"] = SessionKind.LifeMeeting,
        ["activity"] = SessionKind.Activity,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<BranchPolicy, IReadOnlyList<string>, BranchPolicy>> Setters =
        new Dictionary<string, Func<BranchPolicy, IReadOnlyList<string>, BranchPolicy>>
        {
            ["leave.deadline_hours"] = (p, v) => p with { Leave = p.Leave with { Deadline = TimeSpan.FromHours(Whole(v, 0, 720)) } },
            ["leave.retroactive_days"] = (p, v) => p with { Leave = p.Leave with { Retroactive = TimeSpan.FromDays(Whole(v, 0, 90)) } },
            ["esc.ladder"] = (p, v) => p with { Escalation = p.Escalation with { IsOn = Word(v, ("counted", true), ("gravity", false), ("in_discussion_stage", false), ("off", false)) } },
            ["esc.step1_send"] = (p, v) => p with { Escalation = p.Escalation with { AsksBeforeStep1 = Word(v, ("on_confirm", false), ("ask", true)) } },
            ["streak.types"] = (p, v) => p with { Escalation = p.Escalation with { Streak = p.Escalation.Streak with { Kinds = KindSet(v) } } },
            ["streak.excused"] = (p, v) => p with { Escalation = p.Escalation with { Streak = p.Escalation.Streak with { ExcusedBreaks = Word(v, ("breaks", true), ("skips", false)) } } },
            ["late_minutes"] = (p, v) => p with { CheckIn = p.CheckIn with { LateAfter = TimeSpan.FromMinutes(Whole(v, 0, 240)) } },
            ["checkin.opens_minutes"] = (p, v) => p with { CheckIn = p.CheckIn with { OpensBefore = TimeSpan.FromMinutes(Whole(v, 0, 240)) } },
            ["reminders"] = (p, v) => p with { Reminders = p.Reminders with { Before = [.. v.Select(Offset).Distinct().OrderDescending()] } },
            ["quiet_hours"] = QuietHours,
            ["points.window_days"] = (p, v) => p with { Points = p.Points with { WindowDays = Whole(v, 1, 28) } },
            ["points.grace_days"] = (p, v) => p with { Points = p.Points with { GraceDays = Whole(v, 0, 28) } },
            ["points.objection_days"] = (p, v) => p with { Points = p.Points with { ObjectionDays = Whole(v, 0, 60) } },
            ["post.review"] = (p, v) => p with { Posting = p.Posting with { NeedsReview = Word(v, ("on", true), ("off", false)) } },
            ["post.block_marks"] = (p, v) => p with { Posting = p.Posting with { BlockedMarks = [.. v] } },
            ["online.allowed"] = (p, v) => p with { Online = new OnlinePolicy { Allowed = Word(v, ("mobile", OnlineAllowed.Mobile), ("all", OnlineAllowed.All), ("none", OnlineAllowed.None)) } },
            ["stages.min"] = (p, v) => p with { MinimumStages = v is ["off"] ? 0 : Whole(v, 0, 6) },
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, in order.</summary>
    public static IEnumerable<string> Names => Setters.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether there is such a parameter.</summary>
    public static bool Has(string name) => Setters.ContainsKey(name);

    /// <summary>The policy with one parameter set.</summary>
    /// <exception cref="FormatException">The value does not fit; the message says what would.</exception>
    public static BranchPolicy Apply(BranchPolicy policy, string name, IReadOnlyList<string> value) => Setters[name](policy, value);

    private static string Single(IReadOnlyList<string> value) =>
        value is [var only] ? only : throw new FormatException("one value is wanted, not a list");

    private static int Whole(IReadOnlyList<string> value, int least, int most) =>
        int.TryParse(Single(value), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? n
            : throw new FormatException($"'{Single(value)}' is not a whole number from {least} to {most}");

    private static T Word<T>(IReadOnlyList<string> value, params (string Word, T Meaning)[] words)
    {
        var said = Single(value);
        foreach (var (word, meaning) in words)
        {
            if (word == said)
            {
                return meaning;
            }
        }

        throw new FormatException($"'{said}' is none of {string.Join(", ", words.Select(w => w.Word))}");
    }

    private static HashSet<SessionKind> KindSet(IReadOnlyList<string> value) =>
        [.. value.Select(v => Kinds.TryGetValue(v, out var kind) ? kind : throw new FormatException($"'{v}' is none of {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal))}"))];

    private static TimeSpan Offset(string text)
    {
        var fits = int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 720;
        return (fits, text.LastOrDefault()) switch
        {
            (true, 'd') => TimeSpan.FromDays(n),
            (true, 'h') => TimeSpan.FromHours(n),
            (true, 'm') => TimeSpan.FromMinutes(n),
            _ => throw new FormatException($"'{text}' is not an offset such as 3d, 2h or 30m"),
        };
    }

    private static BranchPolicy QuietHours(BranchPolicy policy, IReadOnlyList<string> value)
    {
        var parts = Single(value).Split('-', '–');
        return parts.Length == 2 && IsTime(parts[0], out var from) && IsTime(parts[1], out var until)
            ? policy with { Reminders = policy.Reminders with { QuietFrom = from, QuietUntil = until } }
            : throw new FormatException($"'{Single(value)}' is not of the form 21:30-07:30");
    }

    private static bool IsTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
