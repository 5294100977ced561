using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatBot.Channels.BotFramework;

/// <summary>Whether this is a developer's machine, where a bot without registration and connectors on loopback are allowed.</summary>
internal sealed class BotFrameworkEnvironment(IServiceProvider services)
{
    /// <summary>By the host's environment; on the command line, which has no host, by the variables that a host reads.</summary>
    public bool IsDevelopment { get; } = services.GetService<IHostEnvironment>()?.IsDevelopment()
        ?? string.Equals(
            Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
            Environments.Development,
            StringComparison.OrdinalIgnoreCase);
}
