using Npgsql;

namespace ChatBot.Kernel.Data;

/// <summary>
/// The record, as the stores of the capabilities read it. Every call says whose rows it is about; the <see cref="Scope"/>
/// travels in the same round trip. All members throw <see cref="Turns.StoreUnavailableException"/> when Postgres is away.
/// </summary>
public interface IDatabase
{
    /// <summary>All rows of one statement, read as <see cref="ResultReading.ListAsync{TRow}(NpgsqlDataReader, CancellationToken)"/> says.</summary>
    Task<IReadOnlyList<TRow>> QueryAsync<TRow>(Scope scope, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken);

    /// <summary>The first row of one statement, or the default.</summary>
    Task<TRow?> FirstAsync<TRow>(Scope scope, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken);

    /// <summary>All rows of one statement.</summary>
    Task<IReadOnlyList<T>> ListAsync<T>(
        Scope scope, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken);

    /// <summary>The first row of one statement, or the default.</summary>
    Task<T?> FirstAsync<T>(
        Scope scope, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken);

    /// <summary>Runs one statement; the number of rows it touched.</summary>
    Task<int> ExecuteAsync(Scope scope, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken);

    /// <summary>Runs several statements in one round trip and one transaction; the reader stands at the first one's result.</summary>
    Task<T> ReadAsync<T>(
        Scope scope,
        IReadOnlyList<NpgsqlBatchCommand> statements,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken);
}
