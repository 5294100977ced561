using System.Buffers;

namespace ChatBot.Channels.WeCom;

/// <summary>A decrypted message in a pooled buffer, which is wiped and given back by <see cref="Dispose"/>.</summary>
public sealed class DecryptedMessage : IDisposable
{
    private readonly int _start;
    private readonly int _length;
    private byte[]? _rented;

    internal DecryptedMessage(byte[] rented, int start, int length)
    {
        _rented = rented;
        _start = start;
        _length = length;
    }

    /// <summary>The message, UTF-8.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    public ReadOnlyMemory<byte> Utf8
    {
        get
        {
            ObjectDisposedException.ThrowIf(_rented is null, this);
            return _rented.AsMemory(_start, _length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rented is { } buffer)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
