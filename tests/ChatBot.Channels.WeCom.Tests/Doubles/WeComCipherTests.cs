using System.Text.Json;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Doubles;

/// <summary>The double's own encryption against known answers, so that it can be trusted to judge the product's.</summary>
public sealed class WeComCipherTests
{
    private const string Encrypted = "fHdRQ5b609ngtphQV6kmfc4TfGleox4QxxgXRy8/3mo1PTcdQEm47krFj82gqUfvhX7yFuWS4d2W4S+nuPNGuA==";

    [Fact]
    public void Encrypt_KnownRandomBytes_GivesWhatOpensslGives()
    {
        var cipher = new WeComCipher(WeComDemo.Token, WeComDemo.EncodingAesKey, WeComDemo.CorpId);
        byte[] random16 = [.. Enumerable.Range(0, 16).Select(n => (byte)n)];

        Assert.Equal(Encrypted, cipher.Encrypt("报名 wednesday", random16));
        Assert.Equal("报名 wednesday", cipher.Decrypt(Encrypted));
        Assert.Equal("f18f8e2ece5b2d0f9d63f16f2456229a7780e78c", cipher.Sign("1772589600", "zZ09aA", Encrypted));
    }

    [Fact]
    public void EncryptAndDecrypt_SharedVectors_AgreeByteForByte()
    {
        foreach (var vector in Vectors("public").Concat(Vectors("generated")))
        {
            var name = Of(vector, "name");
            var cipher = new WeComCipher(Of(vector, "token"), Of(vector, "encodingAESKey"), Of(vector, "receiveId"));

            Assert.True(Of(vector, "msgSignature") == cipher.Sign(Of(vector, "timestamp"), Of(vector, "nonce"), Of(vector, "encrypt")), name);
            Assert.True(Of(vector, "plaintext") == cipher.Decrypt(Of(vector, "encrypt")), name);
            Assert.True(Of(vector, "encrypt") == cipher.Encrypt(Of(vector, "plaintext"), Convert.FromHexString(Of(vector, "random16Hex"))), name);
        }
    }

    [Fact]
    public void Decrypt_SharedNegativeVectors_RefusesEach()
    {
        foreach (var vector in Vectors("negative"))
        {
            var cipher = new WeComCipher(Of(vector, "token"), Of(vector, "encodingAESKey"), Of(vector, "receiveId"));
            var signed = Of(vector, "msgSignature") == cipher.Sign(Of(vector, "timestamp"), Of(vector, "nonce"), Of(vector, "encrypt"));

            Assert.True(signed == (Of(vector, "expect") != "signature"), Of(vector, "name"));
            if (signed)
            {
                Assert.Throws<WeComCipherException>(() => cipher.Decrypt(Of(vector, "encrypt")));
            }
        }
    }

    private static IReadOnlyList<JsonElement> Vectors(string section)
    {
        var path = SharedFiles.Find("protocols/wecom-vectors.json");
        Assert.SkipWhen(path is null, "No shared/protocols beside the repository.");
        using var document = JsonDocument.Parse(File.ReadAllText(path!));
        return [.. document.RootElement.GetProperty(section).EnumerateArray().Select(e => e.Clone())];
    }

    private static string Of(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}
