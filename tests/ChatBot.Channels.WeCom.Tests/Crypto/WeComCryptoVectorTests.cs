using System.Text;
using System.Text.Json;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Crypto;

/// <summary>Known answers: the platform's own sample and texts made with the platform's own package.</summary>
public sealed class WeComCryptoVectorTests
{
    private const string Vectors = "protocols/wecom-vectors.json";

    [Theory]
    [InlineData("public", 4)]
    [InlineData("generated", 20)]
    public void TryOpen_PositiveVector_GivesThePlainText(string section, int atLeast)
    {
        using var json = SharedFiles.ReadJsonOrSkip(Vectors);
        var vectors = json.RootElement.GetProperty(section).EnumerateArray().ToList();
        Assert.True(vectors.Count >= atLeast, $"only {vectors.Count} vectors in {section}");

        Assert.All(vectors, vector =>
        {
            var error = Open(vector, out var message);
            using (message)
            {
                Assert.Equal(WeComCryptoError.None, error);
                Assert.Equal(Text(vector, "plaintext"), Encoding.UTF8.GetString(message!.Utf8.Span));
            }
        });
    }

    [Theory]
    [InlineData("public")]
    [InlineData("generated")]
    public void Encrypt_WithTheRandomBytesOfTheVector_GivesItsCipherTextAndSignature(string section)
    {
        using var json = SharedFiles.ReadJsonOrSkip(Vectors);
        Assert.All(json.RootElement.GetProperty(section).EnumerateArray(), vector =>
        {
            var crypto = Crypto(vector);
            var encrypted = crypto.Encrypt(Text(vector, "plaintext"), Convert.FromHexString(Text(vector, "random16Hex")));

            Assert.Equal(Text(vector, "encrypt"), encrypted);
            Assert.Equal(Text(vector, "msgSignature"), crypto.Sign(Text(vector, "timestamp"), Text(vector, "nonce"), encrypted));
        });
    }

    [Fact]
    public void TryOpen_NegativeVector_IsRefusedForTheRightReason()
    {
        using var json = SharedFiles.ReadJsonOrSkip(Vectors);
        var vectors = json.RootElement.GetProperty("negative").EnumerateArray().ToList();
        Assert.True(vectors.Count >= 11, $"only {vectors.Count} negative vectors");

        Assert.All(vectors, vector =>
        {
            var error = Open(vector, out var message);
            Assert.Null(message);
            switch (Text(vector, "expect"))
            {
                case "signature":
                    Assert.Equal(WeComCryptoError.Signature, error);
                    break;
                case "receiveid":
                    Assert.Equal(WeComCryptoError.Receiver, error);
                    break;
                default:
                    Assert.Contains(error, new[] { WeComCryptoError.Base64, WeComCryptoError.Cipher, WeComCryptoError.Layout });
                    break;
            }
        });
    }

    [Fact]
    public void TryDecryptMedia_Vector_GivesTheFile()
    {
        using var json = SharedFiles.ReadJsonOrSkip(Vectors);
        var vectors = json.RootElement.GetProperty("media").EnumerateArray().ToList();
        Assert.True(vectors.Count >= 3, $"only {vectors.Count} media vectors");

        Assert.All(vectors, vector =>
        {
            var cipher = vector.GetProperty("ciphertextBase64").GetBytesFromBase64();
            var key = vector.GetProperty("aeskeyBase64").GetBytesFromBase64();

            Assert.True(WeComCrypto.TryDecryptMedia(cipher, key, out var content));
            Assert.Equal(Text(vector, "plaintextHex"), Convert.ToHexStringLower(content));
        });
    }

    private static WeComCrypto Crypto(JsonElement vector) =>
        new(Text(vector, "token"), Text(vector, "encodingAESKey"), Text(vector, "receiveId"));

    private static WeComCryptoError Open(JsonElement vector, out DecryptedMessage? message) => Crypto(vector).TryOpen(
        Text(vector, "msgSignature"), Text(vector, "timestamp"), Text(vector, "nonce"), Text(vector, "encrypt"), out message);

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}
