using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Doubles.Robot;

/// <summary>What may be answered how and how long, types, sizes, rates, uploads: each limit from both sides.</summary>
public sealed class WeComRobotLimitsTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private WeComDouble _platform = null!;
    private RobotWire _wire = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await WeComDouble.StartAsync(clock: _clock);
        _wire = await RobotWire.OpenAsync(_platform);
    }

    public async ValueTask DisposeAsync()
    {
        await _wire.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"msgtype":"text","text":{"content":"x"}}""", 40008)]
    [InlineData("""{"msgtype":"stream_with_template_card","stream":{"id":"s","content":"x"}}""", 40008)]
    [InlineData("""{"msgtype":"stream","stream":{"content":"x"}}""", 40058)]
    [InlineData("""{"msgtype":"stream","stream":{"id":"s","finish":1,"content":"x"}}""", 40058)]
    [InlineData("""{"msgtype":"stream","stream":{"id":"s","finish":true,"content":"x","msg_item":[]}}""", 40058)]
    [InlineData("""{"msgtype":"stream","stream":{"id":"s","content":"x","feedback":{"id":""}}}""", 40058)]
    [InlineData("""{"msgtype":"markdown","markdown":{"content":" "}}""", 40058)]
    [InlineData("""{"msgtype":"file","file":{"media_id":"no"}}""", 40007)]
    [InlineData("""{"msgtype":"template_card","template_card":{"card_type":"button_interaction","main_title":{"title":"x"},"button_list":[{"text":"a","key":"b"}]}}""", 40058)]
    [InlineData("""{"msgtype":"template_card","template_card":{"card_type":"button_interaction","main_title":{"title":"x"},"task_id":"t","button_list":[{"text":"a","type":1,"url":"https://example.org"}]}}""", 40058)]
    [InlineData("""{"msgtype":"template_card","template_card":{"card_type":"text_notice","main_title":{"title":"x"},"card_action":{"type":1,"url":"https://example.org"},"horizontal_content_list":[{"type":2,"keyname":"f","media_id":"m"}]}}""", 40058)]
    [InlineData("""{"msgtype":"template_card","template_card":{"card_type":"text_notice","main_title":{"title":"x"},"card_action":{"type":1,"url":"https://example.org"},"jump_list":[{"type":3,"title":"问"}]}}""", 40058)]
    [InlineData("""{"msgtype":"template_card","template_card":{"card_type":"text_notice","main_title":{"title":"x"},"card_action":{"type":1,"url":"https://example.org"},"jump_list":[{"type":3,"title":"问","question":"我的积分"}]}}""", 0)]
    [InlineData("""{"msgtype":"markdown","markdown":{"content":"**x**"}}""", 0)]
    public async Task Reply_IsHeldToThePage(string body, int code)
    {
        var said = await _platform.Robot.SayAsync("u1", "x");

        Assert.Equal(code, await _wire.CodeAsync("aibot_respond_msg", body, said.ReqId));
        Assert.Equal(code == 0 ? 1 : 0, _platform.Received.Count);
    }

    [Theory]
    [InlineData(20480, 0)]
    [InlineData(20481, 40058)]
    public async Task Reply_StreamOfSoManyBytes_IsLimited(int bytes, int code)
    {
        var said = await _platform.Robot.SayAsync("u1", "x");
        var content = new string('党', bytes / 3) + new string('x', bytes % 3);

        Assert.Equal(code, await _wire.CodeAsync("aibot_respond_msg", Stream("s", content, finish: true), said.ReqId));
    }

    [Fact]
    public async Task Reply_ToAnEventOrNothing_Gives846605()
    {
        var entered = (await _platform.Robot.EnterChatAsync("u1"))!;

        Assert.Equal(846605, await _wire.CodeAsync("aibot_respond_msg", Stream("s", "x", finish: true), entered.ReqId));
        Assert.Equal(846605, await _wire.CodeAsync("aibot_respond_msg", Stream("s", "x", finish: true), "made-up"));
    }

    [Theory]
    [InlineData(24 * 60, 0)]
    [InlineData((24 * 60) + 1, 846605)]
    public async Task Reply_SoManyMinutesLater_IsTakenForADay(int minutes, int code)
    {
        var said = await _platform.Robot.SayAsync("u1", "x");
        _clock.Set(said.At.AddMinutes(minutes - 0.5));

        Assert.Equal(code, await _wire.CodeAsync("aibot_respond_msg", """{"msgtype":"markdown","markdown":{"content":"x"}}""", said.ReqId));
    }

    [Fact]
    public async Task Stream_SixMinutesAfterItsFirstFrameOrAfterItsEnd_Gives846608()
    {
        var said = await _platform.Robot.SayAsync("u1", "x");
        Assert.Equal(0, await _wire.CodeAsync("aibot_respond_msg", Stream("a", "正在想"), said.ReqId));
        Forward(TimeSpan.FromSeconds(350));
        Assert.Equal(0, await _wire.CodeAsync("aibot_respond_msg", Stream("a", "还在想"), said.ReqId));
        Forward(TimeSpan.FromSeconds(11));
        Assert.Equal(846608, await _wire.CodeAsync("aibot_respond_msg", Stream("a", "想好了", finish: true), said.ReqId));

        Assert.Equal(0, await _wire.CodeAsync("aibot_respond_msg", Stream("b", "好", finish: true), said.ReqId));
        Assert.Equal(846608, await _wire.CodeAsync("aibot_respond_msg", Stream("b", "更好", finish: true), said.ReqId));
    }

    [Fact]
    public async Task Stream_BlankLastFrame_LeavesTheBubbleAsItWas()
    {
        var said = await _platform.Robot.SayAsync("u1", "x");
        await _wire.CodeAsync("aibot_respond_msg", Stream("s", "正在想"), said.ReqId);
        await _wire.CodeAsync("aibot_respond_msg", Stream("s", " ", finish: true), said.ReqId);

        Assert.Equal("正在想", (await said.AnswerAsync()).Text);
    }

    [Fact]
    public async Task Welcome_WithinFiveSecondsAndOnce_IsTaken()
    {
        const string Text = """{"msgtype":"text","text":{"content":"您好"}}""";
        var first = (await _platform.Robot.EnterChatAsync("u1"))!;
        Assert.Equal(40008, await _wire.CodeAsync("aibot_respond_welcome_msg", Stream("s", "x", finish: true), first.ReqId));
        Assert.Equal(0, await _wire.CodeAsync("aibot_respond_welcome_msg", Text, first.ReqId));
        Assert.Equal(846605, await _wire.CodeAsync("aibot_respond_welcome_msg", Text, first.ReqId));
        Assert.Equal("您好", (await first.AnswerAsync()).Text);

        var second = (await _platform.Robot.EnterChatAsync("u2"))!;
        Forward(TimeSpan.FromSeconds(6));
        Assert.Equal(846605, await _wire.CodeAsync("aibot_respond_welcome_msg", Text, second.ReqId));
        Assert.Null(await _platform.Robot.EnterChatAsync("u2"));
    }

    [Fact]
    public async Task Update_ToAPressedCard_NeedsItsTaskAndFiveSeconds()
    {
        var shown = await CardAsync("t-1");
        var pressed = await _platform.Robot.TapAsync(shown, "join", "u1");
        await _wire.NextCallbackAsync(); // The message that brought the card.
        var body = (await _wire.NextCallbackAsync())["body"]!;
        Assert.Equal("join", (string?)body["event"]!["template_card_event"]!["event_key"]);
        Assert.Equal(40058, await _wire.CodeAsync("aibot_respond_update_msg", Update("t-2"), pressed.ReqId));
        Assert.Equal(0, await _wire.CodeAsync("aibot_respond_update_msg", Update("t-1"), pressed.ReqId));
        Assert.Equal(846605, await _wire.CodeAsync("aibot_respond_update_msg", Update("t-1"), pressed.ReqId));

        var again = await _platform.Robot.TapAsync(shown, "参加", "u1");
        Forward(TimeSpan.FromSeconds(6));
        Assert.Equal(846605, await _wire.CodeAsync("aibot_respond_update_msg", Update("t-1"), again.ReqId));
    }

    [Fact]
    public async Task Card_SameTaskTwice_IsRefused()
    {
        await CardAsync("t-1");
        var said = await _platform.Robot.SayAsync("u2", "x");

        Assert.Equal(40058, await _wire.CodeAsync("aibot_respond_msg", Card("t-1"), said.ReqId));
    }

    [Fact]
    public async Task Tap_AVote_CarriesWhatWasChosen()
    {
        var said = await _platform.Robot.SayAsync("u1", "x");
        const string Vote = """{"msgtype":"template_card","template_card":{"card_type":"vote_interaction","main_title":{"title":"时间"},"task_id":"v-1","checkbox":{"question_key":"q","mode":1,"option_list":[{"id":"wed","text":"周三"},{"id":"thu","text":"周四"}]},"submit_button":{"text":"提交","key":"ok"}}}""";
        Assert.Equal(0, await _wire.CodeAsync("aibot_respond_msg", Vote, said.ReqId));

        var pressed = await _platform.Robot.TapAsync(
            await said.AnswerAsync(), "提交", "u1", new Dictionary<string, IReadOnlyList<string>> { ["q"] = ["thu"] });

        var item = pressed.Body["event"]!["template_card_event"]!["selected_items"]!["selected_item"]![0]!;
        Assert.Equal(("q", "thu"), ((string?)item["question_key"], (string?)item["option_ids"]!["option_id"]![0]));
    }

    [Fact]
    public async Task Send_ToAChatWhereNobodyWrote_Gives93006AndCaseCounts()
    {
        string To(string chat, int type = 0) =>
            $$$"""{"chatid":"{{{chat}}}","chat_type":{{{type}}},"msgtype":"markdown","markdown":{"content":"x"}}""";
        Assert.Equal(93006, await _wire.CodeAsync("aibot_send_msg", To("ZhangWei")));
        await _platform.Robot.SayAsync("ZhangWei", "x");
        await _platform.Robot.SayAsync("ZhangWei", "x", "wrGroup1");

        Assert.Equal(0, await _wire.CodeAsync("aibot_send_msg", To("ZhangWei")));
        Assert.Equal(0, await _wire.CodeAsync("aibot_send_msg", To("wrGroup1", 2)));
        Assert.Equal(93006, await _wire.CodeAsync("aibot_send_msg", To("zhangwei")));
        Assert.Equal(93006, await _wire.CodeAsync("aibot_send_msg", To("wrGroup1", 1)));
        Assert.Equal(93006, await _wire.CodeAsync("aibot_send_msg", To("ZhangWei", 2)));
        _platform.Robot.KnowChat("wrGroup2", isGroup: true);
        Assert.Equal(0, await _wire.CodeAsync("aibot_send_msg", To("wrGroup2")));
    }

    [Fact]
    public async Task Send_CardToAGroup_Gives40008()
    {
        _platform.Robot.KnowChat("wrGroup1", isGroup: true);
        _platform.Robot.KnowChat("u1", isGroup: false);
        string To(string chat, string task) => "{\"chatid\":\"" + chat + "\"," + Card(task)[1..];

        Assert.Equal(40008, await _wire.CodeAsync("aibot_send_msg", To("wrGroup1", "t-1")));
        Assert.Equal(0, await _wire.CodeAsync("aibot_send_msg", To("u1", "t-1")));
    }

    [Fact]
    public async Task Send_MoreThan30AMinuteInAChat_Gives45009RefreshesAside()
    {
        var said = await _platform.Robot.SayAsync("u1", "x");
        for (var n = 0; n < 35; n++)
        {
            Assert.Equal(0, await _wire.CodeAsync("aibot_respond_msg", Stream("s", $"{n}"), said.ReqId));
        }

        const string Send = """{"chatid":"u1","msgtype":"markdown","markdown":{"content":"x"}}""";
        for (var n = 0; n < 29; n++)
        {
            Assert.Equal(0, await _wire.CodeAsync("aibot_send_msg", Send));
        }

        Assert.Equal(45009, await _wire.CodeAsync("aibot_send_msg", Send));
        Forward(TimeSpan.FromSeconds(61));
        Assert.Equal(0, await _wire.CodeAsync("aibot_send_msg", Send));
    }

    [Fact]
    public async Task Upload_ChunksInAnyOrderAndOverTwoConnections_GivesAFileThatCanBeSent()
    {
        var content = RandomNumberGenerator.GetBytes((512 * 1024) + 77);
#pragma warning disable CA5351 // The platform asks for MD5 as a checksum.
        var md5 = Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
        var begun = await _wire.AskAsync("aibot_upload_media_init", new JsonObject
        {
            ["type"] = "file",
            ["filename"] = "学习材料.pdf",
            ["total_size"] = content.Length,
            ["total_chunks"] = 2,
            ["md5"] = md5,
        });
        var id = (string)begun["body"]!["upload_id"]!;
        Assert.Equal(0, await PutAsync(_wire, id, 1, content[(512 * 1024)..]));
        Assert.Equal(40058, await _wire.CodeAsync("aibot_upload_media_finish", $$"""{"upload_id":"{{id}}"}"""));
        await using var second = await RobotWire.OpenAsync(_platform);
        Assert.Equal(0, await PutAsync(second, id, 0, content[..(512 * 1024)]));
        Assert.Equal(40058, await PutAsync(second, id, 2, content[..5]));
        var finished = await second.AskAsync("aibot_upload_media_finish", new JsonObject { ["upload_id"] = id });

        _platform.Robot.KnowChat("u1", isGroup: false);
        var media = (string)finished["body"]!["media_id"]!;
        Assert.Equal(0, await second.CodeAsync("aibot_send_msg", $$$"""{"chatid":"u1","msgtype":"file","file":{"media_id":"{{{media}}}"}}"""));
        Assert.Equal("[file 学习材料.pdf]", Assert.Single(_platform.Received).Text);
        Assert.Equal(40007, await second.CodeAsync("aibot_send_msg", $$$"""{"chatid":"u1","msgtype":"image","image":{"media_id":"{{{media}}}"}}"""));
    }

    [Theory]
    [InlineData("image", 2 * 1024 * 1024, 4, 0)]
    [InlineData("image", (2 * 1024 * 1024) + 1, 5, 40058)]
    [InlineData("file", 20 * 1024 * 1024, 40, 0)]
    [InlineData("file", 20 * 1024 * 1024, 39, 40058)]
    [InlineData("file", (20 * 1024 * 1024) + 1, 41, 40058)]
    [InlineData("file", 4, 1, 40058)]
    [InlineData("file", 100, 101, 40058)]
    [InlineData("music", 100, 1, 40058)]
    public async Task Upload_Begin_IsHeldToTheLimits(string type, int size, int chunks, int code) =>
        Assert.Equal(code, await _wire.CodeAsync("aibot_upload_media_init", $$"""{"type":"{{type}}","filename":"x","total_size":{{size}},"total_chunks":{{chunks}}}"""));

    private static async Task<int> PutAsync(RobotWire wire, string id, int index, byte[] chunk) =>
        (int)(await wire.AskAsync("aibot_upload_media_chunk", new JsonObject
        {
            ["upload_id"] = id,
            ["chunk_index"] = index,
            ["base64_data"] = Convert.ToBase64String(chunk),
        }))["errcode"]!;

    private async Task<ReceivedMessage> CardAsync(string taskId)
    {
        var said = await _platform.Robot.SayAsync("u1", "x");
        Assert.Equal(0, await _wire.CodeAsync("aibot_respond_msg", Card(taskId), said.ReqId));
        return await said.AnswerAsync();
    }

    private static string Stream(string id, string content, bool finish = false) =>
        new JsonObject
        {
            ["msgtype"] = "stream",
            ["stream"] = new JsonObject { ["id"] = id, ["finish"] = finish, ["content"] = content },
        }.ToJsonString();

    private static string Card(string taskId) =>
        $$$"""{"msgtype":"template_card","template_card":{"card_type":"button_interaction","main_title":{"title":"周三党课"},"task_id":"{{{taskId}}}","button_list":[{"text":"参加","key":"join"}]}}""";

    private static string Update(string taskId) =>
        $$"""{"response_type":"update_template_card",{{Card(taskId)[(Card(taskId).IndexOf(',', StringComparison.Ordinal) + 1)..]}}""";

    private void Forward(TimeSpan by) => _clock.Set(_clock.GetUtcNow() + by);
}
