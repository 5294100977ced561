using ChatBot.Application.Turns;
using Npgsql;

namespace ChatBot.Storage;

/// <summary>
/// The one way to Postgres: every call runs through <see cref="RunAsync"/>, which turns all that means "the store is
/// away" into <see cref="StoreUnavailableException"/>.
/// </summary>
internal sealed class Postgres(NpgsqlDataSource source)
{
    /// <summary>Runs work on a pooled connection.</summary>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
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

    /// <summary>All rows of one statement.</summary>
    public Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        RunAsync(
            async (connection, token) =>
            {
                await using var command = Command(connection, sql, parameters);
                await using var rows = await command.ExecuteReaderAsync(token);
                return await rows.ListAsync(map, token);
            },
            cancellationToken);

    /// <summary>The first row of one statement, or the default.</summary>
    public async Task<T?> FirstAsync<T>(
        string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = await ListAsync(sql, parameters, map, cancellationToken);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>Runs one statement; the number of rows it touched.</summary>
    public Task<int> ExecuteAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        RunAsync(
            async (connection, token) =>
            {
                await using var command = Command(connection, sql, parameters);
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return command;
    }
}

/// <summary>Whole results.</summary>
internal static class ResultReading
{
    /// <summary>All rows of the present result.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlDataReader rows, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            list.Add(map(rows));
        }

        return list;
    }
}
