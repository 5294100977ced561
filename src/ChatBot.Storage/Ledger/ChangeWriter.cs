using ChatBot.Application.Ledger;
using ChatBot.Storage.Attendance;
using ChatBot.Storage.Audit;
using ChatBot.Storage.CheckIn;
using ChatBot.Storage.Disputes;
using ChatBot.Storage.Escalation;
using ChatBot.Storage.Leave;
using ChatBot.Storage.Outbox;
using ChatBot.Storage.Points;
using ChatBot.Storage.Roster;
using ChatBot.Storage.Sessions;
using ChatBot.Storage.SignUp;
using ChatBot.Storage.Study;
using ChatBot.Storage.Undo;

namespace ChatBot.Storage.Ledger;

/// <summary>Hands each change to the capability that writes it; a test holds that none is left out.</summary>
internal static class ChangeWriter
{
    /// <summary>Adds the statements of a change to a commit.</summary>
    public static void Write(Change change, WriteBatch batch)
    {
        switch (change)
        {
            case MemberSaved c: RosterWrites.Write(c, batch); break;
            case GroupSaved c: RosterWrites.Write(c, batch); break;
            case IdentityLinked c: RosterWrites.Write(c, batch); break;
            case ConversationBound c: RosterWrites.Write(c, batch); break;
            case ConversationUnbound c: RosterWrites.Write(c, batch); break;
            case BindCodeTaken c: RosterWrites.Write(c, batch); break;
            case PolicySaved c: RosterWrites.Write(c, batch); break;
            case SessionCreated c: SessionWrites.Write(c, batch); break;
            case SessionChanged c: SessionWrites.Write(c, batch); break;
            case ExpectedFrozen c: SessionWrites.Write(c, batch); break;
            case SignUpSaved c: SignUpWrites.Write(c, batch); break;
            case LeaveRequested c: LeaveWrites.Write(c, batch); break;
            case LeaveChanged c: LeaveWrites.Write(c, batch); break;
            case CheckInSaved c: CheckInWrites.Write(c, batch); break;
            case CheckInRemoved c: CheckInWrites.Write(c, batch); break;
            case FactsAppended c: AttendanceWrites.Write(c, batch); break;
            case StepsPlanned c: EscalationWrites.Write(c, batch); break;
            case StepOpened c: EscalationWrites.Write(c, batch); break;
            case StepChanged c: EscalationWrites.Write(c, batch); break;
            case DisputeOpened c: DisputeWrites.Write(c, batch); break;
            case DisputeChanged c: DisputeWrites.Write(c, batch); break;
            case PointsItemSaved c: PointsWrites.Write(c, batch); break;
            case PointsClaimed c: PointsWrites.Write(c, batch); break;
            case PointsClaimChanged c: PointsWrites.Write(c, batch); break;
            case PointsAppended c: PointsWrites.Write(c, batch); break;
            case MaterialAdded c: StudyWrites.Write(c, batch); break;
            case MaterialChanged c: StudyWrites.Write(c, batch); break;
            case ReadingSaved c: StudyWrites.Write(c, batch); break;
            case OutboxAdded c: OutboxWrites.Write(c, batch); break;
            case OutboxDone c: OutboxWrites.Write(c, batch); break;
            case OutboxCancelled c: OutboxWrites.Write(c, batch); break;
            case CardCopyChanged c: OutboxWrites.Write(c, batch); break;
            case Audited c: AuditWrites.Write(c, batch); break;
            case UndoKept c: UndoWrites.Write(c, batch); break;
            case UndoTaken c: UndoWrites.Write(c, batch); break;
            default: throw new ArgumentException($"No table for {change.GetType().Name}.", nameof(change));
        }
    }
}
