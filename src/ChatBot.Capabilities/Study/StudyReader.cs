using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;

namespace ChatBot.Capabilities.Study;

/// <inheritdoc/>
internal sealed class StudyReader(IDatabase postgres) : IStudyReader
{
    private const string Select = """
        SELECT material_id, number, title, body, link, file_name, session_id, is_from_superior, drafted_by, approved_by,
            state, created_at, decided_at, decision_note
        FROM material WHERE branch_id = $1
        """;

    private const string ById = $"{Select} AND material_id = $2";

    private const string ByNumber = $"{Select} AND number = $2";

    // Numbers grow with time, and their index is there already.
    private const string Newest = $"{Select} ORDER BY number DESC LIMIT $2";

    private const string Readers = """
        SELECT member_id FROM reading WHERE branch_id = $1 AND material_id = $2 ORDER BY read_at, member_id
        """;

    // Not max(): behind row level security Postgres would read all numbers for it.
    private const string NextNumber = """
        SELECT coalesce((SELECT number FROM material WHERE branch_id = $1 ORDER BY number DESC LIMIT 1), 0) + 1
        """;

    public async Task<Material?> GetAsync(BranchId branch, MaterialId material, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<Row>(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(material.Value)], cancellationToken))?.ToMaterial();

    public async Task<Material?> FindByNumberAsync(BranchId branch, int number, CancellationToken cancellationToken) =>
        (await postgres.FirstAsync<Row>(Scope.Of(branch), ByNumber, [P.Of(branch.Value), P.Of(number)], cancellationToken))?.ToMaterial();

    public async Task<IReadOnlyList<Material>> ListAsync(BranchId branch, int most, CancellationToken cancellationToken) =>
        [
            .. (await postgres.QueryAsync<Row>(Scope.Of(branch), Newest, [P.Of(branch.Value), P.Of((long)most)], cancellationToken))
                .Select(r => r.ToMaterial()),
        ];

    public Task<IReadOnlyList<MemberId>> ReadersAsync(BranchId branch, MaterialId material, CancellationToken cancellationToken) =>
        postgres.QueryAsync<MemberId>(Scope.Of(branch), Readers, [P.Of(branch.Value), P.Of(material.Value)], cancellationToken);

    public Task<int> NextNumberAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.FirstAsync<int>(Scope.Of(branch), NextNumber, [P.Of(branch.Value)], cancellationToken);

    private sealed record Row(
        MaterialId MaterialId,
        int Number,
        string Title,
        string? Body,
        string? Link,
        string? FileName,
        SessionId? SessionId,
        bool IsFromSuperior,
        MemberId DraftedBy,
        MemberId? ApprovedBy,
        string State,
        DateTimeOffset CreatedAt,
        DateTimeOffset? DecidedAt,
        string? DecisionNote)
    {
        public Material ToMaterial() => new()
        {
            Id = MaterialId,
            Number = Number,
            Title = Title,
            Body = Body,
            Link = Link,
            FileName = FileName,
            Session = SessionId,
            IsFromSuperior = IsFromSuperior,
            DraftedBy = DraftedBy,
            DecidedBy = ApprovedBy,
            DecidedAt = DecidedAt,
            DecisionNote = DecisionNote,
            Status = MaterialCodes.Parse(State),
            CreatedAt = CreatedAt,
        };
    }
}
