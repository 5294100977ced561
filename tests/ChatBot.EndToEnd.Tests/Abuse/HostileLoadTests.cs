using System.Diagnostics;
using System.Net;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Abuse;

/// <summary>
/// Slow connections, large bodies and endless texts from people who are not the platform, or from a platform gone mad: the
/// service stays ready, answers an honest message meanwhile, and takes no more memory than it may.
/// </summary>
public sealed class HostileLoadTests(BotFixture world, ITestOutputHelper output) : IClassFixture<BotFixture>
{
    private const int Callers = 500;
    private const string WeCom = "/callbacks/wecom/app/main?msg_signature=0123456789012345678901234567890123456789&timestamp=1772413200&nonce=1";

    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("half a header", "POST /callbacks/wecom/app/main HTTP/1.1\r\nHost: x\r\nX-")]
    [InlineData("half a body", $"POST {WeCom} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 4000\r\n\r\n<xml>")]
    [InlineData("half a large body", $"POST {WeCom} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 900000\r\n\r\n<xml>")]
    [InlineData("chunks without end", $"POST {WeCom} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<xml>\r\n")]
    public async Task Callers_SlowAndMany_AreHungUpOnWhileOthersAreAnswered(string what, string beginning)
    {
        var bot = world.Bot;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var callers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => SlowCaller.BeginAsync(bot.Url, beginning, limit.Token)));
        try
        {
            await AssertServesAsync();
            var ends = await Task.WhenAll(callers.Select(c => c.UntilClosedAsync(limit.Token)));

            Assert.All(ends, Assert.NotNull);
            output.WriteLine($"{what}: {string.Join(", ", ends.GroupBy(e => e!.Split('\r')[0]).Select(g => $"{g.Count()} × '{g.Key}'"))}");
            await AssertServesAsync();
        }
        finally
        {
            Array.ForEach(callers, c => c.Dispose());
        }
    }

    [Fact]
    public async Task Bodies_LargeAndManyAtOnce_TakeLittleMemory()
    {
        var bot = world.Bot;
        await AssertServesAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        GC.Collect();
        var before = Environment.WorkingSet;

        // All but the last byte of a body just within the limit: with room for all of them this would be half a gigabyte.
        var body = new byte[1_000_000];
        Array.Fill(body, (byte)'x');
        var beginning = $"POST {WeCom} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: {body.Length + 1}\r\n\r\n";
        var callers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => SlowCaller.BeginAsync(bot.Url, beginning, limit.Token)));
        try
        {
            await Task.WhenAll(callers.Select(c => c.TrySendAsync(body, limit.Token)));
            var grown = Environment.WorkingSet - before;
            output.WriteLine($"grown by {grown >> 20} MiB");
            await AssertServesAsync();
            Assert.InRange(grown, long.MinValue, 250L << 20);
        }
        finally
        {
            Array.ForEach(callers, c => c.Dispose());
        }
    }

    [Fact]
    public async Task Bodies_AboveTheLimit_AreRefused()
    {
        using var http = new HttpClient { BaseAddress = world.Bot.Url };
        foreach (var path in new[] { WeCom, "/callbacks/wecom/robot/main", "/callbacks/dingtalk/robot/main", "/callbacks/dingtalk/robot/main/cards" })
        {
            using var known = new ByteArrayContent(new byte[2 << 20]);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(http, path, known));
            using var unknown = new StreamContent(new ChunkStream(2 << 20));
            Assert.True((int)await StatusAsync(http, path, unknown) is 413 or 403 or 404, path);
        }

        await AssertServesAsync();
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(250_000)]
    public async Task Text_Huge_IsAnsweredAndHarmsNobody(int letters)
    {
        var bot = world.Bot;
        var text = string.Concat(Enumerable.Repeat("请假出差周三党课3月5日", letters / 13));
        using var wecom = new WeComCallbackClient(
            new Uri(bot.Url, "callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, clock: bot.Clock);
        var before = await bot.Books.SnapshotAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => wecom.SendTextAsync("sunliqun", text + n, createTime: bot.Clock.GetUtcNow(), ct: Token)));
        var spoken = await bot.DingTalkCaller.SendTextAsync("ding07", "郑海波", text, ct: Token);

        Assert.All(answers, a => Assert.True((int)a.Status is 200 or 413, $"{a.Status}"));
        Assert.True((int)spoken.Status is 200 or 413, $"{spoken.Status}");
        Assert.Empty(Story.Harness.Books.Differences(before, await bot.Books.SnapshotAsync()));
        await AssertServesAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, HttpContent content)
    {
        try
        {
            using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, Token);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server answered and hung up while the body was still on its way.
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }

    private async Task AssertServesAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var http = new HttpClient { BaseAddress = world.Bot.Url, Timeout = Promptly };
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("积分", (await world.Bot.Of("王春燕").SaysAsync("我的积分")).Text, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Promptly);
    }

    /// <summary>A body whose length is not known beforehand.</summary>
    private sealed class ChunkStream(int length) : Stream
    {
        private int _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = Math.Min(count, _left);
            _left -= taken;
            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
