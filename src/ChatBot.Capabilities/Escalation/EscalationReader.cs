using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;

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

    public async Task<EscalationStep?> GetAsync(BranchId branch, StepId step, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<StepRow>(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(step.Value)], cancellationToken))?.ToStep();

    public async Task<IReadOnlyList<EscalationStep>> InForceAsync(
        BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken) =>
        [
            .. (await postgres.QueryAsync<StepRow>(Scope.Of(branch), InForce, [P.Of(branch.Value), P.Many(members.Select(m => m.Value))], cancellationToken))
                .Select(r => r.ToStep()),
        ];

    public async Task<IReadOnlyDictionary<MemberId, int>> VersionsAsync(
        BranchId branch, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken)
    {
        var known = (await postgres.QueryAsync<VersionRow>(
            Scope.Of(branch), Versions, [P.Of(branch.Value), P.Many(members.Select(m => m.Value))], cancellationToken))
            .ToDictionary(v => v.MemberId, v => v.Version);
        return members.Distinct().ToDictionary(m => m, m => known.GetValueOrDefault(m));
    }

    public async Task<IReadOnlyList<EscalationStep>> ProposedAsync(BranchId branch, CancellationToken cancellationToken) =>
        [.. (await postgres.QueryAsync<StepRow>(Scope.Of(branch), Proposed, [P.Of(branch.Value)], cancellationToken)).Select(r => r.ToStep())];

    private sealed record StepRow(
        StepId StepId,
        MemberId MemberId,
        string Level,
        SessionId ReachedAt,
        Guid[] Run,
        string State,
        DateTimeOffset OpenedAt,
        DateTimeOffset? SentAt,
        DateOnly? TalkOn)
    {
        public EscalationStep ToStep() => new()
        {
            Id = StepId,
            Member = MemberId,
            Level = Code.Parse<StepLevel>(Level),
            ReachedAt = ReachedAt,
            Run = [.. Run.Select(s => new SessionId(s))],
            State = Code.Parse<StepState>(State),
            OpenedAt = OpenedAt,
            SentAt = SentAt,
            TalkOn = TalkOn,
        };
    }

    private sealed record VersionRow(MemberId MemberId, int Version);
}
