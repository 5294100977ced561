using ChatBot.Application.Cards;
using ChatBot.Application.Channels;
using ChatBot.Application.Outbox;
using ChatBot.Domain;
using ChatBot.Domain.Attendance;
using ChatBot.Domain.CheckIn;
using ChatBot.Domain.Disputes;
using ChatBot.Domain.Escalation;
using ChatBot.Domain.Leave;
using ChatBot.Domain.Points;
using ChatBot.Domain.Policy;
using ChatBot.Domain.Roster;
using ChatBot.Domain.Sessions;
using ChatBot.Domain.SignUp;
using ChatBot.Domain.Study;

namespace ChatBot.Application.Ledger;

/// <summary>Roster: the member as given, new or changed.</summary>
public sealed record MemberSaved(Member Member) : Change
{
    public override bool TouchesSnapshot => true;
}

/// <summary>Roster: a group, new or renamed.</summary>
public sealed record GroupSaved(PartyGroup Group) : Change
{
    public override bool TouchesSnapshot => true;
}

/// <summary>
/// Roster: a platform account belongs to a member; it replaces an earlier owner in the same branch. Guard: no member of
/// another branch, who has not left it, has the account.
/// </summary>
public sealed record IdentityLinked(MemberId Member, PlatformUser User) : Change
{
    public override bool TouchesSnapshot => true;
}

/// <summary>Roster: a chat belongs to the branch.</summary>
public sealed record ConversationBound(BoundConversation Conversation) : Change
{
    public override bool TouchesSnapshot => true;
}

/// <summary>Roster: a chat no longer belongs to the branch.</summary>
public sealed record ConversationUnbound(OutboundRoute Route) : Change
{
    public override bool TouchesSnapshot => true;
}

/// <summary>Roster: a one-time code is used up by the commit that binds a chat. Guard: nobody took it before.</summary>
public sealed record BindCodeTaken(string Code) : Change;

/// <summary>Policy: the branch's policy, whole, under its new version. Guard: the version is not saved yet.</summary>
public sealed record PolicySaved(BranchPolicy Policy) : Change
{
    public override bool TouchesSnapshot => true;
}

/// <summary>Sessions: a new one. Guard: the number is free.</summary>
public sealed record SessionCreated(Session Session) : Change
{
    public override bool TouchesSnapshot => true;
}

/// <summary>Sessions: its new form. Guard: the stored version is <c>Session.Version - 1</c>.</summary>
public sealed record SessionChanged(Session Session) : Change
{
    public override bool TouchesSnapshot => true;
}

/// <summary>Sessions: who is expected, frozen once when the session opens; a second time changes nothing.</summary>
public sealed record ExpectedFrozen(SessionId Session, IReadOnlyList<MemberId> Members, DateTimeOffset At) : Change;

/// <summary>
/// Sign-ups: the newest answer. Guard: the session is ahead and, where <paramref name="SignUpCount"/> is given
/// (capacity counts), no other answer came in between: the session's sign-up counter still stands there. A place can be
/// taken without it only while the session has no capacity. Several answers to a session in one change set move the
/// counter once and look at it for the first of them.
/// </summary>
public sealed record SignUpSaved(SignUpEntry Entry, int? SignUpCount = null) : Change;

/// <summary>Leave: a new request. Guard: no other request of the member for the session is pending or approved.</summary>
public sealed record LeaveRequested(LeaveRequest Request) : Change;

/// <summary>Leave: its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record LeaveChanged(LeaveRequest Request, LeaveStatus From) : Change;

/// <summary>Check-ins: one entry; a second one of the same member and session changes nothing.</summary>
public sealed record CheckInSaved(CheckInEntry Entry) : Change;

/// <summary>Check-ins: taken back (undo, correction).</summary>
public sealed record CheckInRemoved(SessionId Session, MemberId Member) : Change;

/// <summary>Attendance: lines appended.</summary>
public sealed record FactsAppended(IReadOnlyList<AttendanceFact> Facts) : Change;

