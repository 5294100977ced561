using ChatBot.EndToEnd.Story.Harness;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.StoresAway;

/// <summary>A bot whose wires to Postgres and Redis can be cut, with one session ahead.</summary>
public sealed class AwayFixture : IAsyncLifetime
{
    private Bot? _bot;
    private Relay? _postgres;
    private Relay? _redis;

    /// <summary>The bot; skips the test when there are no stores.</summary>
    public Bot Bot
    {
        get
        {
            Stores.SkipWithout();
            return _bot!;
        }
    }

    internal Relay Postgres => _postgres!;

    internal Relay Redis => _redis!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Stores.Setup is not { } setup)
        {
            return;
        }

        var postgres = new NpgsqlConnectionStringBuilder(setup.Postgres);
        var redis = setup.Redis.Split(',')[0].Split(':');
        _postgres = new Relay(postgres.Host!, postgres.Port);
        _redis = new Relay(redis[0], int.Parse(redis[1], System.Globalization.CultureInfo.InvariantCulture));
        _bot = await Bot.StartAsync(setup with { PostgresPort = _postgres.Port, RedisPort = _redis.Port }, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_bot is not null)
        {
            await _bot.DisposeAsync();
            await _postgres!.DisposeAsync();
            await _redis!.DisposeAsync();
        }
    }

    /// <summary>A new session; its number.</summary>
    public async Task<int> SessionAsync()
    {
        await Bot.Secretary.SaysAsync("/开会 党课 4月1日15:00 三楼会议室 主题=专题学习");
        return await Bot.Books.ScalarAsync<int>("SELECT max(number) FROM session");
    }

    /// <summary>Waits until readiness is as it should be; what it said last.</summary>
    public async Task<string> WaitForReadyAsync(bool ready)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var response = await http.GetAsync(new Uri(Bot.Url, "health/ready"), limit.Token);
            if (response.IsSuccessStatusCode == ready)
            {
                return await response.Content.ReadAsStringAsync(limit.Token);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
