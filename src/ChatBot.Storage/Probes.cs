using ChatBot.Kernel.Data;
using ChatBot.Kernel.Turns;

namespace ChatBot.Storage;

/// <summary>Whether Postgres answers.</summary>
internal sealed class PostgresProbe(Postgres postgres) : IStoreProbe
{
    public string Name => "postgres";

    public async Task<bool> IsUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await postgres.ExecuteAsync(Scope.NoBranch, "SELECT 1", [], cancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}

/// <summary>Whether Redis answers.</summary>
internal sealed class RedisProbe(RedisStore redis) : IStoreProbe
{
    public string Name => "redis";

    public async Task<bool> IsUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await redis.RunAsync(database => database.PingAsync(), cancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
