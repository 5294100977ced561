using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Points;

/// <summary>Writes the points table, claims and accounts.</summary>
internal static class PointsWrites
{
    private const string UpsertItem = """
        INSERT INTO points_item (branch_id, points_item_id, category, name, value, unit, is_active)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (branch_id, points_item_id) DO UPDATE SET category = excluded.category, name = excluded.name,
            value = excluded.value, unit = excluded.unit, is_active = excluded.is_active
        """;

    private const string InsertClaim = """
        INSERT INTO points_claim (branch_id, points_claim_id, member_id, points_item_id, quantity, points, statement, month,
            status, claimed_at, decided_by, decided_at, decision_note)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string UpdateClaim = WriteBatch.OpenGuard + """
        UPDATE points_claim SET quantity = $3, points = $4, statement = $5, month = $6, status = $7, decided_by = $8,
            decided_at = $9, decision_note = $10
        WHERE branch_id = $1 AND points_claim_id = $2 AND status = $11
        """ + WriteBatch.CloseGuard;

    private const string InsertEntry = """
        INSERT INTO points_entry (branch_id, points_entry_id, member_id, points, month, points_claim_id, cause, entered_by,
            entered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public static void Write(PointsItemSaved change, WriteBatch batch)
    {
        var item = change.Item;
        batch.Add(
            UpsertItem,
            P.Of(item.Id.Value),
            P.Of(item.Category),
            P.Of(item.Name),
            P.Of(item.Value),
            P.Of(item.Unit),
            P.Of(item.IsActive));
    }

    public static void Write(PointsClaimed change, WriteBatch batch)
    {
        var claim = change.Claim;
        batch.Add(
            InsertClaim,
            P.Of(claim.Id.Value),
            P.Of(claim.Member.Value),
            P.Of(claim.Item.Value),
            P.Of(claim.Quantity),
            P.Of(claim.Points),
            P.Of(claim.Statement),
            P.Of(claim.Month.Key),
            P.Of(claim.Status),
            P.Of(claim.ClaimedAt),
            P.Of(claim.DecidedBy?.Value),
            P.Of(claim.DecidedAt),
            P.Of(claim.DecisionNote));
    }

    public static void Write(PointsClaimChanged change, WriteBatch batch)
    {
        var claim = change.Claim;
        batch.Add(
            UpdateClaim,
            P.Of(claim.Id.Value),
            P.Of(claim.Quantity),
            P.Of(claim.Points),
            P.Of(claim.Statement),
            P.Of(claim.Month.Key),
            P.Of(claim.Status),
            P.Of(claim.DecidedBy?.Value),
            P.Of(claim.DecidedAt),
            P.Of(claim.DecisionNote),
            P.Of(change.From));
    }

    public static void Write(PointsAppended change, WriteBatch batch)
    {
        var entry = change.Entry;
        batch.Add(
            InsertEntry,
            P.Of(entry.Id),
            P.Of(entry.Member.Value),
            P.Of(entry.Quantity),
            P.Of(entry.Month.Key),
            P.Of(entry.Claim?.Value),
            P.Of(entry.Cause),
            P.Of(entry.By.Value),
            P.Of(entry.At));
    }
}
