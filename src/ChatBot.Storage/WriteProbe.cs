using System.Data;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Storage;

/// <summary>
/// Whether a turn could be written: a row is written as a turn writes it, looked for by its own branch and by another, and
/// rolled back. A wall that stands on one node and not on the next, or a role without privileges, is found here and nowhere
/// before the first member is told that nothing was saved.
/// </summary>
public sealed class WriteProbe
{
    private const string Insert = """
        INSERT INTO inbox (branch_id, key, replies, handled_at) VALUES ($1, 'doctor', '[]', now())
        """;

    private const string Count = "SELECT count(*) FROM inbox WHERE branch_id = $1";

    private readonly Postgres _postgres;

    internal WriteProbe(Postgres postgres) => _postgres = postgres;

    /// <summary>What is wrong, in words for the operator; null when a row can be written and only its branch sees it.</summary>
    /// <exception cref="Kernel.Turns.StoreUnavailableException">Postgres is away.</exception>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            var branch = new BranchId(Guid.NewGuid());
            return await _postgres.TransactionAsync(
                Scope.Of(branch), IsolationLevel.ReadCommitted, (transaction, token) => FaultAsync(transaction, branch, token), cancellationToken);
        }
        catch (PostgresException e)
        {
            return $"{e.SqlState} {e.MessageText}";
        }
    }

    private static async Task<string?> FaultAsync(NpgsqlTransaction transaction, BranchId branch, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        await RunAsync(connection, Insert, branch, cancellationToken);
        var own = await RunAsync(connection, Count, branch, cancellationToken);
        await using var other = new NpgsqlCommand(Scope.Of(new BranchId(Guid.NewGuid())).Statement!, connection);
        await other.ExecuteNonQueryAsync(cancellationToken);
        var others = await RunAsync(connection, Count, branch, cancellationToken);
        return (own, others) switch
        {
            (1L, 0L) => null,
            (1L, _) => "another branch sees the row",
            _ => "the row is not there for its own branch",
        };
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, BranchId branch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(P.Of(branch.Value));
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
