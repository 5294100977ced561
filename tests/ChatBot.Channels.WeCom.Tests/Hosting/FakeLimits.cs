using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Outbox;

namespace ChatBot.Channels.WeCom.Tests.Hosting;

/// <summary>The shared counters: room until the test says otherwise.</summary>
internal sealed class FakeLimits : IRateLimiter
{
    public bool IsFull { get; set; }

    public Task<TimeSpan?> TryTakeAsync(IReadOnlyList<RateWindow> windows, CancellationToken cancellationToken) =>
        Task.FromResult<TimeSpan?>(IsFull ? TimeSpan.FromSeconds(30) : null);
}
