using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Leave;

/// <summary>Writes leave requests.</summary>
internal static class LeaveWrites
{
    // "No other is pending or approved" is held by the unique index leave_request_standing.
    private const string Insert = """
        INSERT INTO leave_request (branch_id, leave_request_id, session_id, member_id, reason, reason_text, status,
            requested_at, is_late, decided_by, decided_at, decision_note)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string Update = WriteBatch.OpenGuard + """
        UPDATE leave_request SET reason = $3, reason_text = $4, status = $5, is_late = $6, decided_by = $7,
            decided_at = $8, decision_note = $9
        WHERE branch_id = $1 AND leave_request_id = $2 AND status = $10
        """ + WriteBatch.CloseGuard;

    public static void Write(LeaveRequested change, WriteBatch batch)
    {
        var request = change.Request;
        batch.Add(
            Insert,
            P.Of(request.Id.Value),
            P.Of(request.Session.Value),
            P.Of(request.Member.Value),
            P.Of(request.Reason),
            P.Of(request.ReasonText),
            P.Of(request.Status),
            P.Of(request.RequestedAt),
            P.Of(request.IsLate),
            P.Of(request.DecidedBy?.Value),
            P.Of(request.DecidedAt),
            P.Of(request.DecisionNote));
    }

    public static void Write(LeaveChanged change, WriteBatch batch)
    {
        var request = change.Request;
        batch.Add(
            Update,
            P.Of(request.Id.Value),
            P.Of(request.Reason),
            P.Of(request.ReasonText),
            P.Of(request.Status),
            P.Of(request.IsLate),
            P.Of(request.DecidedBy?.Value),
            P.Of(request.DecidedAt),
            P.Of(request.DecisionNote),
            P.Of(change.From));
    }
}
