using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;
using System.Xml.Linq;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.Channels.WeCom.Tests.Doubles;

/// <summary>The caller's side against a bot of a few lines that is right or wrong on purpose.</summary>
public sealed class WeComCallbackClientTests : IDisposable
{
    private readonly StubBot _bot = new();
    private readonly HttpClient _http;
    private readonly WeComCallbackClient _client;

    public WeComCallbackClientTests()
    {
        _http = new HttpClient(_bot);
        _client = new WeComCallbackClient(
            new Uri("http://bot.example/callback"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey, _http);
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _bot.Dispose();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\n", false)]
    public async Task VerifyUrl_BotAddsToTheEcho_IsNotTaken(string added, bool taken)
    {
        _bot.AddToEcho = added;

        Assert.Equal(taken, await _client.VerifyUrlAsync());
    }

    [Fact]
    public async Task SendText_PassiveReply_ComesBackDecrypted()
    {
        var reply = await _client.SendTextAsync("zhangwei", "我请假 ]]> <b>", msgId: 77);

        Assert.Equal((HttpStatusCode.OK, "听到：我请假 ]]> <b>"), (reply.Status, reply.Text));
        Assert.Equal("77", _bot.Heard!.Element("MsgId")!.Value);
        Assert.Equal("zhangwei", _bot.Heard.Element("FromUserName")!.Value);
    }

    [Fact]
    public async Task SendText_ReplySignedWrongly_Throws()
    {
        _bot.SignReplyWith = "AnotherToken";

        await Assert.ThrowsAsync<WeComCipherException>(() => _client.SendTextAsync("zhangwei", "你好"));
    }

    [Fact]
    public async Task SendEvent_HasNoMsgId()
    {
        _bot.Silent = true;
        var reply = await _client.SendEventAsync("zhangwei", "click", "menu_points");

        Assert.Equal("", reply.Text);
        Assert.Null(_bot.Heard!.Element("MsgId"));
        Assert.Equal("menu_points", _bot.Heard.Element("EventKey")!.Value);
    }

    [Fact]
    public async Task Tap_OnAVoteThatTheAppSent_CarriesTaskChoiceAndACodeThatUpdatesOnce()
    {
        await using var platform = await WeComDouble.StartAsync();
        using var app = new HttpClient { BaseAddress = platform.BaseUrl };
        var token = (string)(await app.GetFromJsonAsync<JsonObject>($"cgi-bin/gettoken?corpid={WeComDemo.CorpId}&corpsecret={WeComDemo.Secret}"))!["access_token"]!;
        var vote = JsonNode.Parse("""{"card_type":"vote_interaction","main_title":{"title":"时间"},"task_id":"v-1","checkbox":{"question_key":"q","option_list":[{"id":"wed","text":"周三"},{"id":"thu","text":"周四"}]},"submit_button":{"text":"提交","key":"ok"}}""");
        await app.PostAsJsonAsync(
            $"cgi-bin/message/send?access_token={token}",
            new JsonObject { ["touser"] = "zhangwei", ["msgtype"] = "template_card", ["agentid"] = WeComDemo.AgentId, ["template_card"] = vote });
        _bot.Silent = true;

        await _client.TapAsync(
            platform, platform.Received[0], "提交", "zhangwei", new Dictionary<string, IReadOnlyList<string>> { ["q"] = ["thu"] });

        var heard = _bot.Heard!;
        Assert.Equal(
            ("template_card_event", "ok", "v-1", "vote_interaction"),
            (heard.Element("Event")!.Value, heard.Element("EventKey")!.Value, heard.Element("TaskId")!.Value, heard.Element("CardType")!.Value));
        Assert.Equal("thu", heard.Descendants("OptionId").Single().Value);
        var update = new JsonObject
        {
            ["userids"] = new JsonArray("zhangwei"),
            ["agentid"] = WeComDemo.AgentId,
            ["response_code"] = heard.Element("ResponseCode")!.Value,
            ["button"] = new JsonObject { ["replace_name"] = "已投票" },
        };
        Assert.Equal(0, await UpdateAsync());
        Assert.Equal(40058, await UpdateAsync());

        async Task<int> UpdateAsync()
        {
            using var answer = await app.PostAsJsonAsync($"cgi-bin/message/update_template_card?access_token={token}", update);
            return (int)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["errcode"]!;
        }
    }

    [Theory]
    [InlineData(WeComCallbackFault.WrongSignature)]
    [InlineData(WeComCallbackFault.MissingSignature)]
    [InlineData(WeComCallbackFault.WrongReceiver)]
    [InlineData(WeComCallbackFault.TruncatedCipher)]
    [InlineData(WeComCallbackFault.NotBase64)]
    [InlineData(WeComCallbackFault.WrongPadding)]
    [InlineData(WeComCallbackFault.LengthBeyondEnd)]
    [InlineData(WeComCallbackFault.NegativeLength)]
    [InlineData(WeComCallbackFault.DoctypeOutside)]
    [InlineData(WeComCallbackFault.DoctypeInside)]
    [InlineData(WeComCallbackFault.Oversized)]
    [InlineData(WeComCallbackFault.NotXml)]
    public async Task SendBroken_EachFault_IsReallyBroken(WeComCallbackFault fault)
    {
        var reply = await _client.SendBrokenAsync(fault, "zhangwei", "你好");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Null(_bot.Heard);
    }

    private sealed class StubBot : HttpMessageHandler
    {
        private readonly WeComCipher _cipher = new(WeComDemo.Token, WeComDemo.EncodingAesKey, WeComDemo.CorpId);

        public string AddToEcho { get; set; } = "";

        public string SignReplyWith { get; set; } = WeComDemo.Token;

        public bool Silent { get; set; }

        public XElement? Heard { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
            try
            {
                var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
                if (body.Length > 1_000_000)
                {
                    throw new InvalidDataException();
                }

                var encrypted = request.Method == HttpMethod.Get ? query["echostr"]! : Parse(body).Element("Encrypt")!.Value;
                if (query["msg_signature"] != _cipher.Sign(query["timestamp"]!, query["nonce"]!, encrypted))
                {
                    throw new InvalidDataException();
                }

                var plain = _cipher.Decrypt(encrypted);
                return Ok(request.Method == HttpMethod.Get ? plain + AddToEcho : Reply(plain));
            }
            catch (Exception e) when (e is InvalidDataException or WeComCipherException or System.Xml.XmlException)
            {
                return new HttpResponseMessage(HttpStatusCode.BadRequest);
            }
        }

        private string Reply(string plain)
        {
            Heard = Parse(plain);
            if (Silent)
            {
                return "";
            }

            var said = new XElement("xml", new XElement("MsgType", "text"), new XElement("Content", "听到：" + Heard.Element("Content")!.Value));
            var encrypted = _cipher.Encrypt(said.ToString());
            var signature = new WeComCipher(SignReplyWith, WeComDemo.EncodingAesKey, WeComDemo.CorpId).Sign("1772589600", "n1", encrypted);
            return new XElement(
                "xml",
                new XElement("Encrypt", encrypted),
                new XElement("MsgSignature", signature),
                new XElement("TimeStamp", "1772589600"),
                new XElement("Nonce", "n1")).ToString();
        }

        private static XElement Parse(string xml) => xml.Contains("<!DOCTYPE", StringComparison.Ordinal)
            ? throw new InvalidDataException()
            : XElement.Parse(xml);

        private static HttpResponseMessage Ok(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body) };
    }
}
