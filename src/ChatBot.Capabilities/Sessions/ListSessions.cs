using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>The sessions ahead that concern the person, each with the person's own answer.</summary>
public sealed class ListSessions(ISignUpReader signUps, ILeaveReader leave) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var ahead = scope.Branch.Sessions.Where(s => s.IsAhead && SessionChoices.Concerns(s, scope.Actor)).OrderBy(s => s.StartsAt).ToList();
        if (ahead.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("sessions.none_ahead"));
        }

        // One's own answers are private: in a group only the sessions are listed.
        var requests = scope.IsPrivate
            ? await leave.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, scope.Now.AddDays(-90), cancellationToken)
            : [];
        var lines = new List<Phrase>();
        foreach (var session in ahead)
        {
            var answer = scope.IsPrivate ? await AnswerAsync(session, requests, scope, cancellationToken) : null;
            lines.Add(Phrase.Of(
                "sessions.line",
                ("session", SessionPhrases.Short(session)),
                ("place", session.Place ?? session.Link),
                ("answer", answer)));
        }

        return UseCaseResult.Done(new Reply(
            Phrase.Of("sessions.list", ("sessions", lines), ("several", lines.Count > 1)),
            ahead.Count == 1 ? SessionPhrases.AnswerButtons(ahead[0]) : null)
        {
            ListSource = ahead.Count > 1 ? SessionChoices.Coming : null,
        });
    }

    private async Task<Phrase?> AnswerAsync(
        Session session, IReadOnlyList<LeaveRequest> requests, TurnScope scope, CancellationToken cancellationToken)
    {
        var request = requests.FirstOrDefault(r => r.Session == session.Id && (r.Status is RequestStatus.Pending or RequestStatus.Approved));
        if (request is not null)
        {
            return Phrase.Of("sessions.answer_leave", ("status", Phrase.Of(LeaveShape.Names.StatusKey(request.Status))));
        }

        var entry = await signUps.FindAsync(scope.Branch.Id, session.Id, scope.Actor.Id, cancellationToken);
        return entry is null ? null : Phrase.Of("sessions.answer_signup", ("status", entry.Status));
    }
}

/// <summary>One session in full.</summary>
public sealed class ShowSession(SessionLookup lookup) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } session
            || (!SessionChoices.Concerns(session, scope.Actor) && scope.RefusalFor(SessionActions.SeeAnswers, SessionLookup.SubjectOf(session)) is not null))
        {
            return SessionLookup.NotFound;
        }

        return UseCaseResult.Done(new Reply(
            SessionPhrases.Details(session, scope.Branch), session.IsAhead ? SessionPhrases.AnswerButtons(session) : null));
    }
}
