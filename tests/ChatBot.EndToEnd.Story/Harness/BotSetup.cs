using System.Reflection;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>What a <see cref="Bot"/> runs on.</summary>
/// <param name="Postgres">Server on which it makes a database of its own.</param>
/// <param name="Redis">Redis, in which it takes a prefix of its own.</param>
public sealed record BotSetup(string Postgres, string Redis)
{
    /// <summary>Monday 2026-03-02 09:00 in Shanghai: the first moment of every story and test.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Whether the group is bound by real turns before the bot is handed over.</summary>
    public bool BindsGroup { get; init; } = true;

    /// <summary>A port on loopback by which the bot reaches Postgres instead; for wires that a test can cut.</summary>
    public int? PostgresPort { get; init; }

    /// <summary>A port on loopback by which the bot reaches Redis instead.</summary>
    public int? RedisPort { get; init; }

    /// <summary>Whether the platforms count messages by the minute and month; off for tests that live through the same minute many times.</summary>
    public bool PlatformsCount { get; init; } = true;

    /// <summary>Settings laid over everything else.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Assemblies with further capabilities.</summary>
    public IReadOnlyList<Assembly> Capabilities { get; init; } = [];

    /// <summary>Hears every line of the chats as it happens; null for nobody.</summary>
    public Action<ChatLine>? Hears { get; init; }

    /// <summary>The stores named in the environment, or null with the reason why the tests are skipped.</summary>
    public static (BotSetup? Setup, string Reason) FromEnvironment()
    {
        var postgres = Environment.GetEnvironmentVariable("ConnectionStrings__Postgres");
        var redis = Environment.GetEnvironmentVariable("ConnectionStrings__Redis");
        return string.IsNullOrEmpty(postgres) || string.IsNullOrEmpty(redis)
            ? (null, "ConnectionStrings__Postgres and ConnectionStrings__Redis are not set; start them with deploy/local/services.sh start.")
            : (new BotSetup(postgres, redis), "");
    }
}
