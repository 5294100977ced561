using ChatBot.Capabilities.Sessions;
using ChatBot.Capabilities.SignUp;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.CheckIn;

/// <summary>A member's own check-in with the rotating code that the recorder shows .</summary>
public sealed class CheckInSelf(ICheckInReader checkIns, ITurnStore turns) : IUseCase
{
    private const int MostWrongCodes = 5;
    private static readonly TimeSpan WrongCodeWindow = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(ActionRule.ForOneself) is { } refusal)
        {
            return refusal;
        }

        var open = scope.Branch.Sessions
            .Where(s => CheckInRules.IsOpen(s, scope.Now, scope.Branch.Policy.CheckIn) && SessionChoices.Concerns(s, scope.Actor))
            .Where(s => inputs.Session() is not { } wanted || s.Id == wanted)
            .ToList();
        if (open.Count == 0)
        {
            return await NothingOpenAsync(scope);
        }

        var isOnline = inputs.Flag("online") == true;
        if (isOnline && open.FirstOrDefault(s => MayAttendOnline(s, scope)) is { } online)
        {
            return await CheckInAsync(online, isOnline: true, scope, cancellationToken);
        }

        if (isOnline)
        {
            return UseCaseResult.Refused(Reply.Of("checkin.online_not_allowed"));
        }

        if (inputs.Text("code") is not { } code)
        {
            return UseCaseResult.Refused(Reply.Of("checkin.needs_code"));
        }

        if (open.FirstOrDefault(s => CheckInRules.Accepts(s.CheckInSecret, code, scope.Now)) is { } session)
        {
            return await CheckInAsync(session, isOnline: false, scope, cancellationToken);
        }

        return await WrongCodeAsync(scope, cancellationToken);
    }

    private static bool MayAttendOnline(Session session, TurnScope scope) => session.OnlineForAll || scope.Branch.Policy.Online.Allowed switch
    {
        OnlineAllowed.All => true,
        OnlineAllowed.Mobile => scope.Actor.IsMobile,
        OnlineAllowed.None => false,
    };

    private static Task<UseCaseResult> NothingOpenAsync(TurnScope scope)
    {
        var next = scope.Branch.Sessions.FirstOrDefault(s => s.IsAhead && s.StartsAt > scope.Now && SessionChoices.Concerns(s, scope.Actor));
        return Task.FromResult(UseCaseResult.Refused(next is null
            ? Reply.Of("checkin.nothing_open")
            : Reply.Of(
                "checkin.too_early",
                ("session", SessionPhrases.Short(next)),
                ("from", next.StartsAt - scope.Branch.Policy.CheckIn.OpensBefore))));
    }

    private async Task<UseCaseResult> CheckInAsync(Session session, bool isOnline, TurnScope scope, CancellationToken cancellationToken)
    {
        var entries = await checkIns.ForSessionAsync(scope.Branch.Id, session.Id, cancellationToken);
        if (entries.FirstOrDefault(e => e.Member == scope.Actor.Id) is { } earlier)
        {
            return UseCaseResult.Done(Reply.Of("checkin.already", ("session", SessionPhrases.Short(session)), ("at", earlier.At)));
        }

        var entry = new CheckInEntry(session.Id, scope.Actor.Id, scope.Now, isOnline, scope.Actor.Id);
        scope.Changes.Add(new CheckInSaved(entry));
        scope.Audit("checkin.self", session.Id, isOnline ? "online" : "code");
        return UseCaseResult.Done(Reply.Of(
            "checkin.done",
            ("session", SessionPhrases.Short(session)),
            ("at", scope.Now),
            ("late", scope.IsPrivate && !isOnline && CheckInRules.IsLate(session, scope.Now, scope.Branch.Policy.CheckIn)),
            ("online", isOnline)));
    }

    private async Task<UseCaseResult> WrongCodeAsync(TurnScope scope, CancellationToken cancellationToken)
    {
        long wrong;
        try
        {
            wrong = await turns.CountAsync($"code:{scope.Branch.Id}:{scope.Actor.Id}", WrongCodeWindow, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            wrong = 1;
        }

        return UseCaseResult.Refused(wrong > MostWrongCodes
            ? Reply.Of("checkin.too_many_wrong", ("minutes", (int)WrongCodeWindow.TotalMinutes))
            : Reply.Of("checkin.wrong_code"));
    }
}

/// <summary>Checks another person in, by hand and logged (§20).</summary>
public sealed class CheckInOther(SessionLookup lookup) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } session
            || inputs.Member() is not { } id || scope.Branch.Member(id) is not { } member)
        {
            return SessionLookup.NotFound;
        }

        if (SignUpSubject.Refusal(session, member, scope) is { } refusal)
        {
            return refusal;
        }

        if (member.Id == scope.Actor.Id)
        {
            return UseCaseResult.Refused(Reply.Of("checkin.needs_code"));
        }

        if (!CheckInRules.IsOpen(session, scope.Now, scope.Branch.Policy.CheckIn))
        {
            return UseCaseResult.Refused(Reply.Of("checkin.closed", ("session", SessionPhrases.Short(session))));
        }

        scope.Changes.Add(new CheckInSaved(new CheckInEntry(session.Id, member.Id, scope.Now, false, scope.Actor.Id)));
        scope.Audit("checkin.other", session.Id, member.Id.ToString());
        scope.KeepUndo(CheckInUndo.Other, new CheckInFacts(session.Id, member.Id));
        return UseCaseResult.Done(Reply.Of("checkin.done_for", ("session", SessionPhrases.Short(session)), ("member", member.Name)));
    }
}

/// <summary>Shows the code that members type; it changes every minute.</summary>
public sealed class ShowCheckInCode(SessionLookup lookup) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var open = scope.Branch.Sessions.Where(s => CheckInRules.IsOpen(s, scope.Now, scope.Branch.Policy.CheckIn)).ToList();
        var session = await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) ?? open.FirstOrDefault(s => MayShow(s, scope));
        if (session is null)
        {
            return UseCaseResult.Refused(Reply.Of("checkin.nothing_open"));
        }

        if (scope.RefusalFor(CheckInActions.ShowCode, SessionLookup.SubjectOf(session)) is { } refusal)
        {
            return refusal;
        }

        if (!CheckInRules.IsOpen(session, scope.Now, scope.Branch.Policy.CheckIn))
        {
            return UseCaseResult.Refused(Reply.Of("checkin.closed", ("session", SessionPhrases.Short(session))));
        }

        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "checkin.code",
                ("session", SessionPhrases.Short(session)),
                ("code", CheckInRules.CodeAt(session.CheckInSecret, scope.Now)),
                ("minutes", 3)),
            [ButtonPhrase.Of("checkin.code", ("number", session.Number))]));
    }

    private static bool MayShow(Session session, TurnScope scope) =>
        Rights.May(scope.Actor, CheckInActions.ShowCode, SessionLookup.SubjectOf(session));
}
