using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Entries;
using ChatBot.Kernel.Requests;

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
        SELECT member_id, sum(points) AS points FROM points_entry WHERE branch_id = $1 AND month BETWEEN $2 AND $3
        GROUP BY member_id ORDER BY sum(points) DESC, member_id
        """;

    private const string EntriesOf = """
        SELECT points_entry_id, member_id, points, month, points_claim_id, cause, entered_by, entered_at
        FROM points_entry WHERE branch_id = $1 AND member_id = $2 AND month BETWEEN $3 AND $4
        ORDER BY entered_at, points_entry_id
        """;

    public async Task<IReadOnlyList<PointsItem>> ItemsAsync(BranchId branch, CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<ItemRow>(Scope.Of(branch), Items, [P.Of(branch.Value)], cancellationToken)).Select(r => r.ToItem())];

    public async Task<PointsClaim?> GetClaimAsync(BranchId branch, PointsClaimId claim, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<ClaimRow>(Scope.Of(branch), ClaimById, [P.Of(branch.Value), P.Of(claim.Value)], cancellationToken))?.ToClaim();

    public async Task<IReadOnlyList<PointsClaim>> PendingAsync(BranchId branch, CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<ClaimRow>(Scope.Of(branch), Pending, [P.Of(branch.Value)], cancellationToken)).Select(r => r.ToClaim())];

    public async Task<IReadOnlyList<PointsClaim>> ClaimsOfAsync(
        BranchId branch, MemberId member, PointsMonth from, PointsMonth to, CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<ClaimRow>(
            Scope.Of(branch), ClaimsOf, [P.Of(branch.Value), P.Of(member.Value), P.Of(from.Key), P.Of(to.Key)], cancellationToken)).Select(r => r.ToClaim())];

    public async Task<IReadOnlyList<(MemberId Member, decimal Points)>> TotalsAsync(
        BranchId branch, PointsMonth from, PointsMonth to, CancellationToken cancellationToken)
    {
        var totals = await postgres.QueryAsync<TotalRow>(
            Scope.Of(branch), Totals, [P.Of(branch.Value), P.Of(from.Key), P.Of(to.Key)], cancellationToken);
        return [.. totals.Select(t => (t.MemberId, Plain(t.Points)))];
    }

    public async Task<IReadOnlyList<PointsEntry>> EntriesOfAsync(
        BranchId branch, MemberId member, PointsMonth from, PointsMonth to, CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<EntryRow>(
            Scope.Of(branch), EntriesOf, [P.Of(branch.Value), P.Of(member.Value), P.Of(from.Key), P.Of(to.Key)], cancellationToken)).Select(r => r.ToEntry())];

    /// <summary>Without the column's trailing zeros: 2, not 2.000, when it is said.</summary>
    private static decimal Plain(decimal stored) => stored / 1.0000000000000000000000000000m;

    private sealed record ItemRow(PointsItemId PointsItemId, string Category, string Name, decimal Value, string Unit, bool IsActive)
    {
        public PointsItem ToItem() => new(PointsItemId, Code.Parse<PointsCategory>(Category), Name, Plain(Value), Unit, IsActive);
    }

    private sealed record ClaimRow(
        PointsClaimId PointsClaimId,
        MemberId MemberId,
        PointsItemId PointsItemId,
        decimal Quantity,
        decimal Points,
        string Statement,
        int Month,
        string Status,
        DateTimeOffset ClaimedAt,
        MemberId? DecidedBy,
        DateTimeOffset? DecidedAt,
        string? DecisionNote)
    {
        public PointsClaim ToClaim() => new()
        {
            Id = PointsClaimId,
            Member = MemberId,
            Item = PointsItemId,
            Quantity = Plain(Quantity),
            Points = Plain(Points),
            Statement = Statement,
            Month = PointsMonth.FromKey(Month),
            Status = Code.Parse<RequestStatus>(Status),
            ClaimedAt = ClaimedAt,
            DecidedBy = DecidedBy,
            DecidedAt = DecidedAt,
            DecisionNote = DecisionNote,
        };
    }

    private sealed record TotalRow(MemberId MemberId, decimal Points);

    private sealed record EntryRow(
        Guid PointsEntryId,
        MemberId MemberId,
        decimal Points,
        int Month,
        PointsClaimId? PointsClaimId,
        string Cause,
        MemberId EnteredBy,
        DateTimeOffset EnteredAt)
    {
        public PointsEntry ToEntry() =>
            new(PointsEntryId, MemberId, Plain(Points), PointsMonth.FromKey(Month), PointsClaimId, Code.Parse<EntryCause>(Cause), EnteredBy, EnteredAt);
    }
}
