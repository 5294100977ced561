using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>Shows the attendance list of a session to those who keep it.</summary>
public sealed class ShowSheet(SessionLookup lookup, SheetReader sheets) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var session = await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken)
            ?? scope.Branch.Sessions.LastOrDefault(s => s.Phase is SessionPhase.Open or SessionPhase.Listed
                && Rights.May(scope.Actor, AttendanceActions.Mark, SessionLookup.SubjectOf(s)));
        if (session is null)
        {
            return SessionLookup.NotFound;
        }

        return scope.RefusalFor(AttendanceActions.Mark, SessionLookup.SubjectOf(session))
            ?? UseCaseResult.Done(SheetPhrases.List(session, await sheets.ReadAsync(session, scope.Branch, cancellationToken), scope.Branch, scope.Actor.Id));
    }
}

/// <summary>
/// Writes drafts into the list of a session that is not confirmed. A draft counts for nothing until a person
/// confirms the list.
/// </summary>
public sealed class MarkAttendance(SessionLookup lookup, SheetReader sheets) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } session)
        {
            return SessionLookup.NotFound;
        }

        if (scope.RefusalFor(AttendanceActions.Mark, SessionLookup.SubjectOf(session)) is { } refusal)
        {
            return refusal;
        }

        if (session.Phase is not (SessionPhase.Open or SessionPhase.Listed))
        {
            return UseCaseResult.Refused(Reply.Of(
                session.Phase == SessionPhase.Confirmed ? "attendance.already_confirmed" : "attendance.not_begun", ("session", SessionPhrases.Short(session))));
        }

        var sheet = await sheets.ReadAsync(session, scope.Branch, cancellationToken);
        var expected = sheet.Lines.Select(l => l.Member).ToHashSet();
        var named = inputs.Members("members");
        if (named.Count == 0 || inputs.Enum<AttendanceStatus>("status") is not { } status)
        {
            return UseCaseResult.Refused(Reply.Of("attendance.mark_incomplete", ("number", session.Number)));
        }

        if (named.Where(m => !expected.Contains(m)).ToList() is { Count: > 0 } strangers)
        {
            return UseCaseResult.Refused(Reply.Of("attendance.not_expected", ("names", scope.Branch.NamesOf(strangers))));
        }

        if (named.Contains(scope.Actor.Id) && (status is AttendanceStatus.Excused or AttendanceStatus.NotExpected))
        {
            return UseCaseResult.Refused(Reply.Of("refused.own_case", ("action", AttendanceActions.Mark.Wording)));
        }

        scope.Changes.Add(new FactsAppended(
            [.. named.Select(m => new AttendanceFact(session.Id, m, status, false, scope.Actor.Id, scope.Now, "mark"))]));
        scope.Audit("attendance.mark", session.Id, $"{status}:{named.Count}");
        scope.KeepUndo(
            AttendanceUndo.Mark,
            new MarksFacts(
                session.Id,
                new MarksBefore([.. sheet.Lines.Where(l => named.Contains(l.Member)).Select(l => (l.Member, l.Cause == "mark" ? l.Status : AttendanceStatus.NotRecorded))])));
        var left = sheet.With(AttendanceStatus.NotRecorded).Except(named).ToList();
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "attendance.marked",
                ("names", scope.Branch.NamesOf(named)),
                ("status", status),
                ("open", left.Count),
                ("open_names", scope.Branch.NamesOf(left))),
            ButtonsAfter(session, scope)));
    }

    private static List<ButtonPhrase> ButtonsAfter(Session session, TurnScope scope)
    {
        List<ButtonPhrase> buttons = [ButtonPhrase.Of("attendance.sheet", ("number", session.Number))];
        if (Rights.May(scope.Actor, AttendanceActions.Confirm, SessionLookup.SubjectOf(session)))
        {
            buttons.Add(ButtonPhrase.Of("attendance.confirm", ("number", session.Number)));
        }

        buttons.Add(ButtonPhrase.Of("undo.last"));
        return buttons;
    }
}
