using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>
/// Corrects a line of a confirmed list; the old line stays, steps follow, the member is told. Nobody
/// corrects the own line; the secretary's goes to a deputy.
/// </summary>
public sealed class CorrectAttendance(SessionLookup lookup, SheetReader sheets, EscalationBooks books) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } session
            || inputs.Member() is not { } id || scope.Branch.Member(id) is not { } member)
        {
            return SessionLookup.NotFound;
        }

        if (scope.RefusalFor(AttendanceActions.Confirm, SessionLookup.SubjectOf(session, member)) is { } refusal)
        {
            return refusal;
        }

        if (session.Phase != SessionPhase.Confirmed)
        {
            return UseCaseResult.Refused(Reply.Of("attendance.not_confirmed_yet", ("session", SessionPhrases.Short(session))));
        }

        if (inputs.Enum<AttendanceStatus>("status") is not { } status)
        {
            return UseCaseResult.Refused(Reply.Of("attendance.correct_incomplete", ("number", session.Number), ("member", member.Name)));
        }

        var before = (await sheets.ReadAsync(session, scope.Branch, cancellationToken)).Lines.FirstOrDefault(l => l.Member == member.Id);
        if (before is null)
        {
            return UseCaseResult.Refused(Reply.Of("attendance.not_expected", ("names", member.Name)));
        }

        if (before.Status == status)
        {
            return UseCaseResult.Done(Reply.Of("attendance.same_already", ("member", member.Name), ("status", status)));
        }

        await books.CorrectAsync(scope, session, [(member.Id, status)], "correction", tellMember: true, cancellationToken);
        scope.Audit("attendance.correct", session.Id, $"{member.Id}:{status}");
        scope.KeepUndo(AttendanceUndo.Correct, new CorrectionFacts(session.Id, member.Id, before.Status));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "attendance.corrected",
                ("member", member.Name),
                ("session", SessionPhrases.Short(session)),
                ("before", before.Status),
                ("status", status)),
            [ButtonPhrase.Of("undo.last")]));
    }
}
