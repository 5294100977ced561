using ChatBot.Kernel.UseCases;

namespace ChatBot.Kernel;

/// <summary>
/// Ids that grow with time (UUID version 7), so that new rows stand together in an index. A counter stands behind the
/// milliseconds (RFC 9562, 6.2, method 1): what one process makes together, such as the members of a roster file, keeps its
/// order.
/// </summary>
public sealed class TimeOrderedIds(TimeProvider clock) : IIdSource
{
    private const int CounterBits = 12;
    private long _last;

    /// <inheritdoc/>
    public Guid New()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
        long last, next;
        do
        {
            last = Interlocked.Read(ref _last);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        Span<byte> bytes = stackalloc byte[16];
#pragma warning disable RS0030 // This is the source of ids.
        _ = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(next >> CounterBits)).TryWriteBytes(bytes, bigEndian: true, out _);
#pragma warning restore RS0030
        bytes[6] = (byte)((bytes[6] & 0xF0) | (int)((next >> 8) & 0x0F));
        bytes[7] = (byte)next;
        return new Guid(bytes, bigEndian: true);
    }
}
