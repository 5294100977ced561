using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.DingTalk.Tests.Doubles;

/// <summary>The double refuses what the platform refuses: a stand-in that takes everything would prove nothing.</summary>
public sealed class DingTalkDoubleTests : IAsyncLifetime
{
    private const string Hello = """{"msgtype":"text","text":{"content":"你好"}}""";
    private readonly ShiftedClock _clock = new();
    private readonly HttpClient _http = new();
    private DingTalkDouble _platform = null!;

    public async ValueTask InitializeAsync()
    {
        var organisation = new DingTalkDoubleOptions
        {
            Members = [new DingTalkMember("u1", "张伟", 1), new DingTalkMember("u2", "李娜", 1)],
            Webhooks = [new DingTalkWebhook(DingTalkDemo.WebhookToken, DingTalkDemo.WebhookSecret), new DingTalkWebhook("words", null, "支部")],
            MonthlyApiCalls = 25,
            CallsPerSecond = 0,
        };
        _platform = await DingTalkDouble.StartAsync(organisation, _clock);
        _http.BaseAddress = _platform.BaseUrl;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Token_WrongSecretOrForm_GivesNewStyleErrors()
    {
        var (status, answer) = await PostAsync("v1.0/oauth2/accessToken", """{"appKey":"x","appSecret":"y"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "invalidClientIdOrSecret"), (status, answer["code"]!.GetValue<string>()));

        using var form = new FormUrlEncodedContent([new("appKey", DingTalkDemo.AppKey)]);
        using var response = await _http.PostAsync("v1.0/oauth2/accessToken", form);
        Assert.Equal("MissingBody", (await response.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task SendPrivate_PartlyUnknownAndFlowControlled_ReportsEach()
    {
        _platform.FlowControlNext("u2");
        var (status, answer) = await ApiAsync("v1.0/robot/oToMessages/batchSend", Private(["u1", "u2", "u3"]));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""["u3"]""", answer["invalidStaffIdList"]!.ToJsonString());
        Assert.Equal("""["u2"]""", answer["flowControlledStaffIdList"]!.ToJsonString());
        Assert.Equal("u1", Assert.Single(_platform.Received).To);
    }

    [Theory]
    [InlineData("""{"userIds":["u1"],"msgKey":"sampleText","msgParam":"{}"}""", "miss.param.robotCode")]
    [InlineData("""{"robotCode":"x","userIds":["u1"],"msgKey":"sampleText","msgParam":"{}"}""", "invalidParameter.robotCode.notExsit")]
    [InlineData("""{"robotCode":"dingdemo0000app00001","userIds":["u9"],"msgKey":"sampleText","msgParam":"{\"content\":\"x\"}"}""", "staffId.notExisted")]
    [InlineData("""{"robotCode":"dingdemo0000app00001","userIds":["u1"],"msgKey":"sampleText","msgParam":{"content":"x"}}""", "invalidParameter.msgParam.invalid")]
    [InlineData("""{"robotCode":"dingdemo0000app00001","userIds":["u1"],"msgKey":"sampleNone","msgParam":"{}"}""", "invalidParameter.msgKey.notExist")]
    [InlineData("""{"robotCode":"dingdemo0000app00001","userIds":["u1"],"msgKey":"sampleActionCard6","msgParam":"{\"title\":\"t\",\"text\":\"x\",\"actionTitle1\":\"a\"}"}""", "invalidParameter.msgParam.invalid")]
    public async Task SendPrivate_BodyThatThePlatformRefuses_GivesItsCode(string body, string code)
    {
        var (status, answer) = await ApiAsync("v1.0/robot/oToMessages/batchSend", body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, answer["code"]!.GetValue<string>()));
        Assert.Empty(_platform.Received);
    }

