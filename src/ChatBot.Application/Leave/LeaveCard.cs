using ChatBot.Application.Cards;
using ChatBot.Application.Ledger;
using ChatBot.Application.Sessions;
using ChatBot.Application.Wording;
using ChatBot.Domain;
using ChatBot.Domain.Leave;
using ChatBot.Domain.Sessions;

namespace ChatBot.Application.Leave;

/// <summary>The card by which an approver decides on leave; once decided it says by whom, and no reason any more.</summary>
public sealed class LeaveCard(SessionLookup lookup, ILeaveReader leave) : ICardRenderer
{
    /// <inheritdoc/>
    public string Kind => "leave";

    /// <inheritdoc/>
    public bool MayStandInGroups => false;

    /// <inheritdoc/>
    public async Task<Reply?> RenderAsync(Guid id, MemberId? reader, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken) =>
        await leave.GetAsync(branch.Id, new LeaveRequestId(id), cancellationToken) is { } request
        && await lookup.FindAsync(request.Session, branch, cancellationToken) is { } session
            ? Of(request, session, branch)
            : null;

    /// <summary>The card as it is now.</summary>
    internal static Reply Of(LeaveRequest request, Session session, BranchSnapshot branch) =>
        new Reply(
            request.Status == LeaveStatus.Pending
                ? LeavePhrases.ForApprover(request, session, branch)
                : Phrase.Of(
                    "leave.card_closed",
                    ("member", branch.NameOf(request.Member)),
                    ("session", SessionPhrases.Short(session)),
                    ("status", request.Status),
                    ("by", request.Status != LeaveStatus.Withdrawn && request.DecidedBy is { } by ? branch.NameOf(by) : null)),
            request.Status == LeaveStatus.Pending ? LeavePhrases.DecisionButtons(request) : null,
            Phrase.Of(request.Status == LeaveStatus.Pending ? "leave.ask_title" : "leave.closed_title"))
        {
            Card = CardRows.Of.Leave(request.Id),
        };
}
