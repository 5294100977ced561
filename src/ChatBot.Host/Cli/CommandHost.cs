using System.CommandLine;
using ChatBot.Host.Serving;
using ChatBot.Kernel.Roster;

namespace ChatBot.Host.Cli;

/// <summary>What commands share: the configuration option, services without web and workers, finding a branch.</summary>
internal static class CommandHost
{
    /// <summary><c>--config FILE</c>.</summary>
    public static Option<string?> ConfigOption() => new("--config") { Description = "JSON file with settings; environment variables with __ go over it" };

    /// <summary><c>--branch CODE</c>.</summary>
    public static Option<string> BranchOption() => new("--branch") { Description = "Code of the branch", Required = true };

    /// <summary>The bot's services; the caller disposes them.</summary>
    public static ServiceProvider Services(string? configFile)
    {
        var configuration = new ConfigurationManager();
        BotHost.Configure(configuration, configFile);
        return Services(configuration);
    }

    /// <summary>The services of commands that ask no store: what is declared is known without one. The caller disposes them.</summary>
    public static ServiceProvider ServicesWithoutStores()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:Postgres"] = "Host=localhost", ["ConnectionStrings:Redis"] = "localhost" });
        return Services(configuration);
    }

    private static ServiceProvider Services(ConfigurationManager configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
        services.Configure<LoggerFilterOptions>(o => o.MinLevel = LogLevel.Warning);
        BotHost.AddBot(services, configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>The branch of a code.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static async Task<Branch> BranchAsync(IServiceProvider services, string code, CancellationToken cancellationToken) =>
        await services.GetRequiredService<IBranchAdmin>().FindByCodeAsync(code, cancellationToken)
            ?? throw new InvalidDataException($"There is no branch with the code {code}. See: chatbot branch list");
}
