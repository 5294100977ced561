using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;
using static ChatBot.Channels.DingTalk.Tests.Doubles.StreamTestClient;
using static ChatBot.Channels.DingTalk.Tests.Doubles.TestCalls;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>Interactive cards of the double: creating, delivering, private data, updates, callbacks in both modes.</summary>
public sealed class DingTalkCardDoubleTests : IAsyncLifetime
{
    private const string Group = DingTalkDemo.GroupConversation;
    private readonly HttpClient _http = new();
    private DingTalkDouble _platform = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _platform = await DingTalkDouble.StartAsync(new DingTalkDoubleOptions
        {
            Members = [new DingTalkMember("u1", "张伟", 1), new DingTalkMember("u2", "李娜", 1)],
            CallsPerSecond = 0,
            CardAnswerWithin = TimeSpan.FromMilliseconds(500),
            CardTemplates =
            [
                new DingTalkCardTemplate("signup.schema")
                {
                    Variables = ["title", "count"],
                    PrivateVariables = ["signed"],
                    Buttons =
                    [
                        new DingTalkCardButton("sign_up", "报名（${count}）") { ShownIf = "!signed", Params = new Dictionary<string, string> { ["session"] = "12" } },
                        new DingTalkCardButton("leave", "请假"),
                    ],
                },
                new DingTalkCardTemplate("draft.schema") { IsPublished = false },
                new DingTalkCardTemplate("free.schema"),
            ],
        });
        _http.BaseAddress = _platform.BaseUrl;
        _token = await TokenAsync(_http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task CreateAndDeliver_GroupAndPerson_IsShownToEachWithHisOwnValues()
    {
        var body = Body("card-1", spaces: $"dtv1.card//IM_GROUP.{Group};dtv1.card//IM_ROBOT.u2");
        body["privateData"] = new JsonObject { ["u1"] = Map(("signed", "true")) };
        var (status, answer) = await SendAsync(body);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.All(answer["result"]!["deliverResults"]!.AsArray(), r => Assert.True((bool)r!["success"]!));
        Assert.Equal([Group, "u2"], _platform.Received.Select(m => m.To));
        var shown = _platform.Received[0];
        Assert.Equal(("dingtalk.card.deliver", "周三党课\n0\n[报名（0）]\n[请假]"), (shown.Route, shown.Text));
        Assert.Equal("card-1", shown.Card!.TaskId);
        Assert.Equal(["请假"], _platform.CardFor("card-1", "u1")!.Card.Buttons.Select(b => b.Label));
        Assert.Equal(["报名（0）", "请假"], _platform.CardFor("card-1", "u2")!.Card.Buttons.Select(b => b.Label));
    }

    [Fact]
    public async Task CreateAndDeliver_SameOutTrackId_IsRefusedForEver()
    {
        await SendAsync(Body("card-1"));
        var (status, answer) = await SendAsync(Body("card-1"));

        Assert.Equal((HttpStatusCode.BadRequest, "param.cardAlreadyExist"), (status, (string)answer["code"]!));
        Assert.Single(_platform.Received);
    }

    [Fact]
    public async Task CreateAndDeliver_SpaceThatDoesNotTakeIt_SucceedsWithAFailedResult()
    {
        _platform.RefuseCardNext(Group);
        var (status, answer) = await SendAsync(Body("card-1", spaces: $"dtv1.card//IM_GROUP.{Group};IM_ROBOT.u1;im_robot.nobody"));

        var results = answer["result"]!["deliverResults"]!.AsArray();
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([false, true, false], results.Select(r => (bool)r!["success"]!));
        Assert.Equal("system.busy", (string)results[0]!["errorMsg"]!);
        Assert.Equal("u1", Assert.Single(_platform.Received).To);
        Assert.Null(_platform.CardFor("card-1", "u2"));
    }

    [Theory]
    [InlineData("cardTemplateId", "\"draft.schema\"", "param.templateUnpublished")]
    [InlineData("cardTemplateId", "\"other.schema\"", "param.templateNotExist")]
    [InlineData("cardTemplateId", "null", "param.cardTemplateIdEmpty")]
    [InlineData("outTrackId", "\"\"", "param.outTrackIdEmpty")]
    [InlineData("cardData", "null", "param.cardPublicDataEmpty")]
    [InlineData("cardData", """{"cardParamMap":{"count":1}}""", "param.invalid")]
    [InlineData("cardData", """{"cardParamMap":{"undeclared":"1"}}""", "param.invalid")]
    [InlineData("privateData", """{"u1":{"cardParamMap":{"count":"1"}}}""", "param.invalid")]
    [InlineData("openSpaceId", "\"IM_GROUP.cid1\"", "param.openSpaceModelInvalid")]
    [InlineData("openSpaceId", "\"dtv1.card//IM_PLANET.cid1\"", "param.openSpaceModelInvalid")]
    [InlineData("callbackType", "\"HTTP\"", "param.invalid")]
    public async Task CreateAndDeliver_WrongField_IsRefusedByCode(string field, string json, string code)
    {
        var body = Body("card-1");
        body[field] = JsonNode.Parse(json);
        var (status, answer) = await SendAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, (string)answer["code"]!));
        Assert.Empty(_platform.Received);
    }

    [Fact]
    public async Task CreateAndDeliver_ValueOver1024Bytes_IsRefused()
    {
        var body = Body("card-1");
        body["cardData"] = Map(("title", new string('党', 342)));
        var (_, answer) = await SendAsync(body);

        Assert.Equal("param.invalid", (string)answer["code"]!);
    }

    [Fact]
    public async Task CreateThenDeliver_InTwoSteps_IsTheSame()
    {
        var (_, created) = await SendAsync(Body("card-1"), "instances");
        var (_, delivered) = await SendAsync(Body("card-1"), "instances/deliver");
        var (_, unknown) = await SendAsync(Body("card-2"), "instances/deliver");

        Assert.Equal("card-1", (string)created["result"]!);
        Assert.True((bool)delivered["result"]![0]!["success"]!);
        Assert.Equal("param.cardNotExist", (string)unknown["code"]!);
        Assert.Equal(Group, Assert.Single(_platform.Received).To);
    }

    [Theory]
    [InlineData(true, "周三党课")]
    [InlineData(false, null)]
    public async Task Update_WithoutTheFlag_LosesWhatIsNotSent(bool byKey, string? title)
    {
        await SendAsync(Body("card-1"));
        var (status, _) = await SendAsync(
            new JsonObject
            {
                ["outTrackId"] = "card-1",
                ["cardData"] = Map(("count", "1")),
                ["cardUpdateOptions"] = new JsonObject { ["updateCardDataByKey"] = byKey },
            },
            "instances",
            HttpMethod.Put);

        Assert.Equal(HttpStatusCode.OK, status);
        var values = _platform.CardFor("card-1", "u1")!.Values;
        Assert.Equal((title, "1"), (values.GetValueOrDefault("title"), values["count"]));
        Assert.Equal("dingtalk.card.update", _platform.Received[^1].Route);
    }

    [Theory]
    [InlineData(0, "1", "true")]
    [InlineData(700, "0", null)]
    public async Task Tap_OverStream_ChangesTheCardIfAnsweredInTime(int milliseconds, string count, string? signed)
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", CardTopic));
        await SendAsync(Body("card-1"));

        var tapped = await _platform.TapAsync(_platform.Received[0], "sign_up", "u1");
        var frame = (await client.ReadAsync())!;
        var data = DataOf(frame);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        await client.AcknowledgeAsync(frame, """
            {"response":{"cardData":{"cardParamMap":{"count":"1"}},"userPrivateData":{"cardParamMap":{"signed":"true"}},
            "cardUpdateOptions":{"updateCardDataByKey":true,"updatePrivateDataByKey":true}}}
            """);
        await tapped.AcknowledgedAsync();

        Assert.Equal(("actionCallback", "card-1", "u1", "IM_GROUP"), ((string)data["type"]!, (string)data["outTrackId"]!, (string)data["userId"]!, (string)data["spaceType"]!));
        Assert.Equal("""{"cardPrivateData":{"actionIds":["sign_up"],"params":{"session":"12"}}}""", (string)data["content"]!);
        var mine = _platform.CardFor("card-1", "u1")!.Values;
        Assert.Equal((count, signed), (mine["count"], mine.GetValueOrDefault("signed")));
        Assert.False(_platform.CardFor("card-1", "u2")!.Values.ContainsKey("signed"));
        Assert.Empty(_platform.Stream.Faults);
    }

    [Fact]
    public async Task Tap_AnsweredWithANumber_IsAFault()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", CardTopic));
        await SendAsync(Body("card-1"));
        await _platform.TapAsync(_platform.Received[0], "请假", "u1");

        await client.AcknowledgeAsync((await client.ReadAsync())!, """{"response":{"cardData":{"cardParamMap":{"count":1}}}}""");
        var ping = await _platform.Stream.PingAsync();
        var frame = (await client.ReadAsync())!;
        await client.AcknowledgeAsync(frame, (string)frame["data"]!);
        await ping.AcknowledgedAsync();

        Assert.Contains("no string", Assert.Single(_platform.Stream.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tap_OverHttp_IsSignedOverTheTimestampAndAnswered()
    {
        await using var bot = WebApplication.Create([]);
        bot.Urls.Add("http://127.0.0.1:0");
        var seen = (Sign: "", At: "");
        bot.MapPost("/card", (HttpContext context) =>
        {
            seen = (context.Request.Headers["x-ddpaas-signature"].ToString(), context.Request.Headers["x-ddpaas-signature-timestamp"].ToString());
            return Results.Text("""{"cardData":{"cardParamMap":{"title":"周三党课","count":"5"}}}""", "application/json");
        });
        await bot.StartAsync(TestContext.Current.CancellationToken);
        var (registered, _) = await SendAsync(
            new JsonObject { ["callbackRouteKey"] = "branch", ["callbackUrl"] = bot.Urls.First() + "/card", ["apiSecret"] = "s", ["forceUpdate"] = true },
            "callbacks/register");
        var body = Body("card-1");
        (body["callbackType"], body["callbackRouteKey"]) = ("HTTP", "branch");
        await SendAsync(body);

        var tapped = await _platform.TapAsync(_platform.Received[0], "请假", "u2");
        var changed = await tapped.AnswerAsync();

        Assert.Equal(HttpStatusCode.OK, registered);
        Assert.Equal(DingTalkSigner.SignCard(seen.At, "s"), seen.Sign);
        Assert.Equal(200, (await tapped.AcknowledgedAsync()).Code);
        Assert.Equal(("dingtalk.card.answer", "周三党课\n5\n[报名（5）]\n[请假]"), (changed.Route, changed.Text));
    }

    [Fact]
    public async Task Tap_ButtonOfAButtonGroup_CarriesItsParams()
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", CardTopic));
        var body = Body("card-1");
        body["cardTemplateId"] = "free.schema";
        body["cardData"] = Map(("title", "表决"), ("buttons", """
            [{"text":"同意","status":"normal","event":{"type":"sendCardRequest","params":{"actionId":"agree","params":{"vote":"7"}}}},
            {"text":"已截止","status":"disabled","event":{"type":"sendCardRequest","params":{"actionId":"late"}}},
            {"text":"详情","event":{"type":"openLink","params":{"url":"https://example.org/7"}}}]
            """));
        await SendAsync(body);

        await _platform.TapAsync(_platform.Received[0], "同意", "u1");
        var data = DataOf((await client.ReadAsync())!);

        Assert.Equal("""{"cardPrivateData":{"actionIds":["agree"],"params":{"vote":"7"}}}""", (string)data["content"]!);
        Assert.Equal(["同意", "详情"], _platform.Received[0].Card!.Buttons.Select(b => b.Label));
        await Assert.ThrowsAsync<ArgumentException>(() => _platform.TapAsync(_platform.Received[0], "详情", "u1"));
    }

    [Theory]
    [InlineData("报名", null)]
    [InlineData("@支部助手 报名 周三", Group)]
    public async Task Tap_ActionCardThatSaysSomething_MakesTheMemberSayIt(string says, string? group)
    {
        using var client = await ConnectAsync(_http, ("CALLBACK", Robot));
        var (webhook, _) = _platform.IssueSession(group ?? "cidSingle", "u1", group is not null);
        using var sent = await _http.PostAsJsonAsync(webhook, new
        {
            msgtype = "actionCard",
            actionCard = new
            {
                title = "周三党课",
                text = "参加吗？",
                btns = new[] { new { title = "参加", actionURL = "dtmd://dingtalkclient/sendMessage?content=" + Uri.EscapeDataString(says) } },
            },
        });

        await _platform.TapAsync(_platform.Received[0], "参加", "u1");
        var data = DataOf((await client.ReadAsync())!);

        Assert.Equal(group is null ? "报名" : " 报名 周三", (string)data["text"]!["content"]!);
        Assert.Equal(("张伟", group is null ? "1" : "2"), ((string)data["senderNick"]!, (string)data["conversationType"]!));
    }

    private static JsonObject Body(string outTrackId, string spaces = $"dtv1.card//IM_GROUP.{Group}")
    {
        var body = TestCalls.Card(outTrackId);
        body["cardTemplateId"] = "signup.schema";
        body["cardData"] = Map(("title", "周三党课"), ("count", "0"));
        body["openSpaceId"] = spaces;
        body["imRobotOpenSpaceModel"] = new JsonObject { ["supportForward"] = false };
        body["imRobotOpenDeliverModel"] = new JsonObject { ["spaceType"] = "IM_ROBOT" };
        return body;
    }

    private Task<(HttpStatusCode Status, JsonObject Answer)> SendAsync(
        JsonObject body, string path = "instances/createAndDeliver", HttpMethod? method = null) =>
        ApiAsync(_http, method ?? HttpMethod.Post, "v1.0/card/" + path, _token, body);
}
