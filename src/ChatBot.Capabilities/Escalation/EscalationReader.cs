using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Capabilities.Escalation;

/// <inheritdoc/>
internal sealed class EscalationReader(IDatabase postgres) : IEscalationReader
{
    private const string Select = """
        SELECT step_id, member_id, level, reached_at, run, state, opened_at, sent_at, talk_on
        FROM escalation_step WHERE branch_id = $1
        """;

    private const string ById = $"{Select} AND step_id = $2";

    private const string InForce = $"{Select} AND member_id = ANY ($2) AND state <> 'withdrawn' ORDER BY opened_at, step_id";

    private const string Versions = "SELECT member_id, version FROM escalation_version WHERE branch_id = $1 AND member_id = ANY ($2)";

    private const string Proposed = $"{Select} AND state = 'proposed' ORDER BY opened_at, step_id";

    public Task<EscalationStep?> GetAsync(BranchId branch, StepId step, CancellationToken cancellationToken) =>
        postgres.FirstAsync(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(step.Value)], Read, cancellationToken);

    public Task<IReadOnlyList<EscalationStep>> InForceAsync(
        BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), InForce, [P.Of(branch.Value), P.Many(members.Select(m => m.Value))], Read, cancellationToken);

    public async Task<IReadOnlyDictionary<MemberId, int>> VersionsAsync(
        BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken)
    {
        var known = (await postgres.ListAsync(
            Scope.Of(branch),
            Versions,
            [P.Of(branch.Value), P.Many(members.Select(m => m.Value))],
            row => (Member: new MemberId(row.GetGuid(0)), Version: row.GetInt32(1)),
            cancellationToken)).ToDictionary(v => v.Member, v => v.Version);
        return members.Distinct().ToDictionary(m => m, m => known.GetValueOrDefault(m));
    }

    public Task<IReadOnlyList<EscalationStep>> ProposedAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), Proposed, [P.Of(branch.Value)], Read, cancellationToken);

    private static EscalationStep Read(NpgsqlDataReader row) => new()
    {
        Id = new StepId(row.GetGuid(0)),
        Member = new MemberId(row.GetGuid(1)),
        Level = row.Code<StepLevel>(2),
        ReachedAt = new SessionId(row.GetGuid(3)),
        Run = [.. row.GetFieldValue<Guid[]>(4).Select(s => new SessionId(s))],
        State = row.Code<StepState>(5),
        OpenedAt = row.At(6),
        SentAt = row.AtOrNull(7),
        TalkOn = row.Day(8),
    };
}
