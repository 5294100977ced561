using ChatBot.Capabilities.CheckIn;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.SignUp;

/// <summary>Signs up for a session, oneself or another (代, §20); beyond the capacity one waits in order.</summary>
public sealed class JoinSession(SessionLookup lookup, ISignUpReader signUps, ILeaveReader leave) : UseCase<SignUpInputs>
{
    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(SignUpInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(inputs.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return SessionLookup.NotFound;
        }

        if (SignUpSubject.Find(inputs.Member, scope) is not { } member)
        {
            return UseCaseResult.Refused(Reply.Of("signup.member_unknown"));
        }

        if (SignUpSubject.Refusal(session, member, scope) is { } refusal)
        {
            return refusal;
        }

        if (!session.SignUp.IsOpen || !session.IsAhead || scope.Now > (session.SignUp.Until ?? session.EndsAt))
        {
            return UseCaseResult.Refused(Reply.Of("signup.closed", ("session", SessionPhrases.Short(session))));
        }

        var (entries, count) = await signUps.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken);
        var earlier = entries.FirstOrDefault(e => e.Member == member.Id);
        if (earlier?.Status is SignUpStatus.Going or SignUpStatus.Waiting)
        {
            return UseCaseResult.Done(scope.OnTapped(
                new Reply(
                    Phrase.Of("signup.already", ("session", SessionPhrases.Short(session)), ("status", earlier.Status)),
                    [ButtonPhrase.Of("signup.leave", ("number", session.Number))]),
                SessionCard.KeyOf(session.Id)));
        }

        var status = SignUps.StatusFor(entries.Count(e => e.Status == SignUpStatus.Going), session.SignUp.Capacity);
        scope.Changes.Add(new SignUpSaved(
            new SignUpEntry(session.Id, member.Id, status, scope.Now, scope.Actor.Id),
            session.SignUp.Capacity is null ? null : count));
        SignUpDigest.Add(scope, session);
        scope.Audit(member.Id == scope.Actor.Id ? "signup.join" : "signup.join_for", session.Id, member.Id.ToString());
        scope.KeepUndo(SignUpUndo.Join, new SignUpFacts(session.Id, member.Id));
        var request = (await leave.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken)).FirstOrDefault(
            r => scope.IsPrivate && member.Id == scope.Actor.Id && r.Member == member.Id && (r.Status is RequestStatus.Pending or RequestStatus.Approved));
        var reply = new Reply(
            Phrase.Of(
                status == SignUpStatus.Going ? "signup.joined" : "signup.waiting",
                ("session", SessionPhrases.Short(session)),
                ("member", member.Id == scope.Actor.Id ? null : member.Name),
                ("place", session.Place ?? session.Link),
                ("position", 1 + entries.Count(e => e.Status == SignUpStatus.Waiting)),
                ("leave", request is null ? null : Phrase.Of(LeaveShape.Names.StatusKey(request.Status)))),
            request is null
                ? [ButtonPhrase.Of("signup.leave", ("number", session.Number))]
                : [ButtonPhrase.Of("leave.withdraw", ("handle", Choice.HandleOf(request.Id.Value))), ButtonPhrase.Of("signup.leave", ("number", session.Number))]);
        return UseCaseResult.Done(scope.OnTapped(reply, SessionCard.KeyOf(session.Id)));
    }
}

