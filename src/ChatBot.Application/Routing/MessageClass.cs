namespace ChatBot.Application.Routing;

/// <summary>How much a message matters when a month's budget runs short; the first go first (design §6).</summary>
public enum MessageClass
{
    /// <summary>News that nobody asked for: updated lists, study posts, points windows.</summary>
    Chatter,

    /// <summary>Chatter of a day, gathered into one message.</summary>
    Digest,

    /// <summary>A reminder of what was told before.</summary>
    Reminder,

    /// <summary>Something that people are told once: a meeting, a change, a result.</summary>
    Notice,

    /// <summary>Something that a person has to decide or was decided about: requests, steps, disputes.</summary>
    Decision,
}

/// <summary>The class of every kind of outbox row; the one table of it. Kinds that are work have none.</summary>
public static class MessageClasses
{
    private static readonly Dictionary<string, MessageClass> Table = new(StringComparer.Ordinal)
    {
        ["session.notice"] = MessageClass.Notice,
        ["session.changed"] = MessageClass.Notice,
        ["session.restored"] = MessageClass.Notice,
        ["session.cancelled"] = MessageClass.Notice,
        ["session.reminder"] = MessageClass.Reminder,
        ["session.nudge"] = MessageClass.Reminder,
        ["signup.digest"] = MessageClass.Chatter,
        ["signup.moved_up"] = MessageClass.Notice,
        ["leave.ask"] = MessageClass.Decision,
        ["leave.decided"] = MessageClass.Decision,
        ["leave.withdrawn"] = MessageClass.Notice,
        ["leave.reopened"] = MessageClass.Decision,
        ["attendance.list"] = MessageClass.Decision,
        ["attendance.own_line"] = MessageClass.Decision,
        ["attendance.corrected"] = MessageClass.Notice,
        ["escalation.todo"] = MessageClass.Decision,
        ["escalation.notice"] = MessageClass.Decision,
        ["escalation.withdrawn"] = MessageClass.Decision,
        ["inactivity.note"] = MessageClass.Reminder,
        ["dispute.ask"] = MessageClass.Decision,
        ["dispute.decided"] = MessageClass.Decision,
        ["points.pending"] = MessageClass.Reminder,
        ["points.decided"] = MessageClass.Notice,
        ["points.published"] = MessageClass.Notice,
        ["points.window_notice"] = MessageClass.Chatter,
        ["study.review"] = MessageClass.Decision,
        ["study.posted"] = MessageClass.Chatter,
        ["study.reminder"] = MessageClass.Chatter,
        // What a person said in a group is gone on with in private: an answer.
        ["dialog.prompt"] = MessageClass.Decision,
        ["dialog.receipt"] = MessageClass.Decision,
        ["route.sick"] = MessageClass.Notice,
        ["quota.warning"] = MessageClass.Notice,
    };

    /// <summary>Kinds that may melt into one message with others for the same reader.</summary>
    public static IReadOnlyCollection<string> Mergeable { get; } =
        [.. Table.Where(k => k.Value is MessageClass.Chatter or MessageClass.Reminder).Select(k => k.Key)];

    /// <summary>The class of a kind; one that is not in the table is never held back.</summary>
    public static MessageClass Of(string kind) => Table.GetValueOrDefault(kind, MessageClass.Decision);

    /// <summary>Whether the table knows the kind.</summary>
    public static bool Knows(string kind) => Table.ContainsKey(kind);
}
