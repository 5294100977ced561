using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Disputes;

/// <summary>A member says that the own record of a confirmed session is wrong (申诉, R-728).</summary>
public sealed class OpenDispute(SessionLookup lookup, DisputeShape shape, IDisputeReader disputes) : UseCase<OpenDisputeInputs>
{
    /// <inheritdoc/>
    public override async Task<UseCaseResult> RunAsync(OpenDisputeInputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.RefusalFor(ActionRule.ForOneself) is { } refusal)
        {
            return refusal;
        }

        if (await lookup.FindAsync(inputs.Session, scope.Branch, cancellationToken) is not { } session)
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

        if (inputs.Text is not { } statement)
        {
            return UseCaseResult.Refused(Reply.Of("disputes.needs_statement"));
        }

        if ((await disputes.ForMemberAsync(scope.Branch.Id, scope.Actor.Id, cancellationToken))
            .Any(d => d.Session == session.Id && d.Status == RequestStatus.Pending))
        {
            return UseCaseResult.Done(Reply.Of("disputes.already_open", ("session", SessionPhrases.Short(session))));
        }

        var dispute = new Dispute
        {
            Id = new DisputeId(scope.Ids.New()),
            Session = session.Id,
            Member = scope.Actor.Id,
            Statement = statement,
            OpenedAt = scope.Now,
        };
        var judges = shape.Put(DisputeShape.Of(dispute, session, scope.Branch), scope);
        if (judges.Count == 0)
        {
            return UseCaseResult.Refused(Reply.Of("disputes.no_decider"));
        }

        scope.Changes.Add(new DisputeOpened(dispute));
        scope.Audit("dispute.open", dispute.Id, session.Id.ToString());
        scope.KeepUndo(DisputesUndo.Open, new DisputeFacts(dispute.Id));
        return UseCaseResult.Done(new Reply(
            Phrase.Of(
                "disputes.opened",
                ("session", SessionPhrases.Short(session)),
                ("judges", scope.Branch.NamesOf([.. judges.Select(j => j.Id)]))),
            [ButtonPhrase.Of("dispute.withdraw", ("handle", Choice.HandleOf(dispute.Id.Value)))]));
    }
}