/// <summary>Withdraws a sign-up; the longest waiting moves up and is told.</summary>
public sealed class LeaveSession(SessionLookup lookup, ISignUpReader signUps) : UseCase<SignUpInputs>
{
    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(SignUpInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (await lookup.FindAsync(inputs.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return SessionLookup.NotFound;
        }

        if (SignUpSubject.Find(inputs.Member, scope) is not { } member)
        {
            return UseCaseResult.Refused(Reply.Of("signup.member_unknown"));
        }

        if (SignUpSubject.Refusal(session, member, scope) is { } refusal)
        {
            return refusal;
        }

        var (entries, count) = await signUps.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken);
        if (entries.FirstOrDefault(e => e.Member == member.Id) is not { Status: SignUpStatus.Going or SignUpStatus.Waiting } entry)
        {
            return UseCaseResult.Done(Reply.Of("signup.not_joined", ("session", SessionPhrases.Short(session))));
        }

        if (!session.IsAhead)
        {
            return UseCaseResult.Refused(Reply.Of("signup.closed", ("session", SessionPhrases.Short(session))));
        }

        SignUpDigest.Withdraw(scope, session, entry, entries, count);
        scope.Audit(member.Id == scope.Actor.Id ? "signup.leave" : "signup.leave_for", session.Id, member.Id.ToString());
        scope.KeepUndo(SignUpUndo.Leave, new SignUpFacts(session.Id, member.Id));
        return UseCaseResult.Done(scope.OnTapped(
            new Reply(
                Phrase.Of("signup.left", ("session", SessionPhrases.Short(session)), ("member", member.Id == scope.Actor.Id ? null : member.Name)),
                [ButtonPhrase.Of("signup.join", ("number", session.Number)), ButtonPhrase.Of("leave.request", ("number", session.Number))]),
            SessionCard.KeyOf(session.Id)));
    }
}

/// <summary>For whom a sign-up or check-in is made, and whether the actor may.</summary>
internal static class SignUpSubject
{
    public static Member? Find(MemberId? member, TurnScope scope) =>
        member is { } id ? scope.Branch.Member(id) : scope.Actor;

    public static UseCaseResult? Refusal(Session session, Member member, TurnScope scope)
    {
        var action = member.Id == scope.Actor.Id ? ActionRule.ForOneself : CheckInActions.ForAnother;
        if (scope.RefusalFor(action, SessionLookup.SubjectOf(session, member)) is { } refusal)
        {
            return refusal;
        }

        return SessionChoices.Concerns(session, member)
            ? null
            : UseCaseResult.Refused(Reply.Of("signup.not_meant", ("session", SessionPhrases.Short(session)), ("member", member.Name)));
    }
}

/// <summary>What follows from answers: one updated list for the group, places for those who wait.</summary>
internal static class SignUpDigest
{
    private static readonly TimeSpan Gather = TimeSpan.FromMinutes(1);

    /// <summary>Plans the list; ten answers in a minute become one message (design §3).</summary>
    public static void Add(TurnScope scope, Session session) => scope.Changes.Add(new OutboxAdded(new OutboxItem
    {
        Id = scope.Ids.New(),
        Branch = scope.Branch.Id,
        DueAt = scope.Now + Gather,
        Kind = "signup.digest",
        Recipient = Recipient.ToGroup(session.Audience.Group),
        Facts = new Dictionary<string, string> { ["session"] = session.Id.ToString() },
        CoalesceKey = $"signup:{session.Id}",
    }));

    /// <summary>Takes an entry back and lets the longest waiting move up; each is told privately.</summary>
    public static void Withdraw(TurnScope scope, Session session, SignUpEntry entry, IReadOnlyList<SignUpEntry> entries, int count)
    {
        int? guard = session.SignUp.Capacity is null ? null : count;
        scope.Changes.Add(new SignUpSaved(entry with { Status = SignUpStatus.Withdrawn, At = scope.Now, By = scope.Actor.Id }, guard));
        var rest = entries.Where(e => e.Member != entry.Member).ToList();
        foreach (var moving in SignUps.MovingUp(rest, session.SignUp.Capacity))
        {
            guard += 1;
            scope.Changes.Add(new SignUpSaved(moving with { Status = SignUpStatus.Going, By = scope.Actor.Id }, guard));
            scope.Changes.Add(new OutboxAdded(PrivateRow.About(
                scope.Branch.Id, "signup.moved_up", moving.Member, "session", session.Id.Value, scope.Ids, scope.Now)));
        }

        Add(scope, session);
    }
}
