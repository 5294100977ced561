using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

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

    public Task<Dispute?> GetAsync(BranchId branch, DisputeId dispute, CancellationToken cancellationToken) =>
        postgres.FirstAsync(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(dispute.Value)], Read, cancellationToken);

    public Task<IReadOnlyList<Dispute>> OpenAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), Open, [P.Of(branch.Value)], Read, cancellationToken);

    public Task<IReadOnlyList<Dispute>> ForMemberAsync(BranchId branch, MemberId member, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), OfMember, [P.Of(branch.Value), P.Of(member.Value)], Read, cancellationToken);

    private static Dispute Read(NpgsqlDataReader row) => new()
    {
        Id = new DisputeId(row.GetGuid(0)),
        Session = new SessionId(row.GetGuid(1)),
        Member = new MemberId(row.GetGuid(2)),
        Statement = row.GetString(3),
        Status = row.Code<DisputeStatus>(4),
        OpenedAt = row.At(5),
        DecidedBy = row.Id(6) is { } by ? new MemberId(by) : null,
        DecidedAt = row.AtOrNull(7),
        DecisionNote = row.Text(8),
    };
}
