using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatBot.Storage.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("ConnectionStrings:Postgres")]
    [InlineData("ConnectionStrings:Redis")]
    public void AddStorage_ConnectionMissing_NamesTheFullKey(string missing)
    {
        var settings = Good();
        settings.Remove(missing);

        var fault = Assert.Throws<OptionsValidationException>(() => Compose(settings).GetRequiredService<IOptions<StoreConnections>>().Value);

        Assert.Contains(missing, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddStorage_ImpossibleLifetime_IsRefused()
    {
        var settings = Good();
        settings["Storage:SnapshotLifetime"] = "2.00:00:00";

        var fault = Assert.Throws<OptionsValidationException>(() => Compose(settings).GetRequiredService<IOptions<StorageOptions>>().Value);

        Assert.Contains("SnapshotLifetime", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 5, 3, 200)]
    [InlineData(";Command Timeout=9;Timeout=8;Max Auto Prepare=0", 9, 8, 0)]
    [InlineData(";CommandTimeout=9;MaxAutoPrepare=0", 9, 3, 0)]
    public void AddStorage_TimeLimits_AreShortUnlessTheConnectionSaysOtherwise(string extra, int command, int connect, int prepare)
    {
        var settings = Good();
        settings["ConnectionStrings:Postgres"] += extra;

        using var source = Compose(settings).GetRequiredService<NpgsqlDataSource>();
        var used = new NpgsqlConnectionStringBuilder(source.ConnectionString);

        Assert.Equal((command, connect, prepare), (used.CommandTimeout, used.Timeout, used.MaxAutoPrepare));
    }

    private static Dictionary<string, string?> Good() => new()
    {
        ["ConnectionStrings:Postgres"] = "Host=127.0.0.1;Username=u;Database=d",
        ["ConnectionStrings:Redis"] = "127.0.0.1:6379",
    };

    private static ServiceProvider Compose(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
}
