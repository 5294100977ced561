using System.Globalization;
using ChatBot.Channels.DingTalk.Tests.Support;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

public sealed class DingTalkSignatureTests
{
    private const string Secret = "invented-app-secret";
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 1, 50, 0, TimeSpan.Zero);

    [Fact]
    public void Sign_InputsOfTheOfficialSample_GivesItsSignature()
    {
        // open.dingtalk.com, sample of the page on robot security: checked with openssl.
        Assert.Equal("DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=", DingTalkSignature.Sign(1577262236757, "this is a secret"));
    }

    [Fact]
    public void Sign_SharedVectors_GivesEachSignature()
    {
        var vectors = SharedFiles.VectorsOrSkip().GetProperty("signatures").EnumerateArray().ToList();
        Assert.NotEmpty(vectors);
        Assert.All(vectors, vector =>
        {
            var timestamp = long.Parse(vector.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);
            var sign = DingTalkSignature.Sign(timestamp, vector.GetProperty("secret").GetString()!);
            Assert.Equal(vector.GetProperty("sign").GetString(), sign);
            if (vector.TryGetProperty("signUrlEncoded", out var escaped))
            {
                Assert.Equal(escaped.GetString(), Uri.EscapeDataString(sign));
            }
        });
    }

    [Fact]
    public void IsValid_SharedHeaderChecks_AcceptsAndRefusesAsTheyDo()
    {
        var checks = SharedFiles.VectorsOrSkip().GetProperty("headerChecks").EnumerateArray().ToList();
        Assert.Contains(checks, c => c.GetProperty("accept").GetBoolean());
        Assert.All(checks, check => Assert.Equal(
            check.GetProperty("accept").GetBoolean(),
            DingTalkSignature.IsValid(
                check.GetProperty("timestamp").GetString(),
                check.GetProperty("sign").GetString(),
                check.GetProperty("appSecret").GetString()!,
                DateTimeOffset.FromUnixTimeMilliseconds(check.GetProperty("now").GetInt64()))));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3_600_000, true)]
    [InlineData(-3_600_000, true)]
    [InlineData(3_600_001, false)]
    [InlineData(-3_600_001, false)]
    public void IsValid_OwnSignature_HoldsForAnHourEitherWay(long offsetMilliseconds, bool isValid)
    {
        var timestamp = Now.ToUnixTimeMilliseconds() + offsetMilliseconds;
        Assert.Equal(isValid, DingTalkSignature.IsValid(
            timestamp.ToString(CultureInfo.InvariantCulture), DingTalkSignature.Sign(timestamp, Secret), Secret, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData(null)]
    public void IsValid_AnotherSignature_IsRefused(string? sign)
    {
        var timestamp = Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        Assert.False(DingTalkSignature.IsValid(timestamp, sign, Secret, Now));
    }

    [Fact]
    public void IsValid_EmptySecret_IsRefused()
    {
        var timestamp = Now.ToUnixTimeMilliseconds();
        var sign = DingTalkSignature.Sign(timestamp, "");
        Assert.False(DingTalkSignature.IsValid(timestamp.ToString(CultureInfo.InvariantCulture), sign, "", Now));
    }
}
