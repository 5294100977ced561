using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Private words about leave: the question to the approver, the decision to the member.</summary>
public sealed class LeaveRenderer(SessionLookup lookup, ILeaveReader leave, IWording wording) : IOutboxRenderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kinds { get; } = ["leave.ask", "leave.decided", "leave.withdrawn", "leave.reopened"];

    /// <inheritdoc/>
    public async Task<Rendering> RenderAsync(OutboxItem item, BranchSnapshot branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Recipient.Kind != RecipientKind.Member
            || item.Id("request") is not { } id
            || await leave.GetAsync(branch.Id, new LeaveRequestId(id), cancellationToken) is not { } request
            || await lookup.FindAsync(request.Session, branch, cancellationToken) is not { } session)
        {
            return new Rendering.Drop("request unknown");
        }

        var label = SessionPhrases.Short(session);
        return (item.Kind, request.Status) switch
        {
            ("leave.ask", LeaveStatus.Pending) => wording.Send(LeaveCard.Of(request, session, branch), branch, now),
            ("leave.decided", LeaveStatus.Approved) => wording.Send(
                Reply.Of("leave.told_approved", ("session", label), ("note", request.DecisionNote)), branch, now),
            ("leave.decided", LeaveStatus.Declined) => wording.Send(
                new Reply(
                    Phrase.Of("leave.told_declined", ("session", label), ("note", request.DecisionNote)),
                    session.IsAhead ? [ButtonPhrase.Of("signup.join", ("number", session.Number))] : null),
                branch,
                now),
            ("leave.withdrawn", LeaveStatus.Withdrawn) => wording.Send(
                Reply.Of("leave.told_withdrawn", ("member", branch.NameOf(request.Member)), ("session", label)), branch, now),
            ("leave.reopened", LeaveStatus.Pending) => wording.Send(Reply.Of("leave.told_reopened", ("session", label)), branch, now),
            _ => new Rendering.Drop("out of date"),
        };
    }
}
