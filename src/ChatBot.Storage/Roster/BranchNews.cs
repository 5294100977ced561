using ChatBot.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatBot.Storage.Roster;

/// <summary>Listens for branches that other replicas changed. Redis may be away at the start and for any time after.</summary>
internal sealed class BranchNews(RedisStore redis, BranchDirectory directory, ILogger<BranchNews> logger) : BackgroundService
{
    /// <summary>The pub/sub channel, after the key prefix.</summary>
    public const string Channel = "branch-changed";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The message: who says it, which branch.</summary>
    public static string Say(string instance, BranchId branch) => $"{instance}:{branch}";

    /// <summary>Takes one message: another replica's branch is forgotten here.</summary>
    public void Hear(string message)
    {
        if (message.Split(':') is [var instance, var id] && instance != redis.Instance && Guid.TryParse(id, out var branch))
        {
            directory.Forget(new BranchId(branch));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What was said while the connection was down is lost.
        redis.Reconnected += (_, _) => directory.ForgetAll();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await redis.SubscribeAsync(Channel, Hear, stoppingToken);
                directory.ForgetAll();
                return;
            }
            catch (Kernel.Turns.StoreUnavailableException e)
            {
                Log.NotListening(logger, e);
                // Real time, because it is the network that we wait for.
                await Task.Delay(RetryAfter, TimeProvider.System, stoppingToken);
            }
        }
    }
}
