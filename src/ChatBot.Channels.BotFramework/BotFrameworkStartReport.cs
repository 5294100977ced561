using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.BotFramework;

/// <summary>Says once, at the start, what is configured.</summary>
internal sealed class BotFrameworkStartReport(BotFrameworkAccounts accounts, ILogger<BotFrameworkStartReport> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var account in accounts.All)
        {
            if (account.HasApp)
            {
                Log.AccountConfigured(logger, account.Name, account.Options.MicrosoftAppType);
            }
            else
            {
                Log.NobodyProven(logger, account.Name);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
