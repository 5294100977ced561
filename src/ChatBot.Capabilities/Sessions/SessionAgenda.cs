using System.Globalization;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Sessions;

/// <summary>
/// What the bot does by itself around a session: reminders, opening, closing. Planned when the session is made and again,
/// after cancelling the old plan, whenever it changes.
/// </summary>
public static class SessionAgenda
{
    /// <summary>Prefix of the dedupe keys of everything planned for a session.</summary>
    public static string PrefixOf(SessionId session) => $"session:{session}:";

    /// <summary>
    /// Tells people about a new or changed session: group chat, or privately for the committee.
    /// <paramref name="note"/> is what the secretary adds for everybody to read; <paramref name="moved"/> calls everybody.
    /// </summary>
    public static void Announce(
        ChangeSet changes, BranchSnapshot branch, Session session, string kind, IIdSource ids, DateTimeOffset now, string? note = null, bool moved = false)
    {
        foreach (var recipient in AudienceOf(session, branch))
        {
            var row = Row(branch.Id, session, kind, recipient, now, ids, $"{kind}:{KeyOf(recipient)}");
            var facts = new Dictionary<string, string>(row.Facts);
            if (note is not null)
            {
                facts["note"] = note;
            }

            if (moved)
            {
                facts["moved"] = "yes";
            }

            changes.Add(new OutboxAdded(row with { Facts = facts }));
        }
    }

    /// <summary>Plans reminders, opening and closing; what lies in the past already is left out.</summary>
    public static void Plan(ChangeSet changes, BranchSnapshot branch, Session session, IIdSource ids, DateTimeOffset now)
    {
        foreach (var before in branch.Policy.Reminders.Before)
        {
            var due = session.StartsAt - before;
            if (due <= now)
            {
                continue;
            }

            var minutes = ((int)before.TotalMinutes).ToString(CultureInfo.InvariantCulture);
            foreach (var recipient in AudienceOf(session, branch))
            {
                changes.Add(new OutboxAdded(Row(branch.Id, session, "session.reminder", recipient, due, ids, $"reminder:{minutes}:{KeyOf(recipient)}")));
            }

            changes.Add(new OutboxAdded(Row(branch.Id, session, "session.nudges", Recipient.Worker, due, ids, $"nudges:{minutes}")));
        }

        if (session.Phase == SessionPhase.Scheduled)
        {
            changes.Add(new OutboxAdded(Row(branch.Id, session, "session.open", Recipient.Worker, session.StartsAt, ids, "open")));
        }

        changes.Add(new OutboxAdded(Row(branch.Id, session, "session.close", Recipient.Worker, session.EndsAt, ids, "close")));
    }

    /// <summary>Drops everything still waiting for the session.</summary>
    public static void Unplan(ChangeSet changes, Session session, string reason) =>
        changes.Add(new OutboxCancelled(PrefixOf(session.Id), reason));

    /// <summary>A row about a session; its dedupe key holds session, version and purpose.</summary>
    public static OutboxItem Row(
        BranchId branch, Session session, string kind, Recipient recipient, DateTimeOffset due, IIdSource ids, string purpose) => new()
        {
            Id = ids.New(),
            Branch = branch,
            DueAt = due,
            Kind = kind,
            Recipient = recipient,
            Facts = new Dictionary<string, string>
            {
                ["session"] = session.Id.ToString(),
                ["version"] = session.Version.ToString(CultureInfo.InvariantCulture),
            },
            DedupeKey = $"{PrefixOf(session.Id)}v{session.Version.ToString(CultureInfo.InvariantCulture)}:{purpose}",
        };

    private static IEnumerable<Recipient> AudienceOf(Session session, BranchSnapshot branch) => session.Audience.Kind switch
    {
        AudienceKind.Branch => [Recipient.BranchGroup],
        AudienceKind.Group => [Recipient.ToGroup(session.Audience.Group)],
        AudienceKind.Committee => ExpectedMembers.Of(session, branch.Members, branch.Calendar.Day(session.StartsAt)).Select(m => Recipient.To(m.Id)),
    };

    private static string KeyOf(Recipient recipient) => recipient.Member?.ToString() ?? recipient.Group?.ToString() ?? "branch";
}
