using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>Two apps of one organisation: what they share and what they do not; read states and the address book.</summary>
public sealed class DingTalkOrganisationDoubleTests : IAsyncLifetime
{
    private static readonly DingTalkApp Other = new("dingother00000000001", "demo-secret-of-another-app", "dingother00000000001") { RobotName = "学习助手" };
    private readonly ShiftedClock _clock = new();
    private readonly HttpClient _http = new();
    private DingTalkDouble _platform = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions
            {
                MoreApps = [Other],
                Members = [new DingTalkMember("u1", "张伟", 1) { Mobile = "13900000001" }, new DingTalkMember("u2", "李娜", 2)],
                Departments = [new DingTalkDepartment(1, "示例党委", 0), new DingTalkDepartment(2, "第二支部", 1)],
                MonthlyApiCalls = 4,
                MonthlyWebhookAndStream = 2,
            },
            _clock);
        _http.BaseAddress = _platform.BaseUrl;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Send_WithTheOtherAppsRobot_IsRefused()
    {
        var (status, answer) = await SendGroupAsync(Other, DingTalkDemo.RobotCode);
        var (own, _) = await SendGroupAsync(Other, Other.RobotCode);

        Assert.Equal((HttpStatusCode.BadRequest, "invalidParameter.robotCode.auth"), (status, (string)answer["code"]!));
        Assert.Equal(HttpStatusCode.OK, own);
    }

    [Fact]
    public async Task Quota_OfTheOrganisation_IsSharedByItsAppsAndToldPerKind()
    {
        var main = _platform.StreamOf(DingTalkDemo.AppKey).App;
        await SendGroupAsync(main, main.RobotCode);
        await SendGroupAsync(Other, Other.RobotCode);
        await SendGroupAsync(Other, Other.RobotCode);
        await OldAsync("topapi/v2/user/get", """{"userid":"u1"}""");
        Assert.Equal((3, 0), (_platform.Quota.ApiCalls, _platform.Quota.WebhookAndStream));
        Assert.Equal(3, _platform.Quota.PerKind[DingTalkRoutes.Group]);

        _platform.UseUpApiCalls();
        var (status, answer) = await SendGroupAsync(main, main.RobotCode);
        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden.AccessDenied.ApiCountLimitForOrg"), (status, (string)answer["code"]!));

        // Webhook routes go on, until their own quota is used up.
        var (webhook, _) = _platform.IssueSession(DingTalkDemo.GroupConversation, "u1", isGroup: true);
        foreach (var code in (int[])[0, 0, 90020])
        {
            using var sent = await _http.PostAsJsonAsync(webhook, new { msgtype = "text", text = new { content = "好的" } });
            Assert.Equal(code, (int)(await sent.Content.ReadFromJsonAsync<JsonObject>())!["errcode"]!);
        }

        Assert.Matches(@"API calls +4\nWebhook & Stream +2$", _platform.Quota.ToTable());
    }

    [Fact]
    public async Task ReadStatus_AfterReadingAndRecall_TellsBoth()
    {
        var app = _platform.StreamOf(DingTalkDemo.AppKey).App;
        var token = await TokenAsync(app);
        var (_, sent) = await ApiAsync(HttpMethod.Post, "v1.0/robot/oToMessages/batchSend", token, new JsonObject
        {
            ["robotCode"] = app.RobotCode,
            ["userIds"] = new JsonArray("u1", "u2"),
            ["msgKey"] = "sampleText",
            ["msgParam"] = """{"content":"提醒"}""",
        });
        var key = (string)sent["processQueryKey"]!;
        _platform.MarkRead(_platform.Received[0], "u2");
        var query = $"v1.0/robot/oToMessages/readStatus?robotCode={app.RobotCode}&processQueryKey={Uri.EscapeDataString(key)}";

        var (_, read) = await ApiAsync(HttpMethod.Get, query, token);
        await ApiAsync(HttpMethod.Post, "v1.0/robot/otoMessages/batchRecall", token, new JsonObject
        {
            ["robotCode"] = app.RobotCode,
            ["processQueryKeys"] = new JsonArray(key),
        });
        var (_, recalled) = await ApiAsync(HttpMethod.Get, query, token);

        Assert.Equal(
            """[{"name":"张伟","userId":"u1","readStatus":"UNREAD"},{"name":"李娜","userId":"u2","readStatus":"READ"}]""",
            Plain(read["messageReadInfoList"]!));
        Assert.Equal(("SUCCESS", "RECALLED"), ((string)read["sendStatus"]!, (string)recalled["sendStatus"]!));
    }

    [Fact]
    public async Task GroupQuery_OlderThanADay_IsExpired()
    {
        var app = _platform.StreamOf(DingTalkDemo.AppKey).App;
        var (_, sent) = await SendGroupAsync(app, app.RobotCode);
        _platform.MarkRead(_platform.Received[0], "u1");
        var body = new JsonObject
        {
            ["openConversationId"] = DingTalkDemo.GroupConversation,
            ["robotCode"] = app.RobotCode,
            ["processQueryKey"] = (string)sent["processQueryKey"]!,
            ["maxResults"] = 200,
        };
        var (_, now) = await ApiAsync(HttpMethod.Post, "v1.0/robot/groupMessages/query", await TokenAsync(app), body);
        _clock.Set(_clock.GetUtcNow().AddHours(25));
        var (status, later) = await ApiAsync(HttpMethod.Post, "v1.0/robot/groupMessages/query", await TokenAsync(app), body);

        Assert.Equal("""["u1"]""", now["readUserIds"]!.ToJsonString());
        Assert.Equal((HttpStatusCode.BadRequest, "processQueryKey.expireTime"), (status, (string)later["code"]!));
    }

    [Fact]
    public async Task GroupRobots_OfAGroup_AreNamed()
    {
        var app = _platform.StreamOf(DingTalkDemo.AppKey).App;
        var (_, answer) = await ApiAsync(
            HttpMethod.Post, "v1.0/robot/groups/robots/query", await TokenAsync(app), new JsonObject { ["openConversationId"] = DingTalkDemo.GroupConversation });

        Assert.Equal(["支部助手", "学习助手"], answer["chatbotInstanceVOList"]!.AsArray().Select(r => (string)r!["name"]!));
    }

    [Theory]
    [InlineData("v2/department/listsubid", """{"dept_id":1}""", """{"dept_id_list":[2]}""")]
    [InlineData("user/listsimple", """{"dept_id":2,"cursor":0,"size":100}""", """{"has_more":false,"list":[{"userid":"u2","name":"李娜"}]}""")]
    [InlineData("user/listid", """{"dept_id":1}""", """{"userid_list":["u1"]}""")]
    [InlineData("user/getbyunionid", """{"unionid":"unionu2"}""", """{"userid":"u2","contact_type":0}""")]
    [InlineData("v2/user/getbymobile", """{"mobile":"13900000001"}""", """{"userid":"u1"}""")]
    public async Task AddressBook_Calls_AnswerAsTheirPagesShow(string path, string body, string result)
    {
        var answer = await OldAsync("topapi/" + path, body);

        Assert.Equal((0, result), ((int)answer["errcode"]!, Plain(answer["result"]!)));
    }

    [Theory]
    [InlineData("user/getbyunionid", """{"unionid":"nobody"}""", 60121)]
    [InlineData("v2/user/getbymobile", """{}""", 400002)]
    [InlineData("user/listsimple", """{"dept_id":2,"cursor":0,"size":101}""", 40069)]
    [InlineData("user/listid", """{"dept_id":9}""", 60003)]
    public async Task AddressBook_WrongCalls_AreRefused(string path, string body, int code) =>
        Assert.Equal(code, (int)(await OldAsync("topapi/" + path, body))["errcode"]!);

    private static string Plain(JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private Task<string> TokenAsync(DingTalkApp app) => TestCalls.TokenAsync(_http, app.AppKey, app.AppSecret);

    private async Task<(HttpStatusCode Status, JsonObject Answer)> SendGroupAsync(DingTalkApp app, string robotCode) =>
        await ApiAsync(HttpMethod.Post, "v1.0/robot/groupMessages/send", await TokenAsync(app), new JsonObject
        {
            ["robotCode"] = robotCode,
            ["openConversationId"] = DingTalkDemo.GroupConversation,
            ["msgKey"] = "sampleText",
            ["msgParam"] = """{"content":"通知"}""",
        });

    private Task<(HttpStatusCode Status, JsonObject Answer)> ApiAsync(HttpMethod method, string path, string token, JsonObject? body = null) =>
        TestCalls.ApiAsync(_http, method, path, token, body);

    private async Task<JsonObject> OldAsync(string path, string body)
    {
        var token = await TokenAsync(_platform.StreamOf(DingTalkDemo.AppKey).App);
        using var response = await _http.PostAsJsonAsync($"{path}?access_token={token}", JsonNode.Parse(body));
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
