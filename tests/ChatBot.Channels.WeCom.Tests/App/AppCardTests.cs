using ChatBot.Channels.WeCom.Tests.Hosting;
using ChatBot.Kernel.Channels;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.App;

/// <summary>Messages with something to tap, sent by the app, and their changes.</summary>
public sealed class AppCardTests : IAsyncLifetime
{
    private const string Id = "0195f3a1c0de70008000000000000001";
    private const string Key = "leave-0195f3a1c0de7000800000000000000c";
    private static readonly OutboundRoute Member = new("wecom", "main", RouteKind.Private, "zhangwei");

    private static readonly OutboundMessage Request = new()
    {
        Card = Key,
        Title = "李娜 请假",
        Text = "请在会前处理\n会议：周三党课\n时间：3月4日19:00",
        Buttons = [new Button("同意", "/准假 12"), new Button("不同意", "/不准假 12")],
        TypingHint = "可回复：「/准假 12」「/不准假 12」",
    };

    private WeComHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await WeComHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Send_Buttons_IsACardWhoseKeysAreTheWords()
    {
        var result = await SendAsync(Request);

        var message = Assert.Single(_host.Platform.Received);
        Assert.True(result.IsSent);
        Assert.NotNull(result.CardHandle);
        Assert.Equal("button_interaction", message.Card!.Type);
        Assert.Equal($"{Key}@{Id}", message.Card.TaskId);
        Assert.Equal([("同意", "/准假 12"), ("不同意", "/不准假 12")], message.Card.Buttons.Select(b => (b.Label, b.Key)));
        Assert.Equal("李娜 请假\n请在会前处理\n会议：周三党课\n时间：3月4日19:00\n[同意]\n[不同意]", message.Text);
        Assert.Equal(2, message.Raw.GetProperty("template_card").GetProperty("horizontal_content_list").GetArrayLength());
        Assert.Equal(1, message.Raw.GetProperty("enable_duplicate_check").GetInt32());
    }

    [Fact]
    public async Task Send_TheSameRowAgain_ArrivesOnce()
    {
        _host.Platform.FailNext(WeComRoutes.App, Failure.AnswerLost());

        var first = await SendAsync(Request);
        var second = await SendAsync(Request);

        Assert.Equal(FailureCategory.Transient, first.Failure);
        Assert.True(second.IsSent);
        Assert.NotNull(second.CardHandle);
        Assert.Single(_host.Platform.Received);
    }

    [Fact]
    public async Task Send_LongTextWithButtons_SaysTheWordsFirstAndThenAShortCard()
    {
        var text = string.Concat(Enumerable.Range(1, 120).Select(i => $"第{i}条：请大家按时参加。"));

        var result = await SendAsync(Request with { Text = text });

        Assert.NotNull(result.CardHandle);
        Assert.True(_host.Platform.Received.Count > 2);
        Assert.All(_host.Platform.Received.SkipLast(1), m => Assert.Equal("text", m.Type));
        Assert.All(_host.Platform.Received, m => Assert.False(m.Truncated));
        Assert.Equal($"【李娜 请假】\n{text}", string.Concat(_host.Platform.Received.SkipLast(1).Select(m => m.Text)));
        Assert.Equal("李娜 请假", _host.Platform.Received[^1].Card!.Title);
    }

    [Fact]
    public async Task Send_Picker_IsAVote()
    {
        await SendAsync(new OutboundMessage
        {
            Title = "请选择会议",
            Text = "有三个会议。",
            Picker = new Picker("选这个", [new Button("周三党课", "1"), new Button("周四支委会", "2"), new Button("周五党日", "3")]),
        });

        var card = Assert.Single(_host.Platform.Received).Card!;
        Assert.Equal("vote_interaction", card.Type);
        Assert.Equal(["1", "2", "3"], Assert.Single(card.Questions).Options.Select(o => o.Id));
    }

    [Fact]
    public async Task Send_NothingToTap_IsText()
    {
        var result = await SendAsync(Request with { Buttons = [], TypingHint = "" });

        Assert.Equal("text", Assert.Single(_host.Platform.Received).Type);
        Assert.Null(result.CardHandle);
    }

