using Microsoft.Extensions.Logging;

namespace ChatBot.Channels.WeCom;

/// <summary>Writes at most one line a minute about refused callbacks: whoever finds the address must not fill the disk.</summary>
internal sealed class WeComRefusals(TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private DateTimeOffset _quietUntil = DateTimeOffset.MinValue;
    private long _refused;

    public void Count(string account, string reason)
    {
        long refused;
        lock (_gate)
        {
            _refused++;
            var now = clock.GetUtcNow();
            if (now < _quietUntil)
            {
                return;
            }

            _quietUntil = now + Pause;
            refused = _refused;
            _refused = 0;
        }

        logger.CallbackRefused(account, reason, refused);
    }
}
