using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChatBot.PlatformDoubles;

/// <summary>
/// The callback encryption (加解密方案, page 91144) from the platform's side, written apart from the product's:
/// AES-256-CBC, padding to 32, SHA-1 signature over the sorted parts.
/// </summary>
/// <param name="token">Token of the callback settings.</param>
/// <param name="encodingAesKey">43 characters.</param>
/// <param name="receiveId">Corp id; empty for a smart robot of the company itself.</param>
public sealed class WeComCipher(string token, string encodingAesKey, string receiveId)
{
    private const int Block = 32;
    private readonly byte[] _key = Convert.FromBase64String(encodingAesKey + "=");

    /// <summary>Lower-case hex SHA-1 over token, timestamp, nonce and cipher text in ordinal order.</summary>
    public string Sign(string timestamp, string nonce, string encrypted)
    {
        string[] parts = [token, timestamp, nonce, encrypted];
        Array.Sort(parts, StringComparer.Ordinal);
#pragma warning disable CA5350 // The platform's signature is SHA-1.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
#pragma warning restore CA5350
    }

    /// <summary>Encrypts a message for the bot, with fresh random bytes in front.</summary>
    public string Encrypt(string message) => Encrypt(message, RandomNumberGenerator.GetBytes(16));

    /// <summary>Encrypts with given random bytes, for known answers.</summary>
    public string Encrypt(string message, ReadOnlySpan<byte> random16)
    {
        var body = Encoding.UTF8.GetBytes(message);
        return EncryptFrame([.. random16, .. Length((uint)body.Length), .. body, .. Encoding.UTF8.GetBytes(receiveId)]);
    }

    /// <summary>Decrypts and checks everything: padding byte for byte, length, receiver, UTF-8.</summary>
    /// <exception cref="WeComCipherException">Something does not fit.</exception>
    public string Decrypt(string encrypted)
    {
        byte[] cipher;
        try
        {
            cipher = Convert.FromBase64String(encrypted);
        }
        catch (FormatException)
        {
            throw new WeComCipherException("The cipher text is not base64.");
        }

        if (cipher.Length == 0 || cipher.Length % Block != 0)
        {
            throw new WeComCipherException("The cipher text is no multiple of 32 bytes.");
        }

        using var aes = NewAes();
        var padded = aes.DecryptCbc(cipher, _key.AsSpan(0, 16), PaddingMode.None);
        var pad = padded[^1];
        if (pad is 0 or > Block || padded[^pad..].Any(b => b != pad))
        {
            throw new WeComCipherException("The padding is wrong.");
        }

        var frame = padded[..^pad];
        if (frame.Length < 20)
        {
            throw new WeComCipherException("The plain text is too short.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(16));
        if (length > frame.Length - 20)
        {
            throw new WeComCipherException("The length reaches beyond the end.");
        }

        var end = 20 + (int)length;
        if (!frame.AsSpan(end).SequenceEqual(Encoding.UTF8.GetBytes(receiveId)))
        {
            throw new WeComCipherException("The receiver is another one.");
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(frame, 20, (int)length);
        }
        catch (DecoderFallbackException)
        {
            throw new WeComCipherException("The message is not UTF-8.");
        }
    }

    /// <summary>Pads and encrypts a frame that may be broken on purpose.</summary>
    internal string EncryptFrame(byte[] frame, byte? padByte = null)
    {
        var pad = Block - (frame.Length % Block);
        byte[] padded = [.. frame, .. Enumerable.Repeat(padByte ?? (byte)pad, pad)];
        using var aes = NewAes();
        return Convert.ToBase64String(aes.EncryptCbc(padded, _key.AsSpan(0, 16), PaddingMode.None));
    }

    internal static byte[] Length(uint length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, length);
        return bytes;
    }

    private Aes NewAes()
    {
        var aes = Aes.Create();
        aes.Key = _key;
        return aes;
    }
}

/// <summary>A callback reply or message that the platform would not understand.</summary>
public sealed class WeComCipherException(string message, Exception? inner = null) : Exception(message, inner);
