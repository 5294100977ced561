using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.Requests;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Routing;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Leave as a request: a member asks, the approver of the session decides (H-1).</summary>
public sealed class LeaveShape(SessionLookup lookup, ILeaveReader leave) : RequestShape<LeaveRequest, Session>(Names)
{
    private static readonly TimeSpan Urgent = TimeSpan.FromHours(12);

    /// <summary>Its names.</summary>
    public static RequestTerms Names { get; } = new("leave", "leave", LeaveActions.Decide)
    {
        Ask = new OutboxKind("leave.ask", MessageClass.Decision),
        Decided = new OutboxKind("leave.decided", MessageClass.Decision),
        Withdrawn = new OutboxKind("leave.withdrawn", MessageClass.Notice),
        Reopened = new OutboxKind("leave.reopened", MessageClass.Decision),
        ApproveAction = "leave.approve",
        DeclineAction = "leave.decline",
        WithdrawAction = "leave.withdraw",
    };

    /// <inheritdoc/>
    public override Task<LeaveRequest?> FindAsync(BranchId branch, Guid id, CancellationToken cancellationToken) =>
        leave.GetAsync(branch, new LeaveRequestId(id), cancellationToken);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<LeaveRequest>> PendingAsync(BranchId branch, CancellationToken cancellationToken) => leave.PendingAsync(branch, cancellationToken);

    /// <inheritdoc/>
    public override async Task<RequestView<LeaveRequest, Session>?> ViewAsync(LeaveRequest request, BranchSnapshot branch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(branch);
        return await lookup.FindAsync(request.Session, branch, cancellationToken) is { } session ? Of(request, session, branch) : null;
    }

    /// <inheritdoc/>
    public override Change Changed(LeaveRequest request, RequestStatus from) => new LeaveChanged(request, from);

    /// <inheritdoc/>
    public override IReadOnlyList<ButtonPhrase> Buttons(RequestView<LeaveRequest, Session> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [ButtonPhrase.Of("leave.approve", ("handle", view.HandleOrId)), ButtonPhrase.Of("leave.decline", ("handle", view.HandleOrId))];
    }

    /// <inheritdoc/>
    public override bool IsWithdrawable(RequestView<LeaveRequest, Session> view, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Request.Status == RequestStatus.Pending || (view.Request.Status == RequestStatus.Approved && view.About.IsAhead);
    }

    /// <inheritdoc/>
    public override bool IsReopenable(RequestView<LeaveRequest, Session> view)
    {
        ArgumentNullException.ThrowIfNull(view);

        // Once the list is confirmed the record is corrected by hand.
        return view.About.Phase is not (SessionPhase.Confirmed or SessionPhase.Cancelled);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Member> Deciders(RequestView<LeaveRequest, Session> view, BranchSnapshot branch, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(branch);
        return LeaveRules.Approvers(view.About, view.Subject.Concerns!, branch.Here(today));
    }

    /// <inheritdoc/>
    public override OutboxItem AskRow(RequestView<LeaveRequest, Session> view, MemberId decider, TurnScope scope)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(scope);
        var canWait = view.About.StartsAt - scope.Now > Urgent || view.Request.IsLate;
        return Row(Terms.Ask, view.Request, decider, scope, canWait);
    }

    /// <inheritdoc/>
    public override Reply Told(RequestView<LeaveRequest, Session> view, string sentence)
    {
        ArgumentNullException.ThrowIfNull(view);
        var session = view.About;
        var joins = view.Request.Status == RequestStatus.Declined && session.IsAhead;
        return new Reply(view.Say(Terms, sentence), joins ? [ButtonPhrase.Of("signup.join", ("number", session.Number))] : null);
    }

    /// <summary>The view of a request for a known session.</summary>
    internal static RequestView<LeaveRequest, Session> Of(LeaveRequest request, Session session, BranchSnapshot branch) => new(
        request,
        session,
        SessionLookup.SubjectOf(session, branch.Member(request.Member)),
        [("member", branch.NameOf(request.Member)), ("session", SessionPhrases.Short(session))],
        [("reason", request.Reason), ("text", request.ReasonText), ("late", request.IsLate)])
    {
        Names = [session.Theme],
        At = session.StartsAt,
        KindWord = SessionChoices.KindWord(session.Kind),
    };
}
