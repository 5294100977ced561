using System.Data;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Turns;
using Npgsql;

namespace ChatBot.Storage;

/// <summary>
/// The one way to Postgres. Every call says whose rows it is about, and the <see cref="Scope"/> goes out in the same round
/// trip; all that means "the store is away" becomes <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class Postgres(NpgsqlDataSource source) : IDatabase
{
    /// <summary>All rows of one statement, as records.</summary>
    public Task<IReadOnlyList<TRow>> QueryAsync<TRow>(
        Scope scope, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        ReadAsync(scope, [Command(sql, parameters)], (rows, token) => rows.ListAsync<TRow>(token), cancellationToken);

    /// <summary>The first row of one statement as a record, or the default.</summary>
    public async Task<TRow?> FirstAsync<TRow>(Scope scope, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<TRow>(scope, sql, parameters, cancellationToken);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>All rows of one statement.</summary>
    public Task<IReadOnlyList<T>> ListAsync<T>(
        Scope scope, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        ReadAsync(scope, [Command(sql, parameters)], (rows, token) => rows.ListAsync(map, token), cancellationToken);

    /// <summary>The first row of one statement, or the default.</summary>
    public async Task<T?> FirstAsync<T>(
        Scope scope, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = await ListAsync(scope, sql, parameters, map, cancellationToken);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>Runs one statement; the number of rows it touched.</summary>
    public Task<int> ExecuteAsync(Scope scope, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        WriteAsync(scope, batch => batch.BatchCommands.Add(Command(sql, parameters)), cancellationToken);

    /// <summary>Runs several statements in one round trip and one transaction; the reader stands at the first one's result.</summary>
    public Task<T> ReadAsync<T>(
        Scope scope,
        IReadOnlyList<NpgsqlBatchCommand> statements,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken) =>
        BatchAsync(
            scope,
            batch =>
            {
                foreach (var statement in statements)
                {
                    batch.BatchCommands.Add(statement);
                }
            },
            async (batch, token) =>
            {
                await using var rows = await batch.ExecuteReaderAsync(token);
                var result = await read(rows, token);
                while (await rows.NextResultAsync(token))
                {
                    // To the end: what was read counts only when the transaction's COMMIT has been answered.
                }

                return result;
            },
            cancellationToken);

    /// <summary>Runs the statements that <paramref name="fill"/> adds in one round trip and one transaction; the rows they touched.</summary>
    public Task<int> WriteAsync(Scope scope, Action<NpgsqlBatch> fill, CancellationToken cancellationToken) =>
        BatchAsync(scope, fill, (batch, token) => batch.ExecuteNonQueryAsync(token), cancellationToken);

    /// <summary>Runs work of several round trips in one transaction, which is rolled back unless the work commits it.</summary>
    public Task<T> TransactionAsync<T>(
        Scope scope, IsolationLevel isolation, Func<NpgsqlTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ConnectedAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(isolation, token);
                if (scope.Statement is { } open)
                {
                    await using var command = new NpgsqlCommand(open, connection, transaction);
                    await command.ExecuteNonQueryAsync(token);
                }

                return await work(transaction, token);
            },
            cancellationToken);

    // The transaction's bounds travel as statements of the batch: still one round trip, and one transaction also where a
    // batch without them would be committed statement by statement (a distributed database).
    private Task<T> BatchAsync<T>(
        Scope scope, Action<NpgsqlBatch> fill, Func<NpgsqlBatch, CancellationToken, Task<T>> run, CancellationToken cancellationToken) =>
        ConnectedAsync(
            async (connection, token) =>
            {
                await using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
                if (scope.Statement is { } open)
                {
                    batch.BatchCommands.Add(new NpgsqlBatchCommand(open));
                }

                fill(batch);
                batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
                try
                {
                    return await run(batch, token);
                }
                catch
                {
                    await LeaveTransactionAsync(connection);
                    throw;
                }
            },
            cancellationToken);

    // After an error the server waits for a ROLLBACK and answers nothing else.
    private static async Task LeaveTransactionAsync(NpgsqlConnection connection)
    {
        if (connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
            await rollback.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // Broken: the server ends the transaction by itself, and such a connection does not go back to the pool.
        }
    }

    private async Task<T> ConnectedAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await work(connection, cancellationToken);
        }
        catch (Exception e) when (PostgresFailures.IsAway(e))
        {
            throw new StoreUnavailableException("Postgres did not answer.", e);
        }
    }

    /// <summary>One statement of a batch.</summary>
    public static NpgsqlBatchCommand Command(string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
