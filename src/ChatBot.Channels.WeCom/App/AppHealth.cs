using System.Collections.Concurrent;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.App;

/// <summary>
/// Whether the platform takes the app's own messages now: what decides between a card and words in the answer to a
/// callback, where nobody can wait for a second try.
/// </summary>
internal sealed class AppHealth(TimeProvider clock)
{
    /// <summary>Somebody must first mend the settings: the address list, the secret, the app.</summary>
    private static readonly TimeSpan PauseForSettings = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan PauseForTrouble = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _sickUntil = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the last call went through, or is long enough ago to try again.</summary>
    public bool IsGood(WeComAccount account) => !_sickUntil.TryGetValue(account.Name, out var until) || clock.GetUtcNow() >= until;

    /// <summary>Learns from a call.</summary>
    public void Note(WeComAccount account, WeComApiCall call)
    {
        TimeSpan? pause = call.Failure is not { } failure ? null : failure switch
        {
            // The call went through; this member or this message is at fault.
            FailureCategory.Permanent => null,
            FailureCategory.Authentication or FailureCategory.Configuration => PauseForSettings,
            FailureCategory.RateLimited => call.RetryAfter ?? PauseForTrouble,
            FailureCategory.ServiceDown or FailureCategory.Transient or FailureCategory.UnknownOutcome => PauseForTrouble,
        };
        if (pause is { } time)
        {
            _sickUntil[account.Name] = clock.GetUtcNow() + time;
        }
        else
        {
            _sickUntil.TryRemove(account.Name, out _);
        }
    }

    /// <summary>A call took longer than anybody can wait.</summary>
    public void NoteTooSlow(WeComAccount account) => _sickUntil[account.Name] = clock.GetUtcNow() + PauseForTrouble;
}
