using ChatBot.Capabilities.Attendance;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Work that falls due around a session: private nudges, opening (freezing the list), closing.</summary>
public sealed class SessionWork(SessionLookup lookup, AnswerReader answers, IIdSource ids) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["session.nudges", "session.open", "session.close"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Id("session") is not { } id || await lookup.FindAsync(new SessionId(id), branch, cancellationToken) is not { } session)
        {
            return new Rendering.Drop("session unknown");
        }

        return item.Kind switch
        {
            "session.nudges" => await NudgeAsync(session, branch, now, cancellationToken),
            "session.open" => Open(session, branch, now),
            _ => Close(session, branch, now),
        };
    }

    private async Task<Rendering> NudgeAsync(Session session, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (session.Phase != SessionPhase.Scheduled || now >= session.StartsAt)
        {
            return new Rendering.Drop("out of date");
        }

        var changes = new ChangeSet(branch.Id);
        foreach (var member in await answers.UnansweredAsync(session, branch, cancellationToken))
        {
            changes.Add(new OutboxAdded(SessionAgenda.Row(
                branch.Id, session, "session.nudge", Recipient.To(member), now, ids, $"nudge:{branch.Calendar.Local(now):yyyyMMddHH}:{member}")));
        }

        return new Rendering.Work(changes);
    }

    private static Rendering Open(Session session, BranchSnapshot branch, DateTimeOffset now)
    {
        if (session.Phase != SessionPhase.Scheduled || now < session.StartsAt)
        {
            return new Rendering.Drop("out of date");
        }

        var changes = new ChangeSet(branch.Id);
        changes.Add(new ExpectedFrozen(
            session.Id, [.. ExpectedMembers.Of(session, branch.Members, branch.Calendar.Day(session.StartsAt)).Select(m => m.Id)], now));
        changes.Add(new SessionChanged(session with { Phase = SessionPhase.Open, Version = session.Version + 1 }));
        changes.Add(new Audited(null, "session.open", session.Id.ToString(), "", now));
        return new Rendering.Work(changes);
    }

    private Rendering Close(Session session, BranchSnapshot branch, DateTimeOffset now)
    {
        if (session.Phase is not (SessionPhase.Scheduled or SessionPhase.Open) || now < session.EndsAt)
        {
            return new Rendering.Drop("out of date");
        }

        var changes = new ChangeSet(branch.Id);
        if (session.Phase == SessionPhase.Scheduled)
        {
            // The service was away at the start: freeze as of the day of the session, the list is the same.
            changes.Add(new ExpectedFrozen(
                session.Id, [.. ExpectedMembers.Of(session, branch.Members, branch.Calendar.Day(session.StartsAt)).Select(m => m.Id)], now));
        }

        changes.Add(new SessionChanged(session with { Phase = SessionPhase.Listed, Version = session.Version + 1 }));
        changes.Add(new Audited(null, "session.close", session.Id.ToString(), "", now));
        foreach (var keeper in Keepers(session, branch, branch.Calendar.Day(now)))
        {
            changes.Add(new OutboxAdded(AttendanceRows.ListFor(branch.Id, session, keeper, ids, now)));
        }

        return new Rendering.Work(changes);
    }

    /// <summary>Who gets the list: the named recorder and whoever may confirm it.</summary>
    private static IEnumerable<MemberId> Keepers(Session session, BranchSnapshot branch, DateOnly today)
    {
        var subject = SessionLookup.SubjectOf(session);
        var confirmers = branch.Here(today).Where(m => Rights.May(m, AttendanceActions.Confirm, subject));
        if (session.Audience.Kind == AudienceKind.Group)
        {
            var leaders = confirmers.Where(m => !m.Has(Roles.Secretary)).ToList();
            confirmers = leaders.Count > 0 ? leaders : confirmers;
        }

        var keepers = confirmers.Select(m => m.Id);
        return (session.Recorder is { } recorder ? keepers.Append(recorder) : keepers).Distinct();
    }
}