    [Fact]
    public async Task Send_MoreButtonsThanACardHas_IsTextWithTheHint()
    {
        await SendAsync(Request with { Buttons = [.. Enumerable.Range(1, 7).Select(i => new Button($"{i}", $"{i}"))] });

        var message = Assert.Single(_host.Platform.Received);
        Assert.Equal("text", message.Type);
        Assert.EndsWith("可回复：「/准假 12」「/不准假 12」", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AppThatHearsNothing_IsTextWithTheHint()
    {
        await using var deaf = await WeComHost.StartAsync(
            new WeComDoubleOptions { Apps = [new WeComApp(WeComDemo.AgentId, WeComDemo.Secret) { HasCallback = false }] },
            settings =>
            {
                settings.Remove("Channels:WeCom:main:App:Token");
                settings.Remove("Channels:WeCom:main:App:EncodingAesKey");
            });

        var result = await deaf.Channel.SendAsync(Member, Request, Id, TestContext.Current.CancellationToken);

        Assert.True(result.IsSent);
        Assert.Equal(Request.PlainText, Assert.Single(deaf.Platform.Received).Text);
        Assert.False(deaf.Channel.AbilitiesOf(Member).HasButtons);
        Assert.True(_host.Channel.AbilitiesOf(Member).HasButtons);
    }

    [Fact]
    public async Task Update_WithTheHandle_ChangesTheCardOnce()
    {
        var handle = (await SendAsync(Request)).CardHandle!;
        var done = Request with { Text = "已准假", Buttons = [], TypingHint = "" };

        var first = await UpdateAsync(handle, done);
        var second = await UpdateAsync(handle, done);

        Assert.True(first.IsSent);
        Assert.Equal((FailureCategory.Permanent, "card-code"), (second.Failure, second.Code));
        var update = Assert.Single(_host.Platform.Received, m => m.Route == WeComRoutes.AppUpdate);
        Assert.Equal("zhangwei", update.To);
        Assert.Equal("李娜 请假\n已准假", update.Text);
        Assert.Empty(update.Card!.Buttons);
    }

    [Fact]
    public async Task Update_LongText_IsCutAndShowsIt()
    {
        var handle = (await SendAsync(Request)).CardHandle!;

        await UpdateAsync(handle, Request with { Text = string.Concat(Enumerable.Repeat("已准假。", 100)) });

        var update = Assert.Single(_host.Platform.Received, m => m.Route == WeComRoutes.AppUpdate);
        Assert.Contains("已准假…", update.Text, StringComparison.Ordinal);
        Assert.Equal(2, update.Card!.Buttons.Count);
    }

    [Fact]
    public async Task Update_PlatformBusy_IsWorthAnotherTry()
    {
        var handle = (await SendAsync(Request)).CardHandle!;
        _host.Platform.FailNext(WeComRoutes.AppUpdate, -1, count: 3);

        var result = await UpdateAsync(handle, Request);

        Assert.Equal(FailureCategory.ServiceDown, result.Failure);
        Assert.True((await UpdateAsync(handle, Request)).IsSent);
    }

    [Fact]
    public async Task LimitsOf_DailyLimitConfigured_IsCounted()
    {
        await using var host = await WeComHost.StartAsync(change: s => s["Channels:WeCom:main:App:DailyMessages"] = "4000");

        Assert.Equal([30, 1000, 4000], host.Channel.LimitsOf(Member, Request).Select(l => l.Limit));
        Assert.Equal([30, 1000], _host.Channel.LimitsOf(Member, Request).Select(l => l.Limit));
        Assert.All(host.Channel.LimitsOf(Member, Request), l => Assert.StartsWith("wecom:main:", l.Key, StringComparison.Ordinal));
    }

    private Task<SendResult> SendAsync(OutboundMessage message) =>
        _host.Channel.SendAsync(Member, message, Id, TestContext.Current.CancellationToken);

    private Task<SendResult> UpdateAsync(string handle, OutboundMessage message) =>
        _host.Channel.UpdateAsync(Member, CardKey.CopyOf(Key, Id), handle, message, TestContext.Current.CancellationToken);
}
