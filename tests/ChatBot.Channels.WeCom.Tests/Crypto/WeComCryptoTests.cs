using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Crypto;

public sealed class WeComCryptoTests
{
    private const string Token = "TestToken1";
    private const string AesKey = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";
    private const string Receiver = "ww0000example00001";
    private static readonly byte[] Key = Convert.FromBase64String(AesKey + "=")[..32];

    private readonly WeComCrypto _crypto = new(Token, AesKey, Receiver);

    // 32 lengths in a row reach every pad from 1 to 32, the half that .NET's own PKCS#7 refuses included.
    [Fact]
    public void TryOpen_OwnCipherTextOfEveryPadLength_GivesTheMessage()
    {
        for (var length = 0; length < 64; length++)
        {
            var text = new string('会', length / 3) + new string('x', length % 3);
            var encrypted = _crypto.Encrypt(text);

            var error = _crypto.TryOpen(_crypto.Sign("1", "2", encrypted), "1", "2", encrypted, out var message);

            using (message)
            {
                Assert.Equal(WeComCryptoError.None, error);
                Assert.Equal(text, Encoding.UTF8.GetString(message!.Utf8.Span));
            }
        }
    }

    [Fact]
    public void Encrypt_SameMessageTwice_GivesDifferentCipherTexts() =>
        Assert.NotEqual(_crypto.Encrypt("same"), _crypto.Encrypt("same"));

    [Fact]
    public void Sign_PiecesThatCulturesOrderOtherwise_SortsByOrdinal()
    {
        // Ordinal: "/c" < "1" < "Z" < "a"; the digest of "/c1Za" is sha1sum's.
        var crypto = new WeComCrypto("a", AesKey, Receiver);

        Assert.Equal("032cbb0fd2a8d797f35b03294fbb1db62aa80d73", crypto.Sign("1", "Z", "/c"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000")]
    public void IsSignedBy_WrongSignature_IsFalse(string signature) =>
        Assert.False(_crypto.IsSignedBy(signature, "1", "2", "abc"));

    [Theory]
    [InlineData(0, WeComCryptoError.Cipher)]
    [InlineData(33, WeComCryptoError.Cipher)]
    [InlineData(255, WeComCryptoError.Cipher)]
    public void TryDecrypt_PadByteOutOfRange_IsRefused(int pad, WeComCryptoError expected)
    {
        var frame = Frame("hello", 5);
        Array.Fill(frame, (byte)pad, frame.Length - 1, 1);

        Assert.Equal(expected, Decrypt(Seal(frame)));
    }

    [Fact]
    public void TryDecrypt_PadBytesNotAllEqual_IsRefused()
    {
        var frame = Frame("hello", 5);
        frame[^2] ^= 1;

        Assert.Equal(WeComCryptoError.Cipher, Decrypt(Seal(frame)));
    }

    [Theory]
    [InlineData(6u + 18u)]
    [InlineData(1000u)]
    [InlineData(0x7fffffffu)]
    [InlineData(0xfffffff0u)]
    public void TryDecrypt_StatedLengthBeyondTheEnd_IsRefused(uint stated) =>
        Assert.Equal(WeComCryptoError.Layout, Decrypt(Seal(Frame("hello", stated))));

    [Theory]
    [InlineData(4u)]
    [InlineData(6u)]
    public void TryDecrypt_StatedLengthBesideTheMessage_HasNoReceiver(uint stated) =>
        Assert.Equal(WeComCryptoError.Receiver, Decrypt(Seal(Frame("hello", stated))));

    [Fact]
    public void TryDecrypt_ForAnotherCompany_IsRefused() =>
        Assert.Equal(WeComCryptoError.Receiver, Decrypt(new WeComCrypto(Token, AesKey, "ww0000example00002").Encrypt("hello")));

    [Fact]
    public void TryDecrypt_EmptyReceiver_TakesOnlyEmpty()
    {
        var robot = new WeComCrypto(Token, AesKey, "");

        Assert.Equal(WeComCryptoError.None, Decrypt(robot.Encrypt("hello"), robot));
        Assert.Equal(WeComCryptoError.Receiver, Decrypt(_crypto.Encrypt("hello"), robot));
    }

    [Theory]
    [InlineData("", WeComCryptoError.Cipher)]
    [InlineData("=", WeComCryptoError.Base64)]
    [InlineData("not base64 !!", WeComCryptoError.Base64)]
    [InlineData("AAAA", WeComCryptoError.Cipher)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==", WeComCryptoError.Cipher)]
    public void TryDecrypt_NoCipherText_IsRefused(string encrypted, WeComCryptoError expected) =>
        Assert.Equal(expected, Decrypt(encrypted));

    [Fact]
    public void TryDecrypt_TruncatedAnywhere_NeverOpensAndNeverThrows()
    {
        var whole = Convert.FromBase64String(_crypto.Encrypt("a message of some length, longer than two blocks"));
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.NotEqual(WeComCryptoError.None, Decrypt(Convert.ToBase64String(whole.AsSpan(0, length))));
        }
    }

    [Fact]
    public void TryDecryptMedia_DamagedOrWrongKey_IsFalse()
    {
        var cipher = Convert.FromBase64String(Seal(Frame("hello", 5)));

        Assert.True(WeComCrypto.TryDecryptMedia(cipher, Key, out var content));
        Assert.Equal(16 + 4 + 5 + Receiver.Length, content.Length);
        Assert.False(WeComCrypto.TryDecryptMedia(cipher.AsSpan(0, 15), Key, out _));
        Assert.False(WeComCrypto.TryDecryptMedia([], Key, out _));
        Assert.False(WeComCrypto.TryDecryptMedia(cipher, Key.AsSpan(0, 16), out _));
    }

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP", false)]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR", false)]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO 1", false)]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO=1", false)]
    [InlineData(null, false)]
    public void IsEncodingAesKey_Text_TellsKeysFromOthers(string? text, bool isKey) =>
        Assert.Equal(isKey, WeComCrypto.IsEncodingAesKey(text));

    [Fact]
    public void Constructor_NoKey_Throws() => Assert.Throws<ArgumentException>(() => new WeComCrypto(Token, "short", Receiver));

    [Fact]
    public void Utf8_AfterDispose_Throws()
    {
        var encrypted = _crypto.Encrypt("hello");
        _crypto.TryDecrypt(encrypted, out var message);
        message!.Dispose();
        message.Dispose();

        Assert.Throws<ObjectDisposedException>(() => message.Utf8);
    }

    private WeComCryptoError Decrypt(string encrypted, WeComCrypto? crypto = null)
    {
        var error = (crypto ?? _crypto).TryDecrypt(encrypted, out var message);
        Assert.Equal(error == WeComCryptoError.None, message is not null);
        message?.Dispose();
        return error;
    }

    private static byte[] Frame(string message, uint statedLength)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, statedLength);
        byte[] unpadded = [.. new byte[16], .. length, .. Encoding.UTF8.GetBytes(message + Receiver)];
        var pad = 32 - (unpadded.Length % 32);
        return [.. unpadded, .. Enumerable.Repeat((byte)pad, pad)];
    }

    private static string Seal(byte[] frame)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        return Convert.ToBase64String(aes.EncryptCbc(frame, Key.AsSpan(0, 16), PaddingMode.None));
    }
}
