using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// How the platform spells a user id: ids are one person whatever the case, but a chat is found only letter for letter. The
/// spelling of those who have capitals is kept as a note among the leases, so that every replica can write to them.
/// </summary>
internal sealed class RobotMemory(ILeaseStore leases, ILogger<RobotMemory> logger) : IDisposable
{
    private static readonly TimeSpan SpelledFor = TimeSpan.FromDays(365);
    private static readonly TimeSpan NotedFor = TimeSpan.FromDays(1);

    private readonly MemoryCache _spelled = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Notes how a user id is spelled.</summary>
    public async Task RememberSpellingAsync(string account, string userId)
    {
        var name = WeComInbound.NormaliseUserId(userId);
        if (name == userId || _spelled.Get<string>(Key(account, name)) == userId)
        {
            return;
        }

        try
        {
            if (!await leases.TryHoldAsync(Key(account, name), userId, SpelledFor, CancellationToken.None)
                && await leases.HolderOfAsync(Key(account, name), CancellationToken.None) is { } before)
            {
                await leases.ReleaseAsync(Key(account, name), before, CancellationToken.None);
                await leases.TryHoldAsync(Key(account, name), userId, SpelledFor, CancellationToken.None);
            }

            Keep(account, name, userId);
        }
        catch (StoreUnavailableException)
        {
            logger.StoreAway(account, "spelling of a user id not noted");
        }
    }

    /// <summary>How the platform spells the user id, as far as it is known.</summary>
    public async Task<string> SpellAsync(string account, string userId, CancellationToken cancellationToken)
    {
        var name = WeComInbound.NormaliseUserId(userId);
        if (_spelled.Get<string>(Key(account, name)) is { } known)
        {
            return known;
        }

        try
        {
            var spelled = await leases.HolderOfAsync(Key(account, name), cancellationToken) ?? userId;
            Keep(account, name, spelled);
            return spelled;
        }
        catch (StoreUnavailableException)
        {
            return userId;
        }
    }

    public void Dispose()
    {
        _spelled.Dispose();
    }

    private static string Key(string account, string name) => $"wecom:spelled:{account}:{name}";

    private void Keep(string account, string name, string spelled) =>
        _spelled.Set(Key(account, name), spelled, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = NotedFor });
}
