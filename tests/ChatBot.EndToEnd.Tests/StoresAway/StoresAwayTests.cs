using System.Net;
using Xunit;

namespace ChatBot.EndToEnd.Tests.StoresAway;

/// <summary>A store goes away: never a false "done", nothing half-written, and afterwards everything works again (design §3).</summary>
public sealed class StoresAwayTests(AwayFixture fixture) : IClassFixture<AwayFixture>
{
    [Fact]
    public async Task Postgres_AwayInTheMiddleOfATurn_MemberIsToldAndTheRepeatWorks()
    {
        var bot = fixture.Bot;
        var number = await fixture.SessionAsync();
        var payload = bot.DingTalkCaller.Payload("ding05", "李长河", $"报名 {number}");
        var at = bot.Clock.GetUtcNow();
        fixture.Postgres.Cut();
        var weCom = await bot.WeComCaller.SendTextAsync("zhangxiaomei", $"报名 {number}", msgId: 71, createTime: at);
        var dingTalk = await bot.DingTalkCaller.SendRawAsync(payload.ToJsonString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, weCom.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, dingTalk.Status);
        var told = Assert.Single(bot.DingTalkPlatform.Received, m => payload["sessionWebhook"]!.GetValue<string>().EndsWith(m.Via, StringComparison.Ordinal) && m.Via.Length > 0);
        Assert.Contains("没有保存", told.Text, StringComparison.Ordinal);
        Assert.Equal(0, await SignUpsAsync(number));

        fixture.Postgres.Mend();
        await fixture.WaitForReadyAsync(true);
        weCom = await bot.WeComCaller.SendTextAsync("zhangxiaomei", $"报名 {number}", msgId: 71, createTime: at);
        dingTalk = await bot.DingTalkCaller.SendRawAsync(payload.ToJsonString());
        Assert.Contains("报名", weCom.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, dingTalk.Status);
        Assert.Equal(2, await SignUpsAsync(number));
    }

    [Fact]
    public async Task Postgres_AwayAtTheLastWordOfADialog_DialogWaitsAndSubmitsOnce()
    {
        var bot = fixture.Bot;
        var number = await fixture.SessionAsync();
        var person = bot.WeCom("wangchunyan");
        await person.SaysAsync($"请假 {number}");
        await person.SaysAsync("家里有事，陪老人看病");
        fixture.Postgres.Cut();
        var lost = await bot.WeComCaller.SendTextAsync("wangchunyan", "确定");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.Status);

        fixture.Postgres.Mend();
        await fixture.WaitForReadyAsync(true);
        Assert.Contains("请假申请已提交", (await person.SaysAsync("确定")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await LeavesAsync(number));
        Assert.Single(bot.PrivateMessagesTo("周敏"), p => p.Contains("陪老人看病", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Postgres_ReadOnlyAfterAFailover_NothingIsSaidToBeDoneAndTheRepeatWorks()
    {
        var bot = fixture.Bot;
        var number = await fixture.SessionAsync();
        var at = bot.Clock.GetUtcNow();
        await SetReadOnlyAsync("on");
        try
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await bot.WeComCaller.SendTextAsync("chensiqi", $"报名 {number}", msgId: 74, createTime: at)).Status);
            Assert.Contains("专题学习", await AnswerOfAsync("chensiqi", "最近有什么会", 75), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await bot.WeComCaller.SendTextAsync("chensiqi", $"报名 {number}", msgId: 74, createTime: at)).Status);
        }
        finally
        {
            await SetReadOnlyAsync("off");
        }

        Assert.Contains("报名", await AnswerOfAsync("chensiqi", $"报名 {number}", 74), StringComparison.Ordinal);
        Assert.Equal(1, await SignUpsAsync(number));

