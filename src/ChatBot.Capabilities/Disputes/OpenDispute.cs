using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Disputes;

/// <summary>A member says that the own record of a confirmed session is wrong (申诉, R-728).</summary>
public sealed class OpenDispute(SessionLookup lookup, IDisputeReader disputes) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (scope.RefusalFor(ActionRule.ForOneself) is { } refusal)
        {
            return refusal;
        }

        if (await lookup.FindAsync(inputs.Session(), scope.Branch, cancellationToken) is not { } session)
        {
            return SessionLookup.NotFound;
        }

        if (session.Phase != SessionPhase.Confirmed)
        {
            return UseCaseResult.Refused(Reply.Of("disputes.not_confirmed", ("session", SessionPhrases.Short(session))));
        }

        if (!(await lookup.ExpectedAsync(session, scope.Branch, cancellationToken)).Contains(scope.Actor.Id))
        {
            return UseCaseResult.Refused(Reply.Of("disputes.not_expected", ("session", SessionPhrases.Short(session))));
        }

        if (inputs.Text("text") is not { } statement)
        {
            return UseCaseResult.Refused(Reply.Of("disputes.needs_statement"));
        }

        if ((await disputes.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, cancellationToken))
            .Any(d => d.Session == session.Id && d.Status == DisputeStatus.Open))
        {
            return UseCaseResult.Done(Reply.Of("disputes.already_open", ("session", SessionPhrases.Short(session))));
        }

        var judges = DisputeRows.Judges(scope.Branch, scope.Actor, scope.Today);
        if (judges.Count == 0)
        {
            return UseCaseResult.Refused(Reply.Of("disputes.no_judge"));
        }

        var dispute = new Dispute
        {
            Id = new DisputeId(scope.Ids.New()),
            Session = session.Id,
            Member = scope.Actor.Id,
            Statement = statement,
            OpenedAt = scope.Now,
        };
        scope.Changes.Add(new DisputeOpened(dispute));
        foreach (var judge in judges)
        {
            scope.Changes.Add(new OutboxAdded(DisputeRows.Row(scope, "dispute.ask", dispute.Id, judge.Id)));
        }

        scope.Audit("dispute.open", dispute.Id, session.Id.ToString());
        scope.KeepUndo(DisputesUndo.Open, ("dispute", dispute.Id.ToString()));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "disputes.opened",
                ("session", SessionPhrases.Short(session)),
                ("judges", string.Join('、', judges.Select(j => j.Name)))),
            [ButtonPhrase.Of("dispute.withdraw", ("handle", Choice.HandleOf(dispute.Id.Value)))]));
    }
}

/// <summary>Takes one's own dispute back while nobody has decided it.</summary>
public sealed class WithdrawDispute(IDisputeReader disputes) : IUseCase
{
    /// <inheritdoc/>
    public async Task<UseCaseResult> RunAsync(Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        if (inputs.Id("dispute") is not { } id
            || await disputes.GetAsync(scope.Branch.Id, new DisputeId(id), cancellationToken) is not { Status: DisputeStatus.Open } dispute
            || dispute.Member != scope.Actor.Id)
        {
            return UseCaseResult.Refused(Reply.Of("disputes.not_found"));
        }

        scope.Changes.Add(new DisputeChanged(dispute with { Status = DisputeStatus.Withdrawn, DecidedAt = scope.Now }, DisputeStatus.Open));
        scope.Audit("dispute.withdraw", dispute.Id);
        scope.KeepUndo(DisputesUndo.Withdraw, ("dispute", dispute.Id.ToString()));
        return UseCaseResult.Done(Reply.Of("disputes.withdrawn"));
    }
}

/// <summary>Who decides a dispute, and the private rows about it.</summary>
internal static class DisputeRows
{
    /// <summary>Whoever may decide; never the member .</summary>
    public static IReadOnlyList<Member> Judges(BranchSnapshot branch, Member member, DateOnly today) =>
        [.. branch.Here(today).Where(m => Rights.May(m, DisputeActions.Decide, new RightsSubject(member)))];

    /// <summary>A private row about a dispute.</summary>
    public static OutboxItem Row(TurnScope scope, string kind, DisputeId dispute, MemberId to) =>
        PrivateRow.About(scope.Branch.Id, kind, to, "dispute", dispute.Value, scope.Ids, scope.Now);
}
