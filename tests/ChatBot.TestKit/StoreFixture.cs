using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Time;
using ChatBot.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace ChatBot.TestKit;

/// <summary>
/// Real stores for tests: a fresh migrated database and a Redis prefix of its own, gone at the end. Use it as class,
/// collection or assembly fixture. Without <c>ConnectionStrings__Postgres</c> and <c>ConnectionStrings__Redis</c> every
/// test that asks for something here is skipped with the reason.
/// </summary>
public sealed class StoreFixture : IAsyncLifetime
{
    private readonly string? _postgres =
        Environment.GetEnvironmentVariable("BRANCHBOT_TEST_POSTGRES") ?? Environment.GetEnvironmentVariable("ConnectionStrings__Postgres");
    private readonly string? _redis = Environment.GetEnvironmentVariable("ConnectionStrings__Redis");
    private readonly List<ServiceProvider> _replicas = [];
    private TestDatabase? _database;
    private ServiceProvider? _services;
    private NpgsqlDataSource? _outside;

    /// <summary>The clock of all services here; starts on Monday 2026-03-02 09:00 in Shanghai.</summary>
    public MovableClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    /// <summary>Redis prefix of this fixture.</summary>
    public string KeyPrefix { get; } = $"test:{Guid.NewGuid():N}:";

    /// <summary>Why the tests are skipped; null when they run.</summary>
    public string? SkipReason => string.IsNullOrEmpty(_postgres) || string.IsNullOrEmpty(_redis)
        ? "ConnectionStrings__Postgres and ConnectionStrings__Redis are not set; start them with deploy/local/services.sh start."
        : null;

    /// <summary>The stores, as <c>AddStorage</c> composes them; skips the test when there are none.</summary>
    public IServiceProvider Services
    {
        get
        {
            SkipWithoutStores();
            return _services!;
        }
    }

    /// <summary>The configuration with which a whole host uses the same database and prefix.</summary>
    public IReadOnlyDictionary<string, string?> Configuration
    {
        get
        {
            SkipWithoutStores();
            return new Dictionary<string, string?>
            {
                ["ConnectionStrings:Postgres"] = _database!.ConnectionString,
                ["ConnectionStrings:Redis"] = _redis,
                ["Storage:KeyPrefix"] = KeyPrefix,
            };
        }
    }

    /// <summary>The database looked at from outside: the rows of all branches.</summary>
    public NpgsqlDataSource Outside
    {
        get
        {
            SkipWithoutStores();
            return _outside!;
        }
    }

    /// <summary>Skips the running test when no stores are configured.</summary>
    public void SkipWithoutStores()
    {
        if (SkipReason is { } reason)
        {
            Assert.Skip(reason);
        }
    }

    /// <summary>One service of <see cref="Services"/>.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The services of another process on the same stores, with other settings where given.</summary>
    public IServiceProvider StartReplica(params (string Key, string? Value)[] settings)
    {
        var configuration = new Dictionary<string, string?>(Configuration);
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var replica = Compose(configuration);
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>Runs one statement straight on the database, for all branches; the rows it touched.</summary>
    public Task<int> ExecuteAsync(string sql, params object[] parameters) =>
        OutsideAsync(sql, parameters, command => command.ExecuteNonQueryAsync());

    /// <summary>The first value that a statement returns.</summary>
    public Task<T?> ScalarAsync<T>(string sql, params object[] parameters) =>
        OutsideAsync(sql, parameters, async command => await command.ExecuteScalarAsync() is T value ? value : default);

    /// <summary>All rows that a statement returns, from all branches.</summary>
    public Task<IReadOnlyList<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> map, params object[] parameters) =>
        OutsideAsync(sql, parameters, async command =>
        {
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<T>();
            while (await reader.ReadAsync())
            {
                rows.Add(map(reader));
            }

            return (IReadOnlyList<T>)rows;
        });

    /// <summary>Begins a transaction of its own on <paramref name="connection"/>, past the wall on every node of the database.</summary>
    public static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken = default)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SET LOCAL {Scope.ScopeSetting} = '{Scope.All}'", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (SkipReason is not null)
        {
            return;
        }

        _database = await TestDatabase.CreateAsync(_postgres!);
        _outside = NpgsqlDataSource.Create(_database.OutsideConnectionString);
        _services = Compose(Configuration);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var provider in (IEnumerable<ServiceProvider?>)[_services, .. _replicas])
        {
            if (provider is not null)
            {
                await provider.DisposeAsync();
            }
        }

        if (_outside is not null)
        {
            await _outside.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private ServiceProvider Compose(IReadOnlyDictionary<string, string?> configuration) => new ServiceCollection()
        .AddSingleton<TimeProvider>(Clock)
        .AddCapabilities(typeof(SessionsCapability).Assembly) // for their readers and writers; their use cases are not made here
        .AddStorage(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });

    private async Task<T> OutsideAsync<T>(string sql, object[] parameters, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var connection = await Outside.OpenConnectionAsync();
        await using var transaction = await BeginAsync(connection);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        var result = await run(command);
        await transaction.CommitAsync();
        return result;
    }
}
