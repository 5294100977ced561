using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ChatBot.Channels.WeCom;

/// <summary>AES-256-CBC as the platform uses it: the first half of the key is the IV, PKCS#7 goes to 32 bytes.</summary>
internal static class CallbackCipher
{
    public const int KeyBytes = 32;

    private const int MaxPad = 32;
    private const int BlockBytes = 16;

    /// <summary>Bytes with padding, which is never empty.</summary>
    public static int PaddedLength(int length) => length + MaxPad - (length % MaxPad);

    /// <summary>Whether the length is one that the cipher gives.</summary>
    public static bool IsWholeBlocks(int length) => length > 0 && length % BlockBytes == 0;

    /// <summary>Pads in place behind <paramref name="length"/> bytes and encrypts.</summary>
    public static void Encrypt(Span<byte> padded, int length, ReadOnlySpan<byte> key, Span<byte> encrypted)
    {
        padded[length..].Fill((byte)(padded.Length - length));
        using var aes = CreateAes(key);
        aes.EncryptCbc(padded, key[..BlockBytes], encrypted, PaddingMode.None);
    }

    /// <summary>Decrypts whole blocks; false when the padding is damaged.</summary>
    public static bool TryDecrypt(ReadOnlySpan<byte> encrypted, ReadOnlySpan<byte> key, Span<byte> plain, out int length)
    {
        using var aes = CreateAes(key);
        aes.DecryptCbc(encrypted, key[..BlockBytes], plain, PaddingMode.None);
        return TryUnpad(plain[..encrypted.Length], out length);
    }

    // .NET's own PaddingMode.PKCS7 stops at 16 and throws on pads of 17 to 32.
    private static bool TryUnpad(ReadOnlySpan<byte> plain, out int length)
    {
        length = 0;
        int pad = plain[^1];
        if (pad is < 1 or > MaxPad || pad > plain.Length || plain[^pad..].ContainsAnyExcept((byte)pad))
        {
            return false;
        }

        length = plain.Length - pad;
        return true;
    }

    [SuppressMessage("Security", "CA5401", Justification = "The IV is the first half of the key by the platform's definition.")]
    private static Aes CreateAes(ReadOnlySpan<byte> key)
    {
        var aes = Aes.Create();
        aes.SetKey(key);
        return aes;
    }
}
