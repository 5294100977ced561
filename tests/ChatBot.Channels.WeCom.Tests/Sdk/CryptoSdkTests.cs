using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Sdk;

/// <summary>The product's crypto and the platform's own package understand each other, message by message.</summary>
[Collection(NodeSdkTests.Name)]
public sealed class CryptoSdkTests(NodeSdk sdk)
{
    private const int Messages = 1000;
    private const int LongestInCharacters = 3000;
    private static readonly string[] Pieces = ["a", "Z", "0", "党", "课", "请假", "😀", "👨‍👩‍👧", "\n", "\"", "\\", "<![CDATA[]]>", "\u00e9", "\u2028", " "];

    [Theory]
    [InlineData("ww0000example00001")]
    [InlineData("")]
    public async Task Messages_EncryptedByEither_AreReadByTheOther(string receiver)
    {
        sdk.Require();
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var random = new Random(seed);
        var sample = Enumerable.Range(0, Messages).Select(n => Message(random, n)).ToList();
        var token = "Token" + random.Next().ToString(CultureInfo.InvariantCulture);
        var key = Key(random);
        var crypto = new WeComCrypto(token, key, receiver);
        var ours = sample.ConvertAll(crypto.Encrypt);

        var answers = await AskAsync(
            [
                .. ours.Select((encrypted, n) => Ask(n, token, key, receiver, new() { ["encrypted"] = encrypted })),
                .. sample.Select((message, n) => Ask(n, token, key, receiver, new() { ["message"] = message })),
            ]);

        var paddings = new HashSet<int>();
        for (var n = 0; n < Messages; n++)
        {
            var (read, written) = (answers[n], answers[Messages + n]);
            var (timestamp, nonce) = (Timestamp(n), Nonce(n));
            Assert.True(sample[n] == (string?)read["message"], $"Seed {seed}: the package reads message {n} otherwise.");
            Assert.Equal(receiver, (string?)read["receiver"]);
            Assert.True(crypto.IsSignedBy((string)read["signature"]!, timestamp, nonce, ours[n]), $"Seed {seed}: signature of {n}.");

            var error = crypto.TryOpen((string)written["signature"]!, timestamp, nonce, (string)written["encrypted"]!, out var opened);
            using (opened)
            {
                Assert.True(error == WeComCryptoError.None, $"Seed {seed}: message {n} gives {error}.");
                Assert.Equal(sample[n], Encoding.UTF8.GetString(opened!.Utf8.Span));
            }

            paddings.Add(32 - ((20 + Encoding.UTF8.GetByteCount(sample[n]) + receiver.Length) % 32));
        }

        Assert.Equal(32, paddings.Count);
    }

    private async Task<List<JsonObject>> AskAsync(IReadOnlyList<JsonObject> questions)
    {
        using var process = sdk.Start("crypto.mjs");
        var errors = process.StandardError.ReadToEndAsync();
        var asking = Task.Run(async () =>
        {
            foreach (var question in questions)
            {
                await process.StandardInput.WriteLineAsync(question.ToJsonString());
            }

            process.StandardInput.Close();
        });
        var answers = new List<JsonObject>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            answers.Add((JsonObject)JsonNode.Parse(line)!);
        }

        await asking;
        await process.WaitForExitAsync();
        Assert.True(answers.Count == questions.Count, await errors);
        return answers;
    }

    private static JsonObject Ask(int n, string token, string key, string receiver, JsonObject more)
    {
        more["token"] = token;
        more["key"] = key;
        more["receiver"] = receiver;
        more["timestamp"] = Timestamp(n);
        more["nonce"] = Nonce(n);
        return more;
    }

    private static string Timestamp(int n) => (1_772_000_000 + n).ToString(CultureInfo.InvariantCulture);

    private static string Nonce(int n) => "nonce" + n.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first 64 have each length in bytes from 0, so that every padding occurs; the others are mixed and long.</summary>
    private static string Message(Random random, int n)
    {
        if (n < 64)
        {
            return new string('x', n);
        }

        var text = new StringBuilder();
        var length = random.Next(LongestInCharacters);
        while (text.Length < length)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Key(Random random)
    {
        var key = new byte[32];
        random.NextBytes(key);
        // The 43 characters are letters and digits only.
        return Convert.ToBase64String(key)[..43].Replace('+', 'A').Replace('/', 'B');
    }
}
