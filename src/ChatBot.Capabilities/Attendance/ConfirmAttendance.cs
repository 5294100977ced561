using System.Globalization;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>
/// Confirms the list: the one step from "no check-in" to 无故 (H-2, R-713). Shows first who will be told what; people can be
/// left out of the record (<c>open</c>) or of the reminder (<c>spare</c>). Who waits for a decision on leave, and the
/// confirming person's own empty line, stay not recorded.
/// </summary>
public sealed class ConfirmAttendance(SessionLookup lookup, SheetReader sheets, EscalationBooks books) : PreviewedUseCase<ConfirmAttendanceInputs>
{
    /// <inheritdoc/>
    protected override async Task<Prepared> PrepareAsync(ConfirmAttendanceInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(inputs.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return Prepared.Now(SessionLookup.NotFound);
        }

        if (scope.RefusalFor(AttendanceActions.Confirm, SessionLookup.SubjectOf(session)) is { } refusal)
        {
            return Prepared.Now(refusal);
        }

        if (session.Phase != SessionPhase.Listed)
        {
            return Prepared.Now(UseCaseResult.Refused(Reply.Of(
                session.Phase == SessionPhase.Confirmed ? "attendance.already_confirmed" : "attendance.not_over",
                ("session", SessionPhrases.Short(session)),
                ("until", session.EndsAt))));
        }

        var sheet = await sheets.ReadAsync(session, scope.Branch, cancellationToken);
        var decided = Decide(sheet, [.. inputs.Open], scope.Actor.Id);
        var spared = inputs.Spare.ToHashSet();
        var marks = decided.Select(l => (l.Member, l.Status)).ToList();
        var plans = await books.PlanAsync(scope.Branch, session, marks, cancellationToken);
        return Prepared.Ask(
            Preview(session, decided, sheet, plans.ByMember, spared, scope, inputs),
            () => Confirm(session, decided, plans, spared, scope));
    }

