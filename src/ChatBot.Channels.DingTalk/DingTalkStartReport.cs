using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.DingTalk;

/// <summary>Says once, at the start, what is configured.</summary>
internal sealed class DingTalkStartReport(DingTalkAccounts accounts, ILogger<DingTalkStartReport> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (accounts.All.Count == 0)
        {
            Log.NothingConfigured(logger);
        }

        foreach (var account in accounts.All)
        {
            Log.AccountConfigured(logger, account.Name, account.Options.HasApp, account.Options.GroupWebhooks.Count);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
