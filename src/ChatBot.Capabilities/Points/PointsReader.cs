using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Capabilities.Points;

/// <inheritdoc/>
internal sealed class PointsReader(IDatabase postgres) : IPointsReader
{
    private const string Items = """
        SELECT points_item_id, category, name, value, unit, is_active FROM points_item WHERE branch_id = $1
        ORDER BY category, name, points_item_id
        """;

    private const string SelectClaims = """
        SELECT points_claim_id, member_id, points_item_id, quantity, points, statement, month, status, claimed_at,
            decided_by, decided_at, decision_note
        FROM points_claim WHERE branch_id = $1
        """;

    private const string ClaimById = $"{SelectClaims} AND points_claim_id = $2";

    private const string Pending = $"{SelectClaims} AND status = 'pending' ORDER BY claimed_at, points_claim_id";

    private const string ClaimsOf = $"""
        {SelectClaims} AND member_id = $2 AND month BETWEEN $3 AND $4 ORDER BY claimed_at, points_claim_id
        """;

    private const string Totals = """
        SELECT member_id, sum(points) FROM points_entry WHERE branch_id = $1 AND month BETWEEN $2 AND $3
        GROUP BY member_id ORDER BY sum(points) DESC, member_id
        """;

    private const string EntriesOf = """
        SELECT points_entry_id, member_id, points, month, points_claim_id, cause, entered_by, entered_at
        FROM points_entry WHERE branch_id = $1 AND member_id = $2 AND month BETWEEN $3 AND $4
        ORDER BY entered_at, points_entry_id
        """;

    public Task<IReadOnlyList<PointsItem>> ItemsAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), Items, [P.Of(branch.Value)], ReadItem, cancellationToken);

    public Task<PointsClaim?> GetClaimAsync(BranchId branch, PointsClaimId claim, CancellationToken cancellationToken) =>
        postgres.FirstAsync(Scope.Of(branch), ClaimById, [P.Of(branch.Value), P.Of(claim.Value)], ReadClaim, cancellationToken);

    public Task<IReadOnlyList<PointsClaim>> PendingAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), Pending, [P.Of(branch.Value)], ReadClaim, cancellationToken);

    public Task<IReadOnlyList<PointsClaim>> ClaimsOfAsync(
        BranchId branch, MemberId member, PointsMonth from, PointsMonth to, CancellationToken cancellationToken) =>
        postgres.ListAsync(
            Scope.Of(branch), ClaimsOf, [P.Of(branch.Value), P.Of(member.Value), P.Of(from.Key), P.Of(to.Key)], ReadClaim, cancellationToken);

    public Task<IReadOnlyList<(MemberId Member, decimal Points)>> TotalsAsync(
        BranchId branch, PointsMonth from, PointsMonth to, CancellationToken cancellationToken) =>
        postgres.ListAsync(
            Scope.Of(branch),
            Totals,
            [P.Of(branch.Value), P.Of(from.Key), P.Of(to.Key)],
            row => (new MemberId(row.GetGuid(0)), Plain(row.GetDecimal(1))),
            cancellationToken);

    public Task<IReadOnlyList<PointsEntry>> EntriesOfAsync(
        BranchId branch, MemberId member, PointsMonth from, PointsMonth to, CancellationToken cancellationToken) =>
        postgres.ListAsync(
            Scope.Of(branch), EntriesOf, [P.Of(branch.Value), P.Of(member.Value), P.Of(from.Key), P.Of(to.Key)], ReadEntry, cancellationToken);

    private static PointsItem ReadItem(NpgsqlDataReader row) => new(
        new PointsItemId(row.GetGuid(0)),
        row.Code<PointsCategory>(1),
        row.GetString(2),
        Plain(row.GetDecimal(3)),
        row.GetString(4),
        row.GetBoolean(5));

    private static PointsClaim ReadClaim(NpgsqlDataReader row) => new()
    {
        Id = new PointsClaimId(row.GetGuid(0)),
        Member = new MemberId(row.GetGuid(1)),
        Item = new PointsItemId(row.GetGuid(2)),
        Quantity = Plain(row.GetDecimal(3)),
        Points = Plain(row.GetDecimal(4)),
        Statement = row.GetString(5),
        Month = PointsMonth.FromKey(row.GetInt32(6)),
        Status = row.Code<ClaimStatus>(7),
        ClaimedAt = row.At(8),
        DecidedBy = row.Id(9) is { } by ? new MemberId(by) : null,
        DecidedAt = row.AtOrNull(10),
        DecisionNote = row.Text(11),
    };

    private static PointsEntry ReadEntry(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new MemberId(row.GetGuid(1)),
        Plain(row.GetDecimal(2)),
        PointsMonth.FromKey(row.GetInt32(3)),
        row.Id(4) is { } claim ? new PointsClaimId(claim) : null,
        row.GetString(5),
        new MemberId(row.GetGuid(6)),
        row.At(7));

    /// <summary>Without the column's trailing zeros: 2, not 2.000, when it is said.</summary>
    private static decimal Plain(decimal stored) => stored / 1.0000000000000000000000000000m;
}
