using Npgsql;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>Says the moment at which a turn has just been committed, by a trigger that only this database has.</summary>
internal sealed class CommitWatch : IAsyncDisposable
{
    private const string Trigger = """
        CREATE FUNCTION say_committed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_notify('committed', ''); RETURN NULL; END $$;
        CREATE TRIGGER say_committed AFTER INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION say_committed();
        """;

    private readonly NpgsqlConnection _connection;

    private CommitWatch(NpgsqlConnection connection) => _connection = connection;

    public static async Task<CommitWatch> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var watch = new CommitWatch(connection);
        await watch.RunAsync(Trigger, cancellationToken);
        return watch;
    }

    /// <summary>Waits for the next commit of a turn; false when none came in time.</summary>
    public async Task<bool> NextAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        await RunAsync("LISTEN committed", cancellationToken);
        var came = await _connection.WaitAsync(within, cancellationToken);
        return came;
    }

    /// <summary>No longer listens; what came meanwhile is forgotten.</summary>
    public Task RestAsync(CancellationToken cancellationToken) => RunAsync("UNLISTEN committed", cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
