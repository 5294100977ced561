using System.Data;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Storage.Audit;

/// <summary>Seals audit lines into the chain of their branch. Any number of replicas may run it at the same time.</summary>
public sealed class AuditSealer
{
    private const int LinesAtOnce = 500;

    private const string WaitingBranches = """
        WITH RECURSIVE b AS (
            (SELECT branch_id FROM audit_unsealed ORDER BY branch_id LIMIT 1)
            UNION ALL
            SELECT (SELECT u.branch_id FROM audit_unsealed u WHERE u.branch_id > b.branch_id ORDER BY u.branch_id LIMIT 1)
            FROM b WHERE b.branch_id IS NOT NULL)
        SELECT branch_id FROM b WHERE branch_id IS NOT NULL LIMIT $1
        """;

    // One replica at a time extends a chain; the others go on to the next branch.
    private const string Lock = "SELECT pg_try_advisory_xact_lock(hashtextextended('audit_seal:' || $1, 0))";

    private const string Head = "SELECT position, hash FROM audit_seal WHERE branch_id = $1 ORDER BY position DESC LIMIT 1";

    private const string Unsealed = $"""
        SELECT {AuditLine.Columns} FROM audit_unsealed u JOIN audit a ON a.branch_id = u.branch_id AND a.seq = u.seq
        WHERE u.branch_id = $1 ORDER BY u.seq LIMIT $2
        """;

    private const string InsertSeals = """
        INSERT INTO audit_seal (branch_id, position, seq, hash) SELECT $1, * FROM unnest($2, $3, $4)
        """;

    private const string DeleteUnsealed = "DELETE FROM audit_unsealed WHERE branch_id = $1 AND seq = ANY ($2)";

    private readonly Postgres _postgres;

    internal AuditSealer(Postgres postgres) => _postgres = postgres;

    /// <summary>Seals what waits in at most <paramref name="mostBranches"/> branches; the number of lines sealed. Zero means that nothing waits.</summary>
    /// <exception cref="Kernel.Turns.StoreUnavailableException">Postgres is away.</exception>
    public async Task<int> SealAsync(int mostBranches, CancellationToken cancellationToken)
    {
        var branches = await _postgres.ListAsync(
            Scope.AllBranches("finds the branches whose lines wait for a seal"),
            WaitingBranches,
            [P.Of((long)mostBranches)],
            row => row.GetGuid(0),
            cancellationToken);
        var lines = 0;
        foreach (var branch in branches)
        {
            lines += await _postgres.TransactionAsync(
                Scope.Of(new BranchId(branch)),
                IsolationLevel.ReadCommitted,
                (transaction, token) => SealAsync(transaction, branch, token),
                cancellationToken);
        }

        return lines;
    }

    private static async Task<int> SealAsync(NpgsqlTransaction transaction, Guid branch, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (await OneAsync(connection, Lock, [P.Of(branch.ToString())], row => row.GetBoolean(0), cancellationToken) is [false])
        {
            return 0;
        }

        var heads = await OneAsync(connection, Head, [P.Of(branch)], row => (Position: row.GetInt64(0), Hash: row.GetFieldValue<byte[]>(1)), cancellationToken);
        var (position, hash) = heads is [var head] ? head : (0, AuditChain.Start);
        var lines = await OneAsync(connection, Unsealed, [P.Of(branch), P.Of((long)LinesAtOnce)], AuditLine.Read, cancellationToken);
        var hashes = new List<byte[]>(lines.Count);
        foreach (var line in lines)
        {
            hash = AuditChain.Seal(hash, branch, position + hashes.Count + 1, line);
            hashes.Add(hash);
        }

        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(InsertSeals)
                {
                    Parameters =
                    {
                        P.Of(branch),
                        P.Many(Enumerable.Range(1, lines.Count).Select(i => position + i)),
                        P.Many(lines.Select(line => line.Seq)),
                        P.Many(hashes),
                    },
                },
                new NpgsqlBatchCommand(DeleteUnsealed) { Parameters = { P.Of(branch), P.Many(lines.Select(line => line.Seq)) } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return lines.Count;
    }

    private static async Task<IReadOnlyList<T>> OneAsync<T>(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ListAsync(map, cancellationToken);
    }
}
