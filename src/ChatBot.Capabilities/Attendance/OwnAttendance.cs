using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Attendance;

/// <summary>One's own record of the last sessions, with the count and how to dispute a line.</summary>
public sealed class ShowOwnAttendance(IAttendanceReader attendance) : IUseCase
{
    private const int Shown = 12;

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var history = (await attendance.HistoryAsync(scope.Branch.Id, [scope.Actor.Id], Shown, cancellationToken))
            .GetValueOrDefault(scope.Actor.Id) ?? [];
        if (history.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("attendance.nothing_yet"));
        }

        var came = history.Count(m => m.Status is AttendanceStatus.Present or AttendanceStatus.PresentOnline or AttendanceStatus.Late);
        var absent = history.Count(m => m.Status == AttendanceStatus.Unexcused);
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "attendance.mine",
                ("count", history.Count),
                ("came", came),
                ("leave", history.Count(m => m.Status == AttendanceStatus.Excused)),
                ("absent", absent),
                ("lines", history.OrderByDescending(m => m.StartsAt).Select(MarkLine).ToList())),
            absent > 0 ? [ButtonPhrase.Of("dispute.start"), ButtonPhrase.Of("attendance.why")] : null));
    }

    /// <summary>One line of a history.</summary>
    internal static Phrase MarkLine(AttendanceMark mark) => Phrase.Of(
        "attendance.line",
        ("number", mark.SessionNumber),
        ("kind", mark.Kind),
        ("theme", mark.Theme),
        ("when", mark.StartsAt),
        ("status", mark.Status));
}

/// <summary>
/// Explains a count (/为什么): which sessions stand behind the streak, under which rule and policy. One's own, or any
/// member's for those who handle steps.
/// </summary>
public sealed class ExplainAttendance(IAttendanceReader attendance) : IUseCase
{
    private const int Depth = 60;

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var member = inputs.Member() is { } id ? scope.Branch.Member(id) ?? scope.Actor : scope.Actor;
        if ((member.Id != scope.Actor.Id ? scope.RefusalFor(EscalationActions.Handle, new RightsSubject(member)) : null) is { } refusal)
        {
            return refusal;
        }

        var policy = scope.Branch.Policy.Escalation;
        var history = (await attendance.HistoryAsync(scope.Branch.Id, [member.Id], Depth, cancellationToken)).GetValueOrDefault(member.Id) ?? [];
        var run = Streaks.Current(history, policy.Streak);
        return UseCaseResult.Done(Reply.Of(
            "attendance.why",
            ("member", member.Id == scope.Actor.Id ? null : member.Name),
            ("count", run.Count),
            ("lines", run.Count == 0 ? null : run.Select(ShowOwnAttendance.MarkLine).ToList()),
            ("excused_breaks", policy.Streak.ExcusedBreaks),
            ("profile", scope.Branch.Policy.Profile),
            ("version", scope.Branch.Policy.Version)));
    }
}

/// <summary>Confirmed sessions at which the person was marked absent or wrongly: what can be disputed.</summary>
public sealed class DisputableSessions(IAttendanceReader attendance, ISessionReader sessions) : IChoiceSource
{
    private const int Depth = 12;

    /// <inheritdoc/>
    public string Name => "attendance.disputable";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        var history = (await attendance.HistoryAsync(scope.Branch.Id, [scope.Actor.Id], Depth, cancellationToken))
            .GetValueOrDefault(scope.Actor.Id) ?? [];
        var choices = new List<Choice>();
        foreach (var mark in history.OrderByDescending(m => m.Status == AttendanceStatus.Unexcused).ThenByDescending(m => m.StartsAt))
        {
            if (mark.Status is AttendanceStatus.Unexcused or AttendanceStatus.Late or AttendanceStatus.NotRecorded
                && await sessions.GetAsync(scope.Branch.Id, mark.Session, cancellationToken) is { Phase: SessionPhase.Confirmed } session)
            {
                choices.Add(SessionPhrases.ToChoice(session));
            }
        }

        return choices;
    }
}