    private static UseCaseResult Confirm(Session session, List<SheetLine> decided, EscalationPlans plans, HashSet<MemberId> spared, TurnScope scope)
    {
        scope.Changes.Add(new FactsAppended(
            [.. decided.Select(l => new AttendanceFact(session.Id, l.Member, l.Status, true, scope.Actor.Id, scope.Now, "confirm"))]));
        scope.Changes.Add(new SessionChanged(session with { Phase = SessionPhase.Confirmed, Version = session.Version + 1 }));
        var opened = EscalationBooks.Apply(scope.Changes, scope.Branch, plans, spared, scope.Ids, scope.Now);
        TellWhoSettlesOwnLine(session, decided, scope);
        scope.Audit("attendance.confirm", session.Id, decided.Count.ToString(CultureInfo.InvariantCulture));
        scope.KeepUndo(AttendanceUndo.Confirm, new ConfirmationFacts(session.Id));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "attendance.confirmed",
                ("session", SessionPhrases.Short(session)),
                ("came", Came(decided).Count),
                ("expected", decided.Count(l => l.Status != AttendanceStatus.NotExpected)),
                ("leave", decided.Count(l => l.Status == AttendanceStatus.Excused)),
                ("absent", decided.Count(l => l.Status == AttendanceStatus.Unexcused)),
                ("reminded", opened.Count(s => s.State == StepState.Sent)),
                ("todos", opened.Count(s => s.State == StepState.Proposed))),
            [ButtonPhrase.Of("escalation.todos"), ButtonPhrase.Of("undo.last")]));
    }

    /// <summary>What confirming writes for each line.</summary>
    private static List<SheetLine> Decide(Sheet sheet, HashSet<MemberId> leftOpen, MemberId actor) =>
        [.. sheet.Lines.Select(line => line.Status switch
        {
            AttendanceStatus.NotRecorded when leftOpen.Contains(line.Member) || line.Member == actor || sheet.LeaveAsked.Contains(line.Member) => line,
            AttendanceStatus.NotRecorded => line with { Status = AttendanceStatus.Unexcused },
            AttendanceStatus.Unexcused when leftOpen.Contains(line.Member) || line.Member == actor => line with { Status = AttendanceStatus.NotRecorded },
            _ => line,
        })];

    private static List<SheetLine> Came(IEnumerable<SheetLine> lines) =>
        [.. lines.Where(l => l.Status is AttendanceStatus.Present or AttendanceStatus.PresentOnline or AttendanceStatus.Late)];

    private static Reply Preview(
        Session session,
        List<SheetLine> decided,
        Sheet sheet,
        IReadOnlyDictionary<MemberId, EscalationPlan> plans,
        HashSet<MemberId> spared,
        TurnScope scope,
        ConfirmAttendanceInputs inputs)
    {
        var absent = decided.Where(l => l.Status == AttendanceStatus.Unexcused).Select(l => l.Member).ToList();
        var open = decided.Where(l => l.Status == AttendanceStatus.NotRecorded).Select(l => l.Member).ToList();
        var steps = plans.SelectMany(p => p.Value.Open.Select(c => (p.Key, c.Level, c.Run.Count)))
            .Select(s => Phrase.Of(
                s.Level != StepLevel.Remind ? "attendance.preview_todo"
                    : spared.Contains(s.Key) ? "attendance.preview_spared"
                    : scope.Branch.Policy.Escalation.AsksBeforeStep1 ? "attendance.preview_ask" : "attendance.preview_remind",
                ("member", scope.Branch.NameOf(s.Key)),
                ("level", s.Level),
                ("count", s.Count)))
            .ToList();
        return new Reply(
            Phrase.Of(
                "attendance.preview",
                ("session", SessionPhrases.Short(session)),
                ("expected", decided.Count),
                ("came", Came(decided).Count),
                ("leave_names", scope.Branch.NamesOf(sheet.With(AttendanceStatus.Excused))),
                ("absent", absent.Count),
                ("absent_names", scope.Branch.NamesOf(absent)),
                ("open_names", scope.Branch.NamesOf(open)),
                ("asking_names", scope.Branch.NamesOf([.. open.Where(sheet.LeaveAsked.Contains)])),
                ("steps", steps.Count == 0 ? null : steps),
                ("merged", session.HeldOnItsOwn == false),
                ("stages", StagesWarning(session, scope)),
                ("number", session.Number)),
            [
                ButtonPhrase.Of(
                    "attendance.confirm_yes",
                    ("number", session.Number),
                    ("spare", NamesInput(inputs.Spare, scope)),
                    ("open", NamesInput(inputs.Open, scope))),
                ButtonPhrase.Of("attendance.mark", ("number", session.Number)),
            ],
            Phrase.Of("attendance.preview_title"));
    }

    /// <summary>R-602: warned, kept, never forged.</summary>
    private static Phrase? StagesWarning(Session session, TurnScope scope) =>
        session.Kind == SessionKind.Collective && scope.Branch.Policy.Stages.Minimum is > 0 and var least && session.Stages.Count < least
            ? Phrase.Of("attendance.few_stages", ("count", session.Stages.Count), ("least", least))
            : null;

    private static string? NamesInput(IReadOnlyList<MemberId> members, TurnScope scope) => scope.Branch.NamesOf(members);

    /// <summary>The confirming person's own empty line is for another to settle: a deputy for the secretary's .</summary>
    private static void TellWhoSettlesOwnLine(Session session, List<SheetLine> decided, TurnScope scope)
    {
        if (decided.All(l => l.Member != scope.Actor.Id || l.Status != AttendanceStatus.NotRecorded))
        {
            return;
        }

        var subject = SessionLookup.SubjectOf(session, scope.Actor);
        foreach (var other in scope.Branch.Here(scope.Today).Where(m => Rights.May(m, AttendanceActions.Confirm, subject)))
        {
            scope.Changes.Add(new OutboxAdded(SessionAgenda.Row(
                scope.Branch.Id, session, "attendance.own_line", Recipient.To(other.Id), scope.Now, scope.Ids, $"own:{scope.Actor.Id}:{other.Id}")));
        }
    }
}