    [Fact]
    public async Task SendPrivate_21Users_IsRefused()
    {
        var (_, answer) = await ApiAsync("v1.0/robot/oToMessages/batchSend", Private([.. Enumerable.Range(0, 21).Select(n => $"u{n}")]));

        Assert.Equal("invalidParameter.userIds.tooMany", answer["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task SendGroup_Over15000Bytes_IsTooLong()
    {
        string Body(int characters) => new JsonObject
        {
            ["robotCode"] = DingTalkDemo.RobotCode,
            ["openConversationId"] = "cidExample==",
            ["msgKey"] = "sampleText",
            ["msgParam"] = $$$"""{"content":"{{{new string('党', characters)}}}"}""",
        }.ToJsonString();

        Assert.Equal(HttpStatusCode.OK, (await ApiAsync("v1.0/robot/groupMessages/send", Body(4995))).Status);
        var (_, answer) = await ApiAsync("v1.0/robot/groupMessages/send", Body(4996));
        Assert.Equal("invalidParameter.msgParam.tooLong", answer["code"]!.GetValue<string>());
        Assert.Equal(("dingtalk.group", "cidExample=="), (_platform.Received[0].Route, _platform.Received[0].To));
    }

    [Fact]
    public async Task Api_MonthlyQuotaUsedUp_GivesCountLimitUntilNextMonth()
    {
        for (var n = 0; n < 25; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await ApiAsync("v1.0/robot/oToMessages/batchSend", Private(["u1"]))).Status);
        }

        var (status, answer) = await ApiAsync("v1.0/robot/oToMessages/batchSend", Private(["u1"]));
        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden.AccessDenied.ApiCountLimitForOrg"), (status, answer["code"]!.GetValue<string>()));
        Assert.Equal(25, _platform.Quota.ApiCalls);

        _clock.Set(_clock.GetUtcNow().AddDays(32));
        Assert.Equal(HttpStatusCode.OK, (await ApiAsync("v1.0/robot/oToMessages/batchSend", Private(["u1"]))).Status);
    }

    [Fact]
    public async Task Api_RevokedToken_IsRefusedInTheStyleOfEachHost()
    {
        var token = await TokenAsync();
        _platform.RevokeTokens();

        var (_, answer) = await ApiAsync("v1.0/robot/oToMessages/batchSend", Private(["u1"]), token);
        Assert.Equal("InvalidAuthentication", answer["code"]!.GetValue<string>());
        Assert.Equal(40014, Code((await PostAsync($"topapi/v2/user/list?access_token={token}", "{}")).Answer));
    }

    [Fact]
    public async Task Session_Expired_Gives300001()
    {
        var (webhook, _) = _platform.IssueSession("cidExample==", "u1", isGroup: true);
        Assert.Equal(0, Code((await PostAsync(webhook.AbsoluteUri, Hello)).Answer));
        Assert.Equal(("dingtalk.session", "cidExample==", "你好"), (_platform.Received[0].Route, _platform.Received[0].To, _platform.Received[0].Text));

        _clock.Set(_clock.GetUtcNow().AddSeconds(5401));
        Assert.Equal(300001, Code((await PostAsync(webhook.AbsoluteUri, Hello)).Answer));
    }

    [Fact]
    public async Task Session_Mention_NeedsTheListAndTheText()
    {
        var (webhook, _) = _platform.IssueSession("cidExample==", "u1", isGroup: true);
        await PostAsync(webhook.AbsoluteUri, """{"msgtype":"text","text":{"content":"@u1 请确认 @u2"},"at":{"atUserIds":["u1","u9"],"isAtAll":false}}""");

        Assert.Equal(["u1"], Assert.Single(_platform.Received).Mentions);
    }

    [Fact]
    public async Task Webhook_SignatureMissingOldOrEncodedTwice_Gives310000()
    {
        Assert.Equal(310000, Code((await PostAsync($"robot/send?access_token={DingTalkDemo.WebhookToken}", Hello)).Answer));
        Assert.Equal(310000, Code((await PostAsync(Signed(_clock.GetUtcNow().AddMinutes(-61)), Hello)).Answer));
        Assert.Equal(310000, Code((await PostAsync(Signed(_clock.GetUtcNow(), encodeTwice: true), Hello)).Answer));
        Assert.Equal(0, Code((await PostAsync(Signed(_clock.GetUtcNow()), Hello)).Answer));
        Assert.Equal(310000, Code((await PostAsync("robot/send?access_token=words", Hello)).Answer));
        Assert.Equal(300001, Code((await PostAsync("robot/send?access_token=unknown", Hello)).Answer));
    }

    [Fact]
    public async Task Webhook_21stInAMinute_BlocksForTenMinutes()
    {
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal(0, Code((await PostAsync(Signed(_clock.GetUtcNow()), Hello)).Answer));
        }

        Assert.Equal(130101, Code((await PostAsync(Signed(_clock.GetUtcNow()), Hello)).Answer));
        _clock.Set(_clock.GetUtcNow().AddMinutes(9));
        Assert.Equal(410100, Code((await PostAsync(Signed(_clock.GetUtcNow()), Hello)).Answer));
        _clock.Set(_clock.GetUtcNow().AddMinutes(2));
        Assert.Equal(0, Code((await PostAsync(Signed(_clock.GetUtcNow()), Hello)).Answer));
    }

