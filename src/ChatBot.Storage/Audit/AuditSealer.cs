using System.Data;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Storage.Audit;

/// <summary>Seals audit lines into the chain of their branch. Any number of replicas may run it at the same time.</summary>
public sealed class AuditSealer
{
    private const int LinesAtOnce = 500;

    private const string WaitingBranches = "SELECT DISTINCT branch_id FROM audit_unsealed ORDER BY branch_id LIMIT $1";

    private const string AddChain = "INSERT INTO audit_chain (branch_id) VALUES ($1) ON CONFLICT (branch_id) DO NOTHING";

    // One replica at a time extends a chain; the others go on to the next branch.
    private const string HoldChain = "SELECT branch_id FROM audit_chain WHERE branch_id = $1 FOR UPDATE SKIP LOCKED";

    private const string Head = "SELECT position, hash FROM audit_seal WHERE branch_id = $1 ORDER BY position DESC LIMIT 1";

    private const string Unsealed = $"""
        SELECT {AuditLine.Columns} FROM audit_unsealed u JOIN audit a ON a.branch_id = u.branch_id AND a.seq = u.seq
        WHERE u.branch_id = $1 ORDER BY u.seq LIMIT $2
        """;

    private const string InsertSeals = """
        INSERT INTO audit_seal (branch_id, position, seq, hash)
        SELECT a.branch_id, p.position, a.seq, p.hash
        FROM audit a JOIN unnest($2::bigint[], $3::bigint[], $4::bytea[]) AS p (position, seq, hash) ON p.seq = a.seq
        WHERE a.branch_id = $1 AND a.seq = ANY ($3)
        """;

    private const string DeleteUnsealed = "DELETE FROM audit_unsealed WHERE branch_id = $1 AND seq = ANY ($2)";

    private readonly Postgres _postgres;

    internal AuditSealer(Postgres postgres) => _postgres = postgres;

    /// <summary>Seals what waits in at most <paramref name="mostBranches"/> branches; the number of lines sealed. Zero means that nothing waits.</summary>
    /// <exception cref="Kernel.Turns.StoreUnavailableException">Postgres is away.</exception>
    public async Task<int> SealAsync(int mostBranches, CancellationToken cancellationToken)
    {
        var branches = await _postgres.QueryAsync<Guid>(
            Scope.AllBranches("finds the branches whose lines wait for a seal"), WaitingBranches, [P.Of((long)mostBranches)], cancellationToken);
        var lines = 0;
        foreach (var branch in branches)
        {
            lines += await SealAsync(branch, cancellationToken);
        }

        return lines;
    }

    private async Task<int> SealAsync(Guid branch, CancellationToken cancellationToken)
    {
        try
        {
            return await _postgres.TransactionAsync(
                Scope.Of(new BranchId(branch)),
                IsolationLevel.ReadCommitted,
                (transaction, token) => SealAsync(transaction, branch, token),
                cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // A replica of the version before, which does not know audit_chain, took the position; what is left waits for the next time.
            return 0;
        }
    }

    private static async Task<int> SealAsync(NpgsqlTransaction transaction, Guid branch, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        await QueryAsync<Guid>(connection, AddChain, [P.Of(branch)], cancellationToken);
        if (await QueryAsync<Guid>(connection, HoldChain, [P.Of(branch)], cancellationToken) is [])
        {
            return 0;
        }

        var heads = await QueryAsync<HeadRow>(connection, Head, [P.Of(branch)], cancellationToken);
        var (position, hash) = heads is [var head] ? head : new HeadRow(0, AuditChain.Start);
        var lines = await QueryAsync<AuditLine>(connection, Unsealed, [P.Of(branch), P.Of((long)LinesAtOnce)], cancellationToken);
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

    private static async Task<IReadOnlyList<T>> QueryAsync<T>(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ListAsync<T>(cancellationToken);
    }

    private sealed record HeadRow(long Position, byte[] Hash);
}
