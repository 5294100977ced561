using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Which sessions can be picked for a purpose.</summary>
public sealed class SessionChoices : IChoiceSource
{
    private readonly Func<Session, TurnScope, bool> _filter;
    private readonly bool _newestFirst;

    private SessionChoices(string name, Func<Session, TurnScope, bool> filter, bool newestFirst = false)
    {
        Name = name;
        _filter = filter;
        _newestFirst = newestFirst;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The sessions ahead that concern the person, in the order of the list that tells of them.</summary>
    public const string Coming = "sessions.coming";

    /// <summary>All sources over the sessions of the snapshot.</summary>
    public static IEnumerable<IChoiceSource> All { get; } =
    [
        new SessionChoices("sessions.any", (s, scope) => Concerns(s, scope.Actor) || scope.Actor.Has(Roles.Secretary)),
        new SessionChoices(Coming, (s, scope) => s.IsAhead && Concerns(s, scope.Actor)),
        new SessionChoices("sessions.joinable", (s, scope) => s.IsAhead && s.SignUp.IsOpen && (Concerns(s, scope.Actor) || Leads(scope.Actor))),
        new SessionChoices("sessions.leavable", (s, scope) => s.Phase != SessionPhase.Cancelled && Concerns(s, scope.Actor)
            && LeaveRules.TimingOf(s, scope.Now, scope.Branch.Policy.Leave) != LeaveTiming.TooLate),
        new SessionChoices("sessions.open", (s, scope) => CheckInRules.IsOpen(s, scope.Now, scope.Branch.Policy.CheckIn)
            && (Concerns(s, scope.Actor) || Rights.May(scope.Actor, CheckInActions.ShowCode, SessionLookup.SubjectOf(s)))),
        new SessionChoices("sessions.ahead", (s, scope) => s.IsAhead && Rights.May(scope.Actor, SessionActions.SeeAnswers, SessionLookup.SubjectOf(s))),
        new SessionChoices("sessions.to_confirm", (s, scope) => s.Phase is SessionPhase.Listed or SessionPhase.Open
            && Rights.May(scope.Actor, AttendanceActions.Mark, SessionLookup.SubjectOf(s))),
        new SessionChoices("sessions.confirmed", (s, scope) => s.Phase == SessionPhase.Confirmed
            && (Rights.May(scope.Actor, AttendanceActions.Confirm, SessionLookup.SubjectOf(s)) || scope.Actor.Has(Roles.Deputy)), newestFirst: true),
    ];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        var found = scope.Branch.Sessions.Where(s => _filter(s, scope));
        var ordered = _newestFirst ? found.OrderByDescending(s => s.StartsAt) : found.OrderBy(s => s.StartsAt);
        return Task.FromResult<IReadOnlyList<Choice>>([.. ordered.Select(SessionPhrases.ToChoice)]);
    }

    /// <summary>The word list of a kind in <c>dialogs/</c>, see <see cref="Choice.Kind"/>.</summary>
    public static string KindWord(SessionKind kind) => $"{nameof(SessionKind)}.{kind}";

    /// <summary>Whether the session is one that the person is meant by.</summary>
    public static bool Concerns(Session session, Member member) => member.IsCounted && ExpectedMembers.IsMeant(session.Audience, member);

    private static bool Leads(Member actor) =>
        actor.Has(Roles.Secretary) || actor.Has(Roles.GroupLeader) || actor.Has(Roles.Recorder);
}

/// <summary>The sessions the person has signed up for.</summary>
public sealed class JoinedSessions(ISignUpReader signUps) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "sessions.joined";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        var joined = new List<Choice>();
        foreach (var session in scope.Branch.Sessions.Where(s => s.IsAhead && s.SignUp.IsOpen && SessionChoices.Concerns(s, scope.Actor)))
        {
            var entry = await signUps.FindAsync(scope.Branch.Id, session.Id, scope.Actor.Id, cancellationToken);
            if (entry?.Status is SignUpStatus.Going or SignUpStatus.Waiting)
            {
                joined.Add(SessionPhrases.ToChoice(session));
            }
        }

        return joined;
    }
}
