using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Cards;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>The card by which an approver decides on leave; once decided it says by whom, and no reason any more.</summary>
public sealed class LeaveCard(SessionLookup lookup, ILeaveReader leave) : ICardRenderer
{
    private const string CardKind = "leave";

    /// <inheritdoc/>
    public string Kind => CardKind;

    /// <summary>The key of the card about one.</summary>
    public static string KeyOf(LeaveRequestId id) => CardKey.Of(CardKind, id.Value);

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
            Card = LeaveCard.KeyOf(request.Id),
        };
}
