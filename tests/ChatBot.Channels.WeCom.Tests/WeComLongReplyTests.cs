using System.Net;
using System.Text;
using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Turns;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests;

/// <summary>Answers that do not fit into one passive reply.</summary>
public sealed class WeComLongReplyTests : IAsyncLifetime
{
    private static readonly string Long = string.Concat(Enumerable.Range(1, 120).Select(i => $"第{i}次会议，出席，记一分。"));

    private WeComHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await WeComHost.StartAsync();
        _host.Turns.Says(Long);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Post_LongReply_SendsTheFirstPartsAndAnswersWithTheLast()
    {
        var reply = await _host.Caller.SendTextAsync("zhangwei", "/为什么");

        var sent = _host.Platform.Received;
        Assert.Equal(2, sent.Count);
        Assert.All(sent, m => Assert.False(m.Truncated));
        Assert.All(sent, m => Assert.EndsWith("。", m.Text, StringComparison.Ordinal));
        Assert.All(sent, m => Assert.Equal(0, m.Raw.GetProperty("enable_duplicate_check").GetInt32()));
        Assert.True(Encoding.UTF8.GetByteCount(reply.Text) <= 2048);
        Assert.Equal(Long, string.Concat(sent.Select(m => m.Text)) + reply.Text);
    }

    [Fact]
    public async Task Post_RepeatOfALongReply_SendsNothingTwice()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1772607600);
        var first = await _host.Caller.SendTextAsync("zhangwei", "/为什么", 9, at);
        _host.Turns.Ends(TurnStatus.Repeated, Long);

        var second = await _host.Caller.SendTextAsync("zhangwei", "/为什么", 9, at);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(2, _host.Platform.Received.Count);
    }

    [Fact]
    public async Task Post_AddressNotTrusted_AnswersWithTheBeginningAndShowsThatItGoesOn()
    {
        _host.Platform.FailNext(WeComRoutes.App, 60020);

        var reply = await _host.Caller.SendTextAsync("zhangwei", "/为什么");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.StartsWith(reply.Text[..^"\n……".Length], Long, StringComparison.Ordinal);
        Assert.EndsWith("\n……", reply.Text, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(reply.Text) <= 2048);
        Assert.Equal(1, _host.Logs.Count(2006));
    }

    [Fact]
    public async Task Post_PlatformSlow_AnswersInTimeWithWhatIsLeft()
    {
        _host.Callback.TurnLimit = TimeSpan.FromMilliseconds(300);
        _host.Platform.Delay(WeComRoutes.App, TimeSpan.FromSeconds(3));

        var reply = await _host.Caller.SendTextAsync("zhangwei", "/为什么");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.EndsWith("\n……", reply.Text, StringComparison.Ordinal);
        Assert.True(reply.Took < TimeSpan.FromSeconds(3), $"{reply.Took}");
    }
}
