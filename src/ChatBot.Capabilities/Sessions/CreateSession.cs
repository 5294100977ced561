using System.Security.Cryptography;
using ChatBot.Kernel;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Creates a session and tells its audience (R-101… ).</summary>
public sealed class CreateSession(ISessionReader sessions) : IUseCase
{
    private static readonly TimeSpan UsualLength = TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Enum<SessionKind>("kind") is not { } kind || inputs.Instant("starts_at") is not { } startsAt)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.create_incomplete"));
        }

        GroupId? group = inputs.Id("group") is { } g ? new GroupId(g)
            : kind == SessionKind.GroupMeeting ? scope.Actor.Group : null;
        var audience = kind switch
        {
            SessionKind.CommitteeMeeting => new Audience(AudienceKind.Committee),
            _ when group is not null => new Audience(AudienceKind.Group, group),
            _ => Audience.WholeBranch,
        };
        if (scope.RefusalFor(SessionActions.Manage, new RightsSubject(SessionGroup: audience.Group)) is { } refusal)
        {
            return refusal;
        }

        if (kind == SessionKind.GroupMeeting && group is null)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.needs_group"));
        }

        if (inputs.Text("theme") is not { } theme)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.needs_theme"));
        }

        var endsAt = inputs.Instant("ends_at") ?? startsAt + UsualLength;
        if (startsAt <= scope.Now)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.in_the_past", ("when", startsAt)));
        }

        if (endsAt <= startsAt)
        {
            return UseCaseResult.Refused(Reply.Of("sessions.ends_before_start"));
        }

        var session = new Session
        {
            Id = new SessionId(scope.Ids.New()),
            Number = await sessions.NextNumberAsync(scope.Branch.Id, cancellationToken),
            Kind = kind,
            Theme = theme,
            StartsAt = startsAt,
            EndsAt = endsAt,
            Place = inputs.Text("place"),
            Link = inputs.Text("link"),
            Mode = inputs.Enum<SessionMode>("mode") ?? (inputs.Text("link") is not null && inputs.Text("place") is null ? SessionMode.Online : SessionMode.InPerson),
            Audience = audience,
            SignUp = new SignUpRule(true, inputs.Int("capacity") is > 0 and var places ? places : null),
            Recorder = inputs.Member("recorder") ?? DefaultRecorder(scope),
            CreatedBy = scope.Actor.Id,
            CheckInSecret = RandomNumberGenerator.GetBytes(20),
        };
        scope.Changes.Add(new SessionCreated(session));
        SessionAgenda.Announce(scope.Changes, scope.Branch, session, "session.notice", scope.Ids, scope.Now);
        SessionAgenda.Plan(scope.Changes, scope.Branch, session, scope.Ids, scope.Now);
        scope.Audit("session.create", session.Id);
        scope.KeepUndo(SessionsUndo.Create, new SessionFacts(session.Id, session.Version));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "sessions.created",
                ("session", SessionPhrases.Details(session, scope.Branch)),
                ("told_at", SessionPhrases.ToldAt(scope.Branch, scope.Now))),
            [ButtonPhrase.Of("sessions.answers", ("number", session.Number)), ButtonPhrase.Of("undo.last")]));
    }

    private static MemberId? DefaultRecorder(TurnScope scope) =>
        scope.Branch.With(Roles.Recorder, scope.Today).OrderBy(m => m.Name, StringComparer.Ordinal).FirstOrDefault()?.Id;
}