        // Connections that the failover cut are found out one by one; the platform repeats meanwhile.
        async Task<string> AnswerOfAsync(string user, string text, long messageId)
        {
            for (var calls = 0; ; calls++)
            {
                var reply = await bot.WeComCaller.SendTextAsync(user, text, msgId: messageId, createTime: at);
                if (reply.Status == HttpStatusCode.OK)
                {
                    return reply.Text;
                }

                Assert.True(calls < 50, $"「{text}」 was not taken.");
            }
        }
    }

    [Fact]
    public async Task Redis_ForgetsADialog_MemberStartsOverPolitely()
    {
        var bot = fixture.Bot;
        var number = await fixture.SessionAsync();
        var person = bot.DingTalk("ding10");
        await person.SaysAsync($"请假 {number}");
        Assert.True(await bot.ForgetRedisAsync() > 0);
        var lost = await person.SaysAsync("确定");
        Assert.Equal(HttpStatusCode.OK, lost.Status);
        Assert.Contains("请重新说一次", lost.Text, StringComparison.Ordinal);
        Assert.Equal(0, await LeavesAsync(number));

        Assert.Contains("请假申请已提交", (await person.SaysAsync($"/请假 {number} 病假")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await LeavesAsync(number));
    }

    [Fact]
    public async Task Redis_ForgetsWhatWasAnswered_RepeatStillChangesNothing()
    {
        var bot = fixture.Bot;
        var number = await fixture.SessionAsync();
        var at = bot.Clock.GetUtcNow();
        var first = await bot.WeComCaller.SendTextAsync("shentao", $"报名 {number}", msgId: 72, createTime: at);
        await bot.ForgetRedisAsync();

        // The platform waits five seconds before it repeats.
        await bot.MoveToAsync(at.AddSeconds(6));
        var second = await bot.WeComCaller.SendTextAsync("shentao", $"报名 {number}", msgId: 72, createTime: at);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(1, await SignUpsAsync(number));
    }

    [Fact]
    public async Task Redis_Away_OneSentenceIsDoneAndADialogSaysThatItMustStartOver()
    {
        var bot = fixture.Bot;
        var number = await fixture.SessionAsync();
        var at = bot.Clock.GetUtcNow();
        fixture.Redis.Cut();
        try
        {
            var done = await bot.WeComCaller.SendTextAsync("xudawei", $"报名 {number}", msgId: 73, createTime: at);
            Assert.Contains("报名", done.Text, StringComparison.Ordinal);
            var again = await bot.WeComCaller.SendTextAsync("xudawei", $"报名 {number}", msgId: 73, createTime: at);
            Assert.Equal(done.Text, again.Text);
            Assert.Equal(1, await SignUpsAsync(number));

            var asked = await bot.WeComCaller.SendTextAsync("yangfan", $"请假 {number}");
            Assert.Contains("重新", asked.Text, StringComparison.Ordinal);

            // The answer to a question that nobody remembers.
            var answered = await bot.WeComCaller.SendTextAsync("yangfan", "确定");
            Assert.Contains("重新", answered.Text, StringComparison.Ordinal);
        }
        finally
        {
            fixture.Redis.Mend();
        }

        await fixture.WaitForReadyAsync(true);
        Assert.Contains("积分", (await bot.Of("杨帆").SaysAsync("我的积分")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_Away_ATurnDoesNotWaitForIt()
    {
        var bot = fixture.Bot;
        var number = await fixture.SessionAsync();
        fixture.Redis.Cut();
        var times = new List<TimeSpan>();
        try
        {
            for (var turn = 0; turn < 10; turn++)
            {
                var started = TimeProvider.System.GetTimestamp();
                var asked = await bot.WeComCaller.SendTextAsync("yangfan", $"请假 {number}");
                times.Add(TimeProvider.System.GetElapsedTime(started));
                Assert.Contains("重新", asked.Text, StringComparison.Ordinal);
            }
        }
        finally
        {
            fixture.Redis.Mend();
        }

        // The quickest: on a busy machine any one of them may have waited for a processor, but all of them waited for Redis if one must.
        Assert.InRange(times.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        await fixture.WaitForReadyAsync(true);
    }

    [Fact]
    public async Task Health_StoreAway_NamesItAndComesBack()
    {
        _ = fixture.Bot;
        fixture.Postgres.Cut();
        Assert.Contains("\"postgres\":\"away\"", (await fixture.WaitForReadyAsync(false)).ToLowerInvariant(), StringComparison.Ordinal);
        using (var http = new HttpClient())
        {
            Assert.Equal("live", await http.GetStringAsync(new Uri(fixture.Bot.Url, "health/live"), TestContext.Current.CancellationToken));
        }

        fixture.Postgres.Mend();
        await fixture.WaitForReadyAsync(true);
        fixture.Redis.Cut();
        Assert.Contains("\"redis\":\"away\"", (await fixture.WaitForReadyAsync(false)).ToLowerInvariant(), StringComparison.Ordinal);
        fixture.Redis.Mend();
        await fixture.WaitForReadyAsync(true);
    }

    [Fact]
    public async Task Platform_AwayWhenAPushIsDue_PushComesOnceLater()
    {
        var bot = fixture.Bot;
        var number = await fixture.SessionAsync();
        await bot.WeComCaller.SendTextAsync("fangjie", $"/请假 {number} 病假");
        await bot.SettleAsync();
        var handle = bot.PrivateMessagesTo("周敏").Last(p => p.Contains("方洁 请假", StringComparison.Ordinal)).Split('#')[1][..6];
        bot.WeComPlatform.FailNext(ChatBot.PlatformDoubles.WeComRoutes.App, HttpStatusCode.BadGateway);
        await bot.Secretary.SaysAsync($"/批假 #{handle} 同意");
        await bot.MoveToAsync(bot.Clock.GetUtcNow().AddMinutes(30));
        Assert.Single(bot.PrivateMessagesTo("方洁"), p => p.Contains("已批准", StringComparison.Ordinal));
    }

    /// <summary>What a standby that nobody promoted is like, for everybody who connects from now on.</summary>
    private async Task SetReadOnlyAsync(string value)
    {
        var books = fixture.Bot.Books;
        await books.ColumnAsync($"SET TRANSACTION READ WRITE; DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = {value}', current_database()); END $$");
        await books.ColumnAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private Task<long> SignUpsAsync(int number) => fixture.Bot.Books.ScalarAsync<long>(
        "SELECT count(*) FROM sign_up JOIN session USING (branch_id, session_id) WHERE number = $1 AND status = 'going'", number);

    private Task<long> LeavesAsync(int number) => fixture.Bot.Books.ScalarAsync<long>(
        "SELECT count(*) FROM leave_request JOIN session USING (branch_id, session_id) WHERE number = $1", number);
}
