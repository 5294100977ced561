using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Outbox;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Escalation;

/// <summary>Outbox rows about steps; always to one person, never to a group.</summary>
internal static class EscalationRows
{
    /// <summary>A row about a step.</summary>
    public static OutboxItem About(BranchId branch, string kind, StepId step, MemberId to, IIdSource ids, DateTimeOffset now) =>
        PrivateRow.About(branch, kind, to, "step", step.Value, ids, now);

    /// <summary>Tells a member that a line of the record was corrected .</summary>
    public static OutboxItem RecordCorrected(BranchId branch, SessionId session, MemberId to, IIdSource ids, DateTimeOffset now) =>
        PrivateRow.About(branch, "attendance.corrected", to, "session", session.Value, ids, now);
}
