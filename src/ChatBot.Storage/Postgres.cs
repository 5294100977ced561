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
        ConnectedAsync(
            async (connection, token) =>
            {
                await using var batch = new NpgsqlBatch(connection);
                var isScoped = scope.OpenOn(batch);
                foreach (var statement in statements)
                {
                    batch.BatchCommands.Add(statement);
                }

                await using var rows = await batch.ExecuteReaderAsync(token);
                if (isScoped)
                {
                    await rows.NextResultAsync(token);
                }

                return await read(rows, token);
            },
            cancellationToken);

    /// <summary>Runs the statements that <paramref name="fill"/> adds in one round trip and one transaction; the rows they touched.</summary>
    public Task<int> WriteAsync(Scope scope, Action<NpgsqlBatch> fill, CancellationToken cancellationToken) =>
        ConnectedAsync(
            async (connection, token) =>
            {
                await using var batch = new NpgsqlBatch(connection);
                scope.OpenOn(batch);
                fill(batch);
                return await batch.ExecuteNonQueryAsync(token);
            },
            cancellationToken);

    /// <summary>Runs work of several round trips in one transaction, which is rolled back unless the work commits it.</summary>
    public Task<T> TransactionAsync<T>(
        Scope scope, IsolationLevel isolation, Func<NpgsqlTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        ConnectedAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(isolation, token);
                await using (var batch = new NpgsqlBatch(connection, transaction))
                {
                    if (scope.OpenOn(batch))
                    {
                        await batch.ExecuteNonQueryAsync(token);
                    }
                }

                return await work(transaction, token);
            },
            cancellationToken);

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

    private static NpgsqlBatchCommand Command(string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
