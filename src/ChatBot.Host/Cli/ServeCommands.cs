using System.CommandLine;
using ChatBot.Host.Serving;
using Microsoft.Extensions.Options;

namespace ChatBot.Host.Cli;

/// <summary><c>chatbot serve</c>.</summary>
internal static class ServeCommands
{
    public static Command Serve()
    {
        var config = CommandHost.ConfigOption();
        var command = new Command("serve", "Serve callbacks, health and, where enabled, the simulator") { config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = BotHost.Build(parsed.GetValue(config));
            // Before the host starts, so that a wrong setting is one line and not a stack of them.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.StartAsync(cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}
