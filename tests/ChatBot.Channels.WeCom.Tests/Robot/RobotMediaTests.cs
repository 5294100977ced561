using System.Net;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.PlatformDoubles;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Robot;

/// <summary>Files that members send: loaded from the platform alone, decrypted, never larger than wanted.</summary>
public sealed class RobotMediaTests : IAsyncLifetime
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4e, 0x47, .. Enumerable.Range(0, 5000).Select(n => (byte)n)];
    private readonly ShiftedClock _clock = new();
    private WeComDouble _platform = null!;
    private RobotHost _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync(clock: _clock);
        _bot = await RobotHost.StartAsync(_platform);
        await _platform.Robot.WaitForConnectionAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Load_AFile_GivesContentAndName()
    {
        var (file, fault) = await LoadAsync(await SentAsync(WeComSaying.File(Picture, "活动 照片.png")));

        Assert.Equal(RobotMediaFault.None, fault);
        Assert.Equal(Picture, file!.Content);
        Assert.Equal("活动 照片.png", file.Name);
    }

    [Fact]
    public async Task Load_InUrlMode_UsesTheKeyOfTheCallback()
    {
        await using var bot = await RobotHost.StartAsync(_platform, change: s =>
        {
            s["Channels:WeCom:main:Robot:Mode"] = "Callback";
            s["Channels:WeCom:main:Robot:Token"] = WeComDemo.RobotToken;
            s["Channels:WeCom:main:Robot:EncodingAesKey"] = WeComDemo.RobotEncodingAesKey;
        });
        using var caller = new WeComRobotCallbackClient(bot.CallbackUrl, _platform, WeComDemo.RobotToken, WeComDemo.RobotEncodingAesKey);
        await caller.SayAsync("u1", WeComSaying.Image(Picture));

        var (file, fault) = await bot.Services.GetRequiredService<RobotMedia>()
            .LoadAsync(RobotHost.Account, Assert.Single(bot.Turns.Single.Attachments), 10_000, CancellationToken.None);

        Assert.Equal((RobotMediaFault.None, true), (fault, file!.Content.SequenceEqual(Picture)));
    }

    [Fact]
    public async Task Load_LargerThanWanted_IsNotTaken() =>
        Assert.Equal(RobotMediaFault.TooLarge, (await LoadAsync(await SentAsync(WeComSaying.Image(Picture)), maxBytes: 1000)).Fault);

    [Fact]
    public async Task Load_AfterFiveMinutes_IsGone()
    {
        var sent = await SentAsync(WeComSaying.Image(Picture));
        _clock.Set(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(6));
        Assert.Equal(RobotMediaFault.Gone, (await LoadAsync(sent)).Fault);
    }

    [Fact]
    public async Task Load_WithAnotherKey_IsDamaged()
    {
        var sent = await SentAsync(WeComSaying.Image(Picture));
        Assert.True(RobotMediaId.TryRead(sent.PlatformId, out _, out var url));
        var other = new InboundAttachment("image", RobotMediaId.Of(new RobotPart("image", "", url.AbsoluteUri, Convert.ToBase64String(new byte[32]))));
        Assert.Equal(RobotMediaFault.Damaged, (await LoadAsync(other)).Fault);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://evil.example/x")]
    [InlineData("https://work.weixin.qq.com.evil.example/x")]
    [InlineData("http://files.work.weixin.qq.com/x")]
    [InlineData("https://files.work.weixin.qq.com:8443/x")]
    [InlineData("https://user:pass@files.work.weixin.qq.com/x")]
    public async Task Load_FromAnywhereElse_IsNotEvenTried(string url)
    {
        var attachment = new InboundAttachment("image", RobotMediaId.Of(new RobotPart("image", "", url, Convert.ToBase64String(new byte[32]))));
        Assert.Equal(RobotMediaFault.ForeignHost, (await LoadAsync(attachment)).Fault);
    }

    [Theory]
    [InlineData("media-id-of-an-app")]
    [InlineData("aibot:")]
    [InlineData("aibot:no-key:https://files.work.weixin.qq.com/x")]
    public async Task Load_NoFileOfARobot_IsSaidSo(string id) =>
        Assert.Equal(RobotMediaFault.NotARobotsFile, (await LoadAsync(new InboundAttachment("image", id))).Fault);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    public void IsPublic_Address_IsJudgedByItsNetwork(string address, bool expected) =>
        Assert.Equal(expected, WeComAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void Media_SharedVectors_Decrypt()
    {
        using var shared = SharedFiles.ReadJsonOrSkip("protocols/wecom-vectors.json");
        foreach (var vector in shared.RootElement.GetProperty("media").EnumerateArray())
        {
            Assert.True(WeComCrypto.TryDecryptMedia(
                vector.GetProperty("ciphertextBase64").GetBytesFromBase64(), vector.GetProperty("aeskeyBase64").GetBytesFromBase64(), out var content));
            Assert.Equal(vector.GetProperty("plaintextHex").GetString(), Convert.ToHexStringLower(content));
        }
    }

    private async Task<InboundAttachment> SentAsync(WeComSaying what)
    {
        await _platform.Robot.SayAsync("u1", what);
        await RobotHost.UntilAsync(() => _bot.Turns.Messages.Count == 1, "it is heard");
        return Assert.Single(_bot.Turns.Single.Attachments);
    }

    private Task<(RobotFile? File, RobotMediaFault Fault)> LoadAsync(InboundAttachment attachment, int maxBytes = 10_000) =>
        _bot.Services.GetRequiredService<RobotMedia>().LoadAsync(RobotHost.Account, attachment, maxBytes, CancellationToken.None);
}
