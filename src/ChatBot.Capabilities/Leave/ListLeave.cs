using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>The requests that wait for the person's decision: the oldest as a card with its buttons, the others numbered.</summary>
public sealed class ListPendingLeave(PendingLeaveChoices pending) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var requests = await pending.RequestsAsync(scope, cancellationToken);
        if (requests.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("leave.none_pending"));
        }

        // The oldest stands alone, as the card that is changed where it stands when it is decided; the numbers are the list's.
        var oldest = LeaveCard.Of(requests[0].Request, requests[0].Session, scope.Branch) with { HasOwnNumbers = true };
        return requests.Count == 1
            ? UseCaseResult.Done(oldest with { ListSource = pending.Name })
            : UseCaseResult.Done(
                oldest,
                new Reply(Phrase.Of(
                    "leave.pending_more",
                    ("count", requests.Count - 1),
                    ("requests", requests.Select((r, i) => Phrase.Of(
                        "leave.pending_line", ("n", i + 1), ("request", LeavePhrases.ForApprover(r.Request, r.Session, scope.Branch)))).Skip(1).ToList())))
                {
                    ListSource = pending.Name,
                });
    }
}

/// <summary>Requests that the person may decide, oldest first.</summary>
public sealed class PendingLeaveChoices(SessionLookup lookup, ILeaveReader leave) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "leave.pending";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await RequestsAsync(scope, cancellationToken)).Select(r => Choice.Of(
            r.Request.Id.Value,
            Phrase.Of("leave.choice", ("member", scope.Branch.NameOf(r.Request.Member)), ("session", SessionPhrases.Short(r.Session))),
            scope.Branch.NameOf(r.Request.Member)))];

    /// <summary>The requests with their sessions.</summary>
    internal async Task<IReadOnlyList<(LeaveRequest Request, Session Session)>> RequestsAsync(TurnScope scope, CancellationToken cancellationToken)
    {
        var mine = new List<(LeaveRequest, Session)>();
        foreach (var request in await leave.PendingAsync(scope.Branch.Id, cancellationToken))
        {
            if (scope.Branch.Member(request.Member) is { } applicant
                && await lookup.FindAsync(request.Session, scope.Branch, cancellationToken) is { } session
                && Rights.May(scope.Actor, LeaveActions.Decide, SessionLookup.SubjectOf(session, applicant)))
            {
                mine.Add((request, session));
            }
        }

        return mine;
    }
}

/// <summary>One's own requests of the last three months.</summary>
public sealed class ListOwnLeave(SessionLookup lookup, ILeaveReader leave) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var lines = new List<Phrase>();
        foreach (var request in await leave.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, scope.Now.AddDays(-90), cancellationToken))
        {
            if (await lookup.FindAsync(request.Session, scope.Branch, cancellationToken) is { } session)
            {
                lines.Add(Phrase.Of(
                    "leave.own_line", ("session", SessionPhrases.Short(session)), ("status", request.Status), ("note", request.DecisionNote)));
            }
        }

        return UseCaseResult.Done(lines.Count == 0 ? Reply.Of("leave.none_own") : Reply.Of("leave.own", ("requests", lines)));
    }
}

/// <summary>One's own requests that can still be taken back.</summary>
public sealed class OwnOpenLeave(SessionLookup lookup, ILeaveReader leave) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "leave.own_open";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        var open = new List<Choice>();
        foreach (var request in await leave.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, scope.Now.AddDays(-90), cancellationToken))
        {
            if (request.Status is LeaveStatus.Pending or LeaveStatus.Approved
                && await lookup.FindAsync(request.Session, scope.Branch, cancellationToken) is { } session
                && (request.Status == LeaveStatus.Pending || session.IsAhead))
            {
                open.Add(Choice.Of(request.Id.Value, SessionPhrases.Short(session), session.Theme) with { At = session.StartsAt, Kind = SessionChoices.KindWord(session.Kind) });
            }
        }

        return open;
    }
}
