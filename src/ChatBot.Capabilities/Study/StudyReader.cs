using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Capabilities.Study;

/// <inheritdoc/>
internal sealed class StudyReader(IDatabase postgres) : IStudyReader
{
    private const string Select = """
        SELECT material_id, number, title, body, link, file_name, session_id, is_from_superior, drafted_by, approved_by,
            state, created_at
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

    public Task<Material?> GetAsync(BranchId branch, MaterialId material, CancellationToken cancellationToken) =>
        postgres.FirstAsync(Scope.Of(branch), ById, [P.Of(branch.Value), P.Of(material.Value)], Read, cancellationToken);

    public Task<Material?> FindByNumberAsync(BranchId branch, int number, CancellationToken cancellationToken) =>
        postgres.FirstAsync(Scope.Of(branch), ByNumber, [P.Of(branch.Value), P.Of(number)], Read, cancellationToken);

    public Task<IReadOnlyList<Material>> ListAsync(BranchId branch, int most, CancellationToken cancellationToken) =>
        postgres.ListAsync(Scope.Of(branch), Newest, [P.Of(branch.Value), P.Of((long)most)], Read, cancellationToken);

    public Task<IReadOnlyList<MemberId>> ReadersAsync(BranchId branch, MaterialId material, CancellationToken cancellationToken) =>
        postgres.ListAsync(
            Scope.Of(branch), Readers, [P.Of(branch.Value), P.Of(material.Value)], row => new MemberId(row.GetGuid(0)), cancellationToken);

    public Task<int> NextNumberAsync(BranchId branch, CancellationToken cancellationToken) =>
        postgres.FirstAsync(Scope.Of(branch), NextNumber, [P.Of(branch.Value)], row => row.GetInt32(0), cancellationToken);

    private static Material Read(NpgsqlDataReader row) => new()
    {
        Id = new MaterialId(row.GetGuid(0)),
        Number = row.GetInt32(1),
        Title = row.GetString(2),
        Body = row.Text(3),
        Link = row.Text(4),
        FileName = row.Text(5),
        Session = row.Id(6) is { } session ? new SessionId(session) : null,
        IsFromSuperior = row.GetBoolean(7),
        DraftedBy = new MemberId(row.GetGuid(8)),
        ApprovedBy = row.Id(9) is { } by ? new MemberId(by) : null,
        State = row.Code<MaterialState>(10),
        CreatedAt = row.At(11),
    };
}