    [Fact]
    public async Task Webhook_SameMsgUuid_ArrivesOnce()
    {
        var body = """{"msgtype":"text","text":{"content":"x"},"msgUuid":"outbox-1"}""";
        Assert.Equal(0, Code((await PostAsync(Signed(_clock.GetUtcNow()), body)).Answer));
        Assert.Equal(0, Code((await PostAsync(Signed(_clock.GetUtcNow()), body)).Answer));

        Assert.Single(_platform.Received);
    }

    [Fact]
    public async Task Webhook_BodyOver20000Bytes_Gives460101()
    {
        var body = $$$"""{"msgtype":"text","text":{"content":"{{{new string('党', 6660)}}}"}}""";

        Assert.Equal(460101, Code((await PostAsync(Signed(_clock.GetUtcNow()), body)).Answer));
    }

    [Theory]
    [InlineData("""{"msgtype":"link","link":{"title":"t","text":"x","messageURL":"https://example.org"}}""", 40035)]
    [InlineData("""{"msgtype":"link","link":{"title":"t","text":"x","messageUrl":"https://example.org"}}""", 0)]
    [InlineData("""{"msgtype":"actionCard","actionCard":{"title":"t","text":"x","btns":[{"title":"a","actionUrl":"https://example.org"}]}}""", 40035)]
    [InlineData("""{"msgtype":"actionCard","actionCard":{"title":"t","text":"x","btns":[{"title":"a","actionURL":"https://example.org"}]}}""", 0)]
    [InlineData("""{"msgtype":"markdown","markdown":{"text":"x"}}""", 40035)]
    [InlineData("""{"msgtype":"image","image":{}}""", 400105)]
    public async Task Webhook_FieldNames_AreHeldToThePage(string body, int code) =>
        Assert.Equal(code, Code((await PostAsync(Signed(_clock.GetUtcNow()), body)).Answer));

    [Fact]
    public async Task Webhook_BodyNotSentAsJson_Gives43004()
    {
        using var response = await _http.PostAsync(Signed(_clock.GetUtcNow()), new StringContent(Hello));

        Assert.Equal(43004, Code((await response.Content.ReadFromJsonAsync<JsonObject>())!));
    }

