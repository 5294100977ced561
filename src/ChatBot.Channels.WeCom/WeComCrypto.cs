using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ChatBot.Channels.WeCom;

/// <summary>
/// Signature and encryption of WeCom callbacks (加解密方案, page 91144): self-built app and smart robot alike. Thread-safe.
/// </summary>
public sealed class WeComCrypto
{
    private const int RandomBytes = 16;
    private const int HeaderBytes = RandomBytes + sizeof(uint);

    private readonly string _token;
    private readonly byte[] _key;
    private readonly byte[] _receiver;

    /// <summary>One callback's settings.</summary>
    /// <param name="token">Token of the callback.</param>
    /// <param name="encodingAesKey">The 43 characters of the admin console.</param>
    /// <param name="receiver">CorpID for an app, empty for a company's own smart robot (page 101033).</param>
    /// <exception cref="ArgumentException">The key is not one.</exception>
    public WeComCrypto(string token, string encodingAesKey, string receiver)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(receiver);
        if (!TryReadKey(encodingAesKey, out var key))
        {
            throw new ArgumentException("An EncodingAESKey has 43 characters of base64.", nameof(encodingAesKey));
        }

        _token = token;
        _key = key;
        _receiver = Encoding.UTF8.GetBytes(receiver);
    }

    /// <summary>Whether the text can be an EncodingAESKey.</summary>
    public static bool IsEncodingAesKey(string? text) => TryReadKey(text, out _);

    /// <summary>Lower-case hex SHA-1 over token, timestamp, nonce and cipher text in ordinal order.</summary>
    public string Sign(string timestamp, string nonce, string encrypted)
    {
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        Digest(timestamp, nonce, encrypted, digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Compares in constant time.</summary>
    public bool IsSignedBy(string signature, string timestamp, string nonce, string encrypted)
    {
        ArgumentNullException.ThrowIfNull(signature);
        Span<byte> given = stackalloc byte[SHA1.HashSizeInBytes];
        var isHex = Convert.FromHexString(signature, given, out _, out var written) == OperationStatus.Done
            && written == SHA1.HashSizeInBytes;

        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        Digest(timestamp, nonce, encrypted, digest);
        return CryptographicOperations.FixedTimeEquals(given, digest) & isHex;
    }

    /// <summary>Checks the signature, decrypts, checks padding, length and receiver, in this order.</summary>
    public WeComCryptoError TryOpen(
        string signature, string timestamp, string nonce, string encrypted, out DecryptedMessage? message)
    {
        message = null;
        return IsSignedBy(signature, timestamp, nonce, encrypted)
            ? TryDecrypt(encrypted, out message)
            : WeComCryptoError.Signature;
    }

    /// <summary>Encrypts a message for the platform.</summary>
    public string Encrypt(string message)
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return Encrypt(message, random);
    }

    /// <summary>Encrypts with given random bytes: the known-answer vectors need them.</summary>
    internal string Encrypt(string message, ReadOnlySpan<byte> random)
    {
        if (random.Length != RandomBytes)
        {
            throw new ArgumentException("Sixteen random bytes go in front.", nameof(random));
        }

        var length = Encoding.UTF8.GetByteCount(message);
        var unpadded = HeaderBytes + length + _receiver.Length;
        var total = CallbackCipher.PaddedLength(unpadded);

        var plainBuffer = ArrayPool<byte>.Shared.Rent(total);
        var cipherBuffer = ArrayPool<byte>.Shared.Rent(total);
        try
        {
            var plain = plainBuffer.AsSpan(0, total);
            random.CopyTo(plain);
            BinaryPrimitives.WriteUInt32BigEndian(plain[RandomBytes..], (uint)length);
            Encoding.UTF8.GetBytes(message, plain[HeaderBytes..]);
            _receiver.CopyTo(plain[(HeaderBytes + length)..]);
            CallbackCipher.Encrypt(plain, unpadded, _key, cipherBuffer);
            return Convert.ToBase64String(cipherBuffer, 0, total);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plainBuffer, clearArray: true);
            ArrayPool<byte>.Shared.Return(cipherBuffer);
        }
    }

    /// <summary>
    /// Decrypts a file of the smart robot: same cipher and padding, no framing (page 100719). False when it is damaged.
    /// </summary>
    /// <param name="encrypted">The bytes as loaded.</param>
    /// <param name="key">The 32 bytes of the item's <c>aeskey</c>, or of the EncodingAESKey.</param>
    /// <param name="content">The file.</param>
    public static bool TryDecryptMedia(ReadOnlySpan<byte> encrypted, ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        if (key.Length != CallbackCipher.KeyBytes || !CallbackCipher.IsWholeBlocks(encrypted.Length))
        {
            return false;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(encrypted.Length);
        try
        {
            if (!CallbackCipher.TryDecrypt(encrypted, key, buffer, out var length))
            {
                return false;
            }

            content = buffer[..length];
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    internal WeComCryptoError TryDecrypt(string encrypted, out DecryptedMessage? message)
    {
        message = null;
        var cipherBuffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, encrypted.Length / 4 * 3 + 3));
        try
        {
            if (!Convert.TryFromBase64Chars(encrypted, cipherBuffer, out var length))
            {
                return WeComCryptoError.Base64;
            }

            return CallbackCipher.IsWholeBlocks(length) ? Decrypt(cipherBuffer.AsSpan(0, length), out message) : WeComCryptoError.Cipher;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(cipherBuffer);
        }
    }

    private WeComCryptoError Decrypt(ReadOnlySpan<byte> cipher, out DecryptedMessage? message)
    {
        message = null;
        var buffer = ArrayPool<byte>.Shared.Rent(cipher.Length);
        var error = WeComCryptoError.Cipher;
        try
        {
            if (CallbackCipher.TryDecrypt(cipher, _key, buffer, out var unpadded))
            {
                error = CheckLayout(buffer.AsSpan(0, unpadded), out var length);
                if (error == WeComCryptoError.None)
                {
                    message = new DecryptedMessage(buffer, HeaderBytes, length);
                }
            }
        }
        finally
        {
            if (message is null)
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }
        }

        return error;
    }

    private WeComCryptoError CheckLayout(ReadOnlySpan<byte> plain, out int length)
    {
        length = 0;
        if (plain.Length < HeaderBytes)
        {
            return WeComCryptoError.Layout;
        }

        // Unsigned: read as a signed number, a length of 0xfffffff0 would pass as small.
        var stated = BinaryPrimitives.ReadUInt32BigEndian(plain[RandomBytes..]);
        if (stated > (uint)(plain.Length - HeaderBytes))
        {
            return WeComCryptoError.Layout;
        }

        length = (int)stated;
        return CryptographicOperations.FixedTimeEquals(plain[(HeaderBytes + length)..], _receiver)
            ? WeComCryptoError.None
            : WeComCryptoError.Receiver;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The platform's signature is SHA-1 (page 91144).")]
    private void Digest(string timestamp, string nonce, string encrypted, Span<byte> digest)
    {
        string[] pieces = [_token, timestamp, nonce, encrypted];

        // Ordinal: the culture's order differs where upper and lower case or '+' and '/' meet.
        Array.Sort(pieces, StringComparer.Ordinal);

        var size = 0;
        foreach (var piece in pieces)
        {
            size += Encoding.UTF8.GetByteCount(piece);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var written = 0;
            foreach (var piece in pieces)
            {
                written += Encoding.UTF8.GetBytes(piece, buffer.AsSpan(written));
            }

            SHA1.HashData(buffer.AsSpan(0, written), digest);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static bool TryReadKey(string? text, [NotNullWhen(true)] out byte[]? key)
    {
        // The 43rd character may carry two spare bits that are not zero; .NET's decoder lets them pass, strict ones do not.
        var bytes = new byte[CallbackCipher.KeyBytes + 1];
        var isKey = text is { Length: 43 }
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')
            && Convert.TryFromBase64String(text + "=", bytes, out var written)
            && written == CallbackCipher.KeyBytes;
        key = isKey ? bytes[..CallbackCipher.KeyBytes] : null;
        return isKey;
    }
}
