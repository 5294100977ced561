using System.Globalization;
using ChatBot.Channels.DingTalk.Cards;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Cards;

/// <summary>Pressed buttons over HTTP: the signature covers the time alone, so an old one must not serve again.</summary>
public sealed class CardSignatureTests
{
    private const string Secret = "invented";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(0, true)]
    [InlineData(-59, true)]
    [InlineData(59, true)]
    [InlineData(-61, false)]
    [InlineData(61, false)]
    [InlineData(-60 * 24 * 365, false)]
    public void IsSigned_RightSignatureOfAnotherTime_CountsForAnHour(int minutes, bool isTaken)
    {
        var timestamp = Now.AddMinutes(minutes).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

        Assert.Equal(isTaken, CardCallbackAddress.IsSigned(timestamp, DingTalkSigner.SignCard(timestamp, Secret), Secret, Now));
        Assert.False(CardCallbackAddress.IsSigned(timestamp, DingTalkSigner.SignCard(timestamp, "other"), Secret, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999999")]
    public void IsSigned_TimestampThatIsNone_IsRefused(string timestamp) =>
        Assert.False(CardCallbackAddress.IsSigned(timestamp, DingTalkSigner.SignCard(timestamp, Secret), Secret, Now));
}