/// <summary>
/// Escalation: steps were planned for these members. Guard: nobody planned for one of them since; the version that was seen
/// is given for each, 0 where there was none.
/// </summary>
public sealed record StepsPlanned(IReadOnlyDictionary<MemberId, int> Versions) : Change;

/// <summary>Escalation: a new step. Guard: none of the same member, level and session is in force.</summary>
public sealed record StepOpened(EscalationStep Step) : Change;

/// <summary>Escalation: its new form. Guard: the stored state is <paramref name="From"/>.</summary>
public sealed record StepChanged(EscalationStep Step, StepState From) : Change;

/// <summary>Disputes: a new one. Guard: none of the member for the session is open.</summary>
public sealed record DisputeOpened(Dispute Dispute) : Change;

/// <summary>Disputes: its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record DisputeChanged(Dispute Dispute, DisputeStatus From) : Change;

/// <summary>Points: a line of the branch's table, new or changed.</summary>
public sealed record PointsItemSaved(PointsItem Item) : Change;

/// <summary>Points: a new claim.</summary>
public sealed record PointsClaimed(PointsClaim Claim) : Change;

/// <summary>Points: its new form. Guard: the stored status is <paramref name="From"/>.</summary>
public sealed record PointsClaimChanged(PointsClaim Claim, Domain.Points.ClaimStatus From) : Change;

/// <summary>Points: a line of the account appended.</summary>
public sealed record PointsAppended(PointsEntry Entry) : Change;

/// <summary>Study: a new piece. Guard: the number is free.</summary>
public sealed record MaterialAdded(Material Material) : Change;

/// <summary>Study: its new form. Guard: the stored state is <paramref name="From"/>.</summary>
public sealed record MaterialChanged(Material Material, MaterialState From) : Change;

/// <summary>Study: a member has read it; a second time changes nothing.</summary>
public sealed record ReadingSaved(MaterialId Material, MemberId Member, DateTimeOffset At) : Change;

/// <summary>Outbox: a row; one with the same dedupe key, or a waiting one with the same coalesce key, stays as it is.</summary>
public sealed record OutboxAdded(OutboxItem Item) : Change;

/// <summary>Outbox: the claimed row is done by the work in the same transaction. Guard: it still is ours.</summary>
public sealed record OutboxDone(OutboxItem Item, DateTimeOffset At) : Change;

/// <summary>Outbox: waiting rows whose dedupe key begins so are dropped (a session moved or was cancelled).</summary>
public sealed record OutboxCancelled(string DedupeKeyPrefix, string Reason) : Change;

/// <summary>
/// Cards: a sent copy shows something else now, as given; or it is no longer kept up to date. A copy that is gone changes
/// nothing.
/// </summary>
public sealed record CardCopyChanged(SentCard Copy, bool IsDropped = false) : Change;

/// <summary>Audit: who did what to what; sealed into the hash chain by a worker. Ids and codes, no reasons, no texts.</summary>
public sealed record Audited(MemberId? Actor, string Action, string Subject, string Detail, DateTimeOffset At) : Change;

/// <summary>Undo: what the actor can take back.</summary>
public sealed record UndoKept(UndoEntry Entry) : Change;

/// <summary>Undo: taken back. Guard: it was not before.</summary>
public sealed record UndoTaken(Guid Id, DateTimeOffset At) : Change;

/// <summary>One thing that its actor can take back for a while.</summary>
/// <param name="Id">Key.</param>
/// <param name="Actor">Who did it and may undo it.</param>
/// <param name="Kind">Names the handler, e.g. <c>session.create</c>.</param>
/// <param name="Facts">What the handler needs, by name.</param>
/// <param name="At">When it was done.</param>
public sealed record UndoEntry(Guid Id, MemberId Actor, string Kind, IReadOnlyDictionary<string, string> Facts, DateTimeOffset At);
