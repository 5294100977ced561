using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Upholds a dispute, which corrects the record and withdraws what no longer holds, or rejects it with a word.</summary>
public sealed class DecideDispute(SessionLookup lookup, IDisputeReader disputes, EscalationBooks books) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Id("dispute") is not { } id
            || await disputes.GetAsync(scope.Branch.Id, new DisputeId(id), cancellationToken) is not { } dispute
            || scope.Branch.Member(dispute.Member) is not { } member
            || await lookup.FindAsync(dispute.Session, scope.Branch, cancellationToken) is not { } session)
        {
            return UseCaseResult.Refused(Reply.Of("disputes.not_found"));
        }

        if (scope.RefusalFor(DisputeActions.Decide, new RightsSubject(member)) is { } refusal)
        {
            return refusal;
        }

        if (dispute.Status != DisputeStatus.Open)
        {
            return UseCaseResult.Refused(scope.OnTapped(
                Reply.Of("disputes.already_decided", ("member", member.Name), ("status", dispute.Status)), DisputeCard.KeyOf(dispute.Id)));
        }

        switch (inputs.Text("decision"))
        {
            case "uphold":
                var status = inputs.Enum<AttendanceStatus>("status") is { } named && CanBeUpheld(named) ? named : AttendanceStatus.Present;
                await books.CorrectAsync(scope, session, [(member.Id, status)], "dispute", tellMember: false, cancellationToken);
                Close(scope, dispute, DisputeStatus.Upheld, inputs.Text("text"));
                return UseCaseResult.Done(scope.OnTapped(
                    Reply.Of("disputes.upheld", ("member", member.Name), ("session", SessionPhrases.Short(session)), ("status", status)),
                    DisputeCard.KeyOf(dispute.Id)));
            case "reject":
                Close(scope, dispute, DisputeStatus.Rejected, inputs.Text("text"));
                return UseCaseResult.Done(scope.OnTapped(
                    Reply.Of("disputes.rejected", ("member", member.Name), ("session", SessionPhrases.Short(session))), DisputeCard.KeyOf(dispute.Id)));
            default:
                return UseCaseResult.Refused(new Reply(Phrase.Of("disputes.needs_decision", ("member", member.Name)), DisputePhrases.Buttons(dispute)));
        }
    }

    /// <summary>Upholding mends a record in the member's favour; it never makes anybody absent.</summary>
    private static bool CanBeUpheld(AttendanceStatus status) =>
        status is AttendanceStatus.Present or AttendanceStatus.PresentOnline or AttendanceStatus.Late or AttendanceStatus.Excused;

    private static void Close(TurnScope scope, Dispute dispute, DisputeStatus status, string? note)
    {
        var decided = dispute with { Status = status, DecidedBy = scope.Actor.Id, DecidedAt = scope.Now, DecisionNote = note };
        scope.Changes.Add(new DisputeChanged(decided, DisputeStatus.Open));
        scope.Changes.Add(new OutboxAdded(DisputeRows.Row(scope, "dispute.decided", dispute.Id, dispute.Member)));
        scope.Audit(status == DisputeStatus.Upheld ? "dispute.uphold" : "dispute.reject", dispute.Id, dispute.Session.ToString());
    }
}

/// <summary>The disputes that wait for the person's decision.</summary>
public sealed class ListDisputes(OpenDisputes open) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var waiting = await open.DisputesAsync(scope, cancellationToken);
        if (waiting.Count == 0)
        {
            return UseCaseResult.Done(Reply.Of("disputes.none_open"));
        }

        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "disputes.pending",
                ("count", waiting.Count),
                ("disputes", waiting.Select((d, i) => Phrase.Of(
                    "disputes.pending_line", ("n", i + 1), ("dispute", DisputePhrases.ForJudge(d.Dispute, d.Session, scope.Branch)))).ToList())),
            DisputePhrases.Buttons(waiting[0].Dispute))
        {
            ListSource = open.Name,
        });
    }
}

/// <summary>Open disputes that the person may decide.</summary>
public sealed class OpenDisputes(SessionLookup lookup, IDisputeReader disputes) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "disputes.open";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken) =>
        [.. (await DisputesAsync(scope, cancellationToken)).Select(d => Choice.Of(
            d.Dispute.Id.Value,
            Phrase.Of("disputes.choice", ("member", scope.Branch.NameOf(d.Dispute.Member)), ("session", SessionPhrases.Short(d.Session))),
            scope.Branch.NameOf(d.Dispute.Member)))];

    /// <summary>The disputes with their sessions, oldest first.</summary>
    internal async Task<IReadOnlyList<(Dispute Dispute, Session Session)>> DisputesAsync(TurnScope scope, CancellationToken cancellationToken)
    {
        var mine = new List<(Dispute, Session)>();
        foreach (var dispute in await disputes.OpenAsync(scope.Branch.Id, cancellationToken))
        {
            if (Rights.May(scope.Actor, DisputeActions.Decide, new RightsSubject(scope.Branch.Member(dispute.Member)))
                && await lookup.FindAsync(dispute.Session, scope.Branch, cancellationToken) is { } session)
            {
                mine.Add((dispute, session));
            }
        }

        return mine;
    }
}

/// <summary>One's own open disputes.</summary>
public sealed class OwnOpenDisputes(SessionLookup lookup, IDisputeReader disputes) : IChoiceSource
{
    /// <inheritdoc/>
    public string Name => "disputes.own_open";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Choice>> ListAsync(Inputs filled, TurnScope scope, CancellationToken cancellationToken)
    {
        var open = new List<Choice>();
        foreach (var dispute in await disputes.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, cancellationToken))
        {
            if (dispute.Status == DisputeStatus.Open && await lookup.FindAsync(dispute.Session, scope.Branch, cancellationToken) is { } session)
            {
                open.Add(Choice.Of(dispute.Id.Value, SessionPhrases.Short(session), session.Theme));
            }
        }

        return open;
    }
}