    [Fact]
    public async Task Read_SharedOutboundBodies_AreAllTaken()
    {
        var path = SharedFiles.Find("protocols/dingtalk-vectors.json");
        Assert.SkipWhen(path is null, "No shared/protocols beside the repository.");
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path!));
        var outbound = document.RootElement.GetProperty("outbound");
        foreach (var body in outbound.GetProperty("customRobotBodies").EnumerateObject().Where(b => b.Name != "empty_outgoing_answer"))
        {
            Assert.True(Code((await PostAsync(Signed(_clock.GetUtcNow()), body.Value.GetRawText())).Answer) == 0, body.Name);
        }

        foreach (var message in outbound.GetProperty("apiMsgKeys").EnumerateObject())
        {
            var body = JsonNode.Parse(message.Value.GetRawText())!.AsObject();
            body["robotCode"] = DingTalkDemo.RobotCode;
            body["openConversationId"] = "cidExample==";
            Assert.True((await ApiAsync("v1.0/robot/groupMessages/send", body.ToJsonString())).Status == HttpStatusCode.OK, message.Name);
        }
    }

    [Fact]
    public async Task Recall_KnownAndUnknownKey_AnswersForEach()
    {
        var sent = (await ApiAsync("v1.0/robot/oToMessages/batchSend", Private(["u1"]))).Answer["processQueryKey"]!.GetValue<string>();
        var recall = new JsonObject { ["robotCode"] = DingTalkDemo.RobotCode, ["processQueryKeys"] = new JsonArray(sent, "no") }.ToJsonString();

        var (_, answer) = await ApiAsync("v1.0/robot/otoMessages/batchRecall", recall);
        Assert.Equal(sent, Assert.Single(answer["successResult"]!.AsArray())!.GetValue<string>());
        Assert.Equal("no", Assert.Single(answer["failedResult"]!.AsObject()).Key);
        using var misspelt = await _http.PostAsync("v1.0/robot/oToMessages/batchRecall", new StringContent(recall));
        Assert.Equal(HttpStatusCode.NotFound, misspelt.StatusCode);
    }

    [Fact]
    public async Task Download_IssuedCode_LeadsToTheBytes()
    {
        var code = _platform.IssueDownloadCode("图"u8.ToArray());
        var body = new JsonObject { ["robotCode"] = DingTalkDemo.RobotCode, ["downloadCode"] = code }.ToJsonString();
        var (_, answer) = await ApiAsync("v1.0/robot/messageFiles/download", body);

        Assert.Equal("图", await _http.GetStringAsync(answer["downloadUrl"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Upload_TypeOnlyInTheForm_Gives40004()
    {
        using var form = new MultipartFormDataContent { { new StringContent("file"), "type" }, { new ByteArrayContent([1, 2, 3]), "media", "a.pdf" } };
        using var refused = await _http.PostAsync($"media/upload?access_token={await TokenAsync()}", form);
        Assert.Equal(40004, Code((await refused.Content.ReadFromJsonAsync<JsonObject>())!));

        using var again = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "media", "a.pdf" } };
        using var taken = await _http.PostAsync($"media/upload?access_token={await TokenAsync()}&type=file", again);
        Assert.Equal(0, Code((await taken.Content.ReadFromJsonAsync<JsonObject>())!));
    }

    private static string Private(IReadOnlyList<string> users) => new JsonObject
    {
        ["robotCode"] = DingTalkDemo.RobotCode,
        ["userIds"] = new JsonArray([.. users.Select(u => (JsonNode)u)]),
        ["msgKey"] = "sampleText",
        ["msgParam"] = """{"content":"提醒"}""",
    }.ToJsonString();

    private static int Code(JsonObject answer) => answer["errcode"]!.GetValue<int>();

    private static string Signed(DateTimeOffset at, bool encodeTwice = false)
    {
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Uri.EscapeDataString(DingTalkSigner.Sign(timestamp, DingTalkDemo.WebhookSecret));
        return $"robot/send?access_token={DingTalkDemo.WebhookToken}&timestamp={timestamp}&sign={(encodeTwice ? Uri.EscapeDataString(sign) : sign)}";
    }

    private async Task<string> TokenAsync()
    {
        var (_, answer) = await PostAsync(
            "v1.0/oauth2/accessToken",
            $$"""{"appKey":"{{DingTalkDemo.AppKey}}","appSecret":"{{DingTalkDemo.AppSecret}}"}""");
        return answer["accessToken"]!.GetValue<string>();
    }

    private async Task<(HttpStatusCode Status, JsonObject Answer)> ApiAsync(string path, string body, string? token = null) =>
        await PostAsync(path, body, token ?? await TokenAsync());

    private async Task<(HttpStatusCode Status, JsonObject Answer)> PostAsync(string path, string body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (token is not null)
        {
            request.Headers.Add("x-acs-dingtalk-access-token", token);
        }

        using var response = await _http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }
}
