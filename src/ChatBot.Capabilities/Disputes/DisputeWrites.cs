using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Disputes;

/// <summary>Writes disputes.</summary>
internal static class DisputeWrites
{
    // "None of the member for the session is open" is held by the unique index dispute_open.
    private const string Insert = """
        INSERT INTO dispute (branch_id, dispute_id, session_id, member_id, statement, status, opened_at, decided_by,
            decided_at, decision_note)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string Update = WriteBatch.OpenGuard + """
        UPDATE dispute SET statement = $3, status = $4, decided_by = $5, decided_at = $6, decision_note = $7
        WHERE branch_id = $1 AND dispute_id = $2 AND status = $8
        """ + WriteBatch.CloseGuard;

    public static void Write(DisputeOpened change, WriteBatch batch)
    {
        var dispute = change.Dispute;
        batch.Add(
            Insert,
            P.Of(dispute.Id.Value),
            P.Of(dispute.Session.Value),
            P.Of(dispute.Member.Value),
            P.Of(dispute.Statement),
            P.Of(DisputeCodes.Of(dispute.Status)),
            P.Of(dispute.OpenedAt),
            P.Of(dispute.DecidedBy?.Value),
            P.Of(dispute.DecidedAt),
            P.Of(dispute.DecisionNote));
    }

    public static void Write(DisputeChanged change, WriteBatch batch)
    {
        var dispute = change.Dispute;
        batch.Add(
            Update,
            P.Of(dispute.Id.Value),
            P.Of(dispute.Statement),
            P.Of(DisputeCodes.Of(dispute.Status)),
            P.Of(dispute.DecidedBy?.Value),
            P.Of(dispute.DecidedAt),
            P.Of(dispute.DecisionNote),
            P.Of(DisputeCodes.Of(change.From)));
    }
}
