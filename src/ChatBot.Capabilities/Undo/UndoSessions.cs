using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Undo;

/// <summary>Takes back making, changing and cancelling a session.</summary>
public sealed class UndoSessions(SessionLookup lookup) : IUndoHandler
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["session.create", "session.change", "session.cancel"];

    /// <inheritdoc/>
    public async Task<Reply?> UndoAsync(UndoEntry entry, Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(facts.Session(), scope.Branch, cancellationToken) is not { } session
            || !Rights.May(scope.Actor, SessionActions.Manage, SessionLookup.SubjectOf(session))
            || scope.Now >= session.StartsAt)
        {
            return null;
        }

        var next = session with { Version = session.Version + 1 };
        switch (entry.Kind)
        {
            case "session.create" when session.Phase == SessionPhase.Scheduled:
                var cancelled = next with { Phase = SessionPhase.Cancelled };
                scope.Changes.Add(new SessionChanged(cancelled));
                SessionAgenda.Unplan(scope.Changes, session, "undone");
                SessionAgenda.Announce(scope.Changes, scope.Branch, cancelled, "session.cancelled", scope.Ids, scope.Now);
                return Reply.Of("undo.session_created", ("session", SessionPhrases.Short(session)));
            case "session.cancel" when session.Phase == SessionPhase.Cancelled:
                SessionEdits.Replace(scope, session, next with { Phase = SessionPhase.Scheduled }, "session.restored");
                SessionAgenda.Announce(scope.Changes, scope.Branch, next with { Phase = SessionPhase.Scheduled }, "session.restored", scope.Ids, scope.Now);
                return Reply.Of("undo.session_cancelled", ("session", SessionPhrases.Short(session)));
            case "session.change" when session.Phase == SessionPhase.Scheduled && facts.Instant("starts_at") is { } startsAt && startsAt > scope.Now:
                var restored = next with
                {
                    StartsAt = startsAt,
                    EndsAt = facts.Instant("ends_at") ?? next.EndsAt,
                    Place = facts.Text("place"),
                    Link = facts.Text("link"),
                    Theme = facts.Text("theme") ?? next.Theme,
                    SignUp = next.SignUp with { Capacity = facts.Int("capacity") },
                    Recorder = facts.Member("recorder"),
                    OnlineForAll = facts.Flag("online_for_all") ?? false,
                    HeldOnItsOwn = facts.Flag("held_on_its_own"),
                };
                SessionEdits.Replace(scope, session, restored, "session.changed");
                return Reply.Of("undo.session_changed", ("session", SessionPhrases.Details(restored, scope.Branch)));
            default:
                return null;
        }
    }
}

/// <summary>Takes back drafts, confirmation and corrections of attendance; steps follow the facts .</summary>
public sealed class UndoAttendance(SessionLookup lookup, IAttendanceReader attendance, EscalationBooks books) : IUndoHandler
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["attendance.mark", "attendance.confirm", "attendance.correct"];

    /// <inheritdoc/>
    public async Task<Reply?> UndoAsync(UndoEntry entry, Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(facts.Session(), scope.Branch, cancellationToken) is not { } session)
        {
            return null;
        }

        var label = SessionPhrases.Short(session);
        switch (entry.Kind)
        {
            case "attendance.mark" when session.Phase is SessionPhase.Open or SessionPhase.Listed:
                scope.Changes.Add(new FactsAppended([.. MarksBefore(facts, session, scope)]));
                return Reply.Of("undo.marks", ("session", label));
            case "attendance.correct" when facts.Member() is { } member && facts.Enum<AttendanceStatus>("status") is { } status
                && Rights.May(scope.Actor, AttendanceActions.Confirm, SessionLookup.SubjectOf(session, scope.Branch.Member(member))):
                await books.CorrectAsync(scope, session, [(member, status)], "undo", tellMember: true, cancellationToken);
                return Reply.Of("undo.correction", ("member", scope.Branch.NameOf(member)), ("session", label));
            case "attendance.confirm" when session.Phase == SessionPhase.Confirmed:
                return await ReopenAsync(session, label, scope, cancellationToken);
            default:
                return null;
        }
    }

    /// <summary>The confirmed lines become drafts again; nobody is absent until somebody confirms anew.</summary>
    private async Task<Reply?> ReopenAsync(Session session, Phrase label, TurnScope scope, CancellationToken cancellationToken)
    {
        var lines = await attendance.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken);
        if (lines.Any(l => l.IsConfirmed && l.Cause is not "confirm"))
        {
            // Somebody corrected the list since; taking the whole confirmation back would lose that.
            return null;
        }

        await books.CorrectAsync(
            scope, session, [.. lines.Select(l => (l.Member, AttendanceStatus.NotRecorded))], "undo", tellMember: false, cancellationToken);
        scope.Changes.Add(new FactsAppended(
            [.. lines.Where(l => l.Status != AttendanceStatus.Unexcused)
                .Select(l => new AttendanceFact(session.Id, l.Member, l.Status, false, scope.Actor.Id, scope.Now, "undo"))]));
        scope.Changes.Add(new SessionChanged(session with { Phase = SessionPhase.Listed, Version = session.Version + 1 }));
        return Reply.Of("undo.confirmation", ("session", label), ("number", session.Number));
    }

    private static IEnumerable<AttendanceFact> MarksBefore(Inputs facts, Session session, TurnScope scope) =>
        (facts.Text("before") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .Where(pair => pair.Length == 2 && Guid.TryParse(pair[0], out _))
            .Select(pair => new AttendanceFact(
                session.Id,
                new MemberId(Guid.Parse(pair[0])),
                Enum.TryParse<AttendanceStatus>(pair[1], out var status) ? status : AttendanceStatus.NotRecorded,
                false,
                scope.Actor.Id,
                scope.Now,
                "undo"));
}
