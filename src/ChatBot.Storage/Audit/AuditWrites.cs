using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Storage.Audit;

/// <summary>Appends to the audit trail; the seal comes later, so that no member waits for the chain.</summary>
internal static class AuditWrites
{
    private const string Insert = """
        INSERT INTO audit (branch_id, actor_id, action, subject, detail, done_at) VALUES ($1, $2, $3, $4, $5, $6)
        """;

    // The number that the statement before has just drawn in this transaction.
    private const string InsertUnsealed = """
        INSERT INTO audit_unsealed (branch_id, seq) VALUES ($1, currval('audit_seq_seq'))
        """;

    public static void Write(Audited change, WriteBatch batch)
    {
        batch.Add(
            Insert,
            P.Of(change.Actor?.Value),
            P.Of(change.Action),
            P.Of(change.Subject),
            P.Of(change.Detail),
            P.Of(change.At));
        batch.Add(InsertUnsealed);
    }
}
