using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Disputes;

/// <inheritdoc/>
internal sealed class DisputeReader(IDatabase postgres) : IDisputeReader
{
    private const string Select = """
        SELECT dispute_id, session_id, member_id, statement, status, opened_at, decided_by, decided_at, decision_note
        FROM dispute WHERE branch_id = $1
        """;

    private const string ById = $"{Select} AND dispute_id = $2";

    private const string Open = $"{Select} AND status = 'open' ORDER BY opened_at, dispute_id";

    private const string OfMember = $"{Select} AND member_id = $2 ORDER BY opened_at, dispute_id";

    public async Task<Dispute?> GetAsync(BranchId branch, DisputeId dispute, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<Row>(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(dispute.Value)], cancellationToken))?.ToDispute();

    public async Task<IReadOnlyList<Dispute>> OpenAsync(BranchId branch, CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<Row>(Scope.Of(branch), Open, [P.Of(branch.Value)], cancellationToken)).Select(r => r.ToDispute())];

    public async Task<IReadOnlyList<Dispute>> ForMemberAsync(BranchId branch, MemberId member, CancellationToken cancellationToken) =>
        [
            .. (await postgres.QueryAsync<Row>(Scope.Of(branch), OfMember, [P.Of(branch.Value), P.Of(member.Value)], cancellationToken))
                .Select(r => r.ToDispute()),
        ];

    private sealed record Row(
        DisputeId DisputeId,
        SessionId SessionId,
        MemberId MemberId,
        string Statement,
        string Status,
        DateTimeOffset OpenedAt,
        MemberId? DecidedBy,
        DateTimeOffset? DecidedAt,
        string? DecisionNote)
    {
        public Dispute ToDispute() => new()
        {
            Id = DisputeId,
            Session = SessionId,
            Member = MemberId,
            Statement = Statement,
            Status = DisputeCodes.Parse(Status),
            OpenedAt = OpenedAt,
            DecidedBy = DecidedBy,
            DecidedAt = DecidedAt,
            DecisionNote = DecisionNote,
        };
    }
}
