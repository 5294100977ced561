using Xunit;

namespace ChatBot.Channels.DingTalk.Tests;

public sealed class DingTalkAddressesTests
{
    private static readonly Uri Official = new("https://oapi.dingtalk.com");

    [Theory]
    [InlineData("https://oapi.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("https://OAPI.dingtalk.com:443/robot/sendBySession?session=aa")]
    public void TryGetSessionWebhook_OfficialAddress_IsAllowed(string address)
    {
        Assert.True(DingTalkAddresses.TryGetSessionWebhook(address, Official, out var uri));
        Assert.Equal("oapi.dingtalk.com", uri.Host);
    }

    [Theory]
    [InlineData("")]
    [InlineData("robot/sendBySession?session=aa")]
    [InlineData("//oapi.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("http://oapi.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("http://oapi.dingtalk.com:443/robot/sendBySession?session=aa")]
    [InlineData("file:///robot/sendBySession")]
    [InlineData("https://oapi.dingtalk.com./robot/sendBySession?session=aa")]
    [InlineData("https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=aa")]
    [InlineData("https://evil-oapi.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("https://api.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("https://evil.example/@oapi.dingtalk.com/robot/sendBySession")]
    [InlineData("https://evil.example\\@oapi.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("https://oapi.dingtalk.com@127.0.0.1/robot/sendBySession?session=aa")]
    [InlineData("https://user@oapi.dingtalk.com/robot/sendBySession?session=aa")]
    [InlineData("https://oapi.dingtalk.com:8443/robot/sendBySession?session=aa")]
    [InlineData("https://127.0.0.1/robot/sendBySession?session=aa")]
    [InlineData("https://[::1]/robot/sendBySession?session=aa")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://oapi.dingtalk.com/robot/send?access_token=aa")]
    [InlineData("https://oapi.dingtalk.com/robot/sendBySession/")]
    [InlineData("https://oapi.dingtalk.com/robot/sendbysession?session=aa")]
    [InlineData("https://oapi.dingtalk.com/robot%2FsendBySession?session=aa")]
    [InlineData("https://oapi.dingtalk.com/robot/sendBySession?session=aa#x")]
    [InlineData("https://oapi.dingta1k.com/robot/sendBySession?session=aa")]
    [InlineData("https://oapi.d\u0456ngtalk.com/robot/sendBySession?session=aa")]
    public void TryGetSessionWebhook_AnotherAddress_IsRefused(string address) =>
        Assert.False(DingTalkAddresses.TryGetSessionWebhook(address, Official, out _));

    [Fact]
    public void TryGetSessionWebhook_EndlessAddress_IsRefused() =>
        Assert.False(DingTalkAddresses.TryGetSessionWebhook(
            "https://oapi.dingtalk.com/robot/sendBySession?session=" + new string('a', 4_000), Official, out _));

    [Theory]
    [InlineData("http://127.0.0.1:5081", "http://127.0.0.1:5081/robot/sendBySession?session=aa", true)]
    [InlineData("http://127.0.0.1:5081/ding/", "http://127.0.0.1:5081/ding/robot/sendBySession?session=aa", true)]
    [InlineData("http://127.0.0.1:5081/ding/", "http://127.0.0.1:5081/robot/sendBySession?session=aa", false)]
    [InlineData("http://127.0.0.1:5081", "http://127.0.0.1:5082/robot/sendBySession?session=aa", false)]
    [InlineData("http://127.0.0.1:5081", "http://localhost:5081/robot/sendBySession?session=aa", false)]
    [InlineData("http://127.0.0.1:5081", "https://oapi.dingtalk.com/robot/sendBySession?session=aa", false)]
    public void TryGetSessionWebhook_OwnBase_OnlyThatOriginIsAllowed(string oapi, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, DingTalkAddresses.TryGetSessionWebhook(address, new Uri(oapi), out _));
}
