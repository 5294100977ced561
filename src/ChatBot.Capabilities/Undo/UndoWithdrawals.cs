using System.Globalization;
using ChatBot.Capabilities.Disputes;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Leave;
using ChatBot.Capabilities.Points;
using ChatBot.Capabilities.Study;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Undo;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Undo;

/// <summary>Takes withdrawals back, and a dispute, a line of the points table and the day of a talk.</summary>
public sealed class UndoWithdrawals(
    RequestLeave request, WithdrawDispute withdrawDispute, ILeaveReader leave, IPointsReader points, IDisputeReader disputes, IStudyReader study, IEscalationReader steps)
    : IUndoHandler
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } =
        ["leave.withdraw", "points.withdraw", "points.item_set", "dispute.open", "dispute.withdraw", "study.withdraw", "escalation.talk"];

    /// <inheritdoc/>
    public Task<Reply?> UndoAsync(UndoEntry entry, Inputs facts, TurnScope scope, CancellationToken cancellationToken) => entry.Kind switch
    {
        "leave.withdraw" => AskAgainAsync(facts, scope, cancellationToken),
        "points.withdraw" => ClaimAgainAsync(facts, scope, cancellationToken),
        "points.item_set" => RestoreItemAsync(facts, scope, cancellationToken),
        "dispute.open" => RunAsync(withdrawDispute, facts, scope, cancellationToken),
        "dispute.withdraw" => DisputeAgainAsync(facts, scope, cancellationToken),
        "study.withdraw" => RestoreMaterialAsync(facts, scope, cancellationToken),
        _ => ForgetTalkAsync(facts, scope, cancellationToken),
    };

    // Whatever it was before, the approver decides anew: by a new request with the same reason.
    private async Task<Reply?> AskAgainAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("request") is not { } id || await leave.GetAsync(scope.Branch.Id, new LeaveRequestId(id), cancellationToken) is not { Status: LeaveStatus.Withdrawn } old)
        {
            return null;
        }

        var inputs = new Dictionary<string, string>(StringComparer.Ordinal) { ["session"] = old.Session.ToString(), ["reason"] = old.Reason.ToString() };
        if (old.ReasonText is { } text)
        {
            inputs["text"] = text;
        }

        return await RunAsync(request, new Inputs(inputs), scope, cancellationToken);
    }

    private async Task<Reply?> ClaimAgainAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("claim") is not { } id || await points.GetClaimAsync(scope.Branch.Id, new PointsClaimId(id), cancellationToken) is not { Status: ClaimStatus.Withdrawn } claim)
        {
            return null;
        }

        scope.Changes.Add(new PointsClaimChanged(claim with { Status = ClaimStatus.Pending, DecidedAt = null }, ClaimStatus.Withdrawn));
        return Reply.Of("undo.claim_again", ("points", claim.Points));
    }

    private async Task<Reply?> RestoreItemAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("item") is not { } id
            || (await points.ItemsAsync(scope.Branch.Id, cancellationToken)).FirstOrDefault(i => i.Id == new PointsItemId(id)) is not { } item)
        {
            return null;
        }

        // A line that was new is switched off: claims may speak of it already.
        scope.Changes.Add(new PointsItemSaved(facts.Decimal("value") is { } value
            ? item with
            {
                Value = value,
                Unit = facts.Text("unit") ?? item.Unit,
                Category = facts.Enum<PointsCategory>("category") ?? item.Category,
                IsActive = facts.Flag("active") ?? item.IsActive,
            }
            : item with { IsActive = false }));
        return Reply.Of("undo.item", ("name", item.Name));
    }

    private async Task<Reply?> DisputeAgainAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("dispute") is not { } id
            || await disputes.GetAsync(scope.Branch.Id, new DisputeId(id), cancellationToken) is not { Status: DisputeStatus.Withdrawn } dispute
            || (await disputes.ForMemberAsync(scope.Branch.Id, dispute.Member, cancellationToken)).Any(d => d.Session == dispute.Session && d.Status == DisputeStatus.Open))
        {
            return null;
        }

        scope.Changes.Add(new DisputeChanged(dispute with { Status = DisputeStatus.Open, DecidedAt = null }, DisputeStatus.Withdrawn));
        foreach (var judge in DisputeRows.Judges(scope.Branch, scope.Actor, scope.Today))
        {
            scope.Changes.Add(new OutboxAdded(DisputeRows.Row(scope, "dispute.ask", dispute.Id, judge.Id)));
        }

        return Reply.Of("undo.dispute_again");
    }

    private async Task<Reply?> RestoreMaterialAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("material") is not { } id
            || await study.GetAsync(scope.Branch.Id, new MaterialId(id), cancellationToken) is not { State: MaterialState.Withdrawn } material
            || facts.Enum<MaterialState>("state") is not { } state)
        {
            return null;
        }

        scope.Changes.Add(new MaterialChanged(material with { State = state }, MaterialState.Withdrawn));
        return Reply.Of("undo.material", ("number", material.Number), ("title", material.Title));
    }

    private async Task<Reply?> ForgetTalkAsync(Inputs facts, TurnScope scope, CancellationToken cancellationToken)
    {
        if (facts.Id("step") is not { } id || await steps.GetAsync(scope.Branch.Id, new StepId(id), cancellationToken) is not { TalkOn: not null } step)
        {
            return null;
        }

        var before = DateOnly.TryParseExact(facts.Text("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        scope.Changes.Add(new StepChanged(step with { TalkOn = before }, step.State));
        return Reply.Of("undo.talk", ("member", scope.Branch.NameOf(step.Member)));
    }

    private static async Task<Reply?> RunAsync(IUseCase opposite, Inputs inputs, TurnScope scope, CancellationToken cancellationToken)
    {
        var result = await opposite.RunAsync(inputs, scope, cancellationToken);
        return result.Status == UseCaseStatus.Done && !scope.Changes.IsEmpty ? result.Replies[0] : null;
    }
}
