using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ChatBot.PlatformDoubles;

/// <summary>What the bot answered to a callback.</summary>
/// <param name="Status">HTTP status; the platform takes only 200 as received.</param>
/// <param name="Text">The words of the passive reply (被动回复); empty for an empty body.</param>
/// <param name="Xml">The decrypted reply; empty for an empty body.</param>
/// <param name="Body">The body as it came.</param>
/// <param name="Took">Time until the whole answer was there; the platform waits 5 s.</param>
public sealed record WeComCallbackReply(HttpStatusCode Status, string Text, string Xml, string Body, TimeSpan Took);

/// <summary>Ways in which a callback can be wrong; a bot must refuse each with a 4xx and without effect.</summary>
public enum WeComCallbackFault
{
    WrongSignature,
    MissingSignature,
    WrongReceiver,
    TruncatedCipher,
    NotBase64,
    WrongPadding,
    LengthBeyondEnd,
    NegativeLength,

    /// <summary>A document type with an entity in the outer, unauthenticated XML.</summary>
    DoctypeOutside,

    /// <summary>A document type with an entity in the decrypted XML, rightly signed.</summary>
    DoctypeInside,

    /// <summary>A body of 3 MB.</summary>
    Oversized,

    /// <summary>A body that is no XML.</summary>
    NotXml,
}

/// <summary>Calls a bot's callback address as the platform does (pages 90238–90240) and reads its replies strictly.</summary>
/// <param name="callbackUrl">The bot's address.</param>
/// <param name="corpId">Company, also the receiver inside the cipher text.</param>
/// <param name="agentId">Number of the app.</param>
/// <param name="token">Token of the callback settings.</param>
/// <param name="encodingAesKey">Key of the callback settings.</param>
/// <param name="http">Client to use; null makes one.</param>
/// <param name="clock">Time for CreateTime and timestamp; null is the system's.</param>
public sealed class WeComCallbackClient(
    Uri callbackUrl, string corpId, int agentId, string token, string encodingAesKey, HttpClient? http = null, TimeProvider? clock = null)
    : IDisposable
{
    private const int LargestBody = 1 << 20;
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private readonly HttpClient _http = http ?? new HttpClient();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly WeComCipher _cipher = new(token, encodingAesKey, corpId);
    private long _lastMsgId = RandomNumberGenerator.GetInt32(int.MaxValue) * 1_000_000L;

    /// <summary>How long the platform waits before it drops the connection (real time).</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Saves the callback address in the console (验证URL有效性): true when the bot echoes exactly the secret bytes.</summary>
    public async Task<bool> VerifyUrlAsync(CancellationToken ct = default)
    {
        var echo = RandomNumberGenerator.GetString("0123456789", 19);
        var encrypted = _cipher.Encrypt(echo);
        var query = SignedQuery(encrypted) + "&echostr=" + Uri.EscapeDataString(encrypted);
        using var response = await _http.GetAsync(WithQuery(query), ct);
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        return response.StatusCode == HttpStatusCode.OK && body.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(echo));
    }

    /// <summary>A member writes to the app. Give the same id and time again for the platform's repeats.</summary>
    /// <exception cref="WeComCipherException">The reply is not one that the platform would read.</exception>
    /// <exception cref="TimeoutException">No answer within <see cref="Deadline"/>.</exception>
    public Task<WeComCallbackReply> SendTextAsync(
        string userId, string text, long? msgId = null, DateTimeOffset? createTime = null, CancellationToken ct = default) =>
        SendRawXmlAsync(TextXml(userId, text, msgId, createTime), ct);

    /// <summary>An event such as <c>subscribe</c>, <c>enter_agent</c>, <c>click</c>; events carry no MsgId.</summary>
    /// <param name="userId">Who caused it.</param>
    /// <param name="name">Event.</param>
    /// <param name="eventKey">EventKey; may be empty.</param>
    /// <param name="moreXml">Further elements, e.g. TaskId and ResponseCode of a card click.</param>
    /// <param name="createTime">Null is now; the same again for a repeat.</param>
    /// <param name="ct">Gives up waiting.</param>
    public Task<WeComCallbackReply> SendEventAsync(
        string userId, string name, string eventKey = "", string moreXml = "", DateTimeOffset? createTime = null, CancellationToken ct = default) =>
        SendRawXmlAsync(
            Envelope(userId, createTime, "event", $"<Event>{CData(name)}</Event><EventKey>{CData(eventKey)}</EventKey>{moreXml}"), ct);

    /// <summary>A click on a button of a template card.</summary>
    public Task<WeComCallbackReply> SendCardClickAsync(
        string userId, string key, string taskId, string responseCode, string cardType = "button_interaction", CancellationToken ct = default) =>
        SendEventAsync(
            userId,
            "template_card_event",
            key,
            $"<TaskId>{CData(taskId)}</TaskId><CardType>{CData(cardType)}</CardType><ResponseCode>{CData(responseCode)}</ResponseCode>",
            ct: ct);

    /// <summary>Sends any decrypted XML, rightly encrypted and signed.</summary>
    public Task<WeComCallbackReply> SendRawXmlAsync(string xml, CancellationToken ct = default)
    {
        var encrypted = _cipher.Encrypt(xml);
        return PostAsync(SignedQuery(encrypted), Outer(encrypted), ct);
    }

    /// <summary>Sends a text message that is wrong in one way.</summary>
    public Task<WeComCallbackReply> SendBrokenAsync(WeComCallbackFault fault, string userId, string text, CancellationToken ct = default)
    {
        var xml = TextXml(userId, text, msgId: null, createTime: null);
        var encrypted = WeComBrokenCallbacks.Cipher(fault, _cipher, token, encodingAesKey, corpId, xml);
        var query = fault switch
        {
            WeComCallbackFault.WrongSignature => SignedQuery(encrypted + "A"),
            WeComCallbackFault.MissingSignature => SignedQuery(encrypted).Split('&', 2)[1],
            _ => SignedQuery(encrypted),
        };
        var body = fault switch
        {
            WeComCallbackFault.DoctypeOutside => "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + Outer(encrypted),
            WeComCallbackFault.Oversized => Outer(encrypted).Replace("</xml>", $"<Filler>{new string('x', 3_000_000)}</Filler></xml>", StringComparison.Ordinal),
            WeComCallbackFault.NotXml => "{\"encrypt\":1",
            _ => Outer(encrypted),
        };
        return PostAsync(query, body, ct);
    }

    /// <summary>The decrypted XML of a text message, to be altered and sent with <see cref="SendRawXmlAsync"/>.</summary>
    public string TextXml(string userId, string text, long? msgId = null, DateTimeOffset? createTime = null) =>
        Envelope(
            userId,
            createTime,
            "text",
            string.Create(CultureInfo.InvariantCulture, $"<Content>{CData(text)}</Content><MsgId>{msgId ?? Interlocked.Increment(ref _lastMsgId)}</MsgId>"));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (http is null)
        {
            _http.Dispose();
        }
    }

    private async Task<WeComCallbackReply> PostAsync(string query, string body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WithQuery(query));
        request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("text/xml"));
        // A server that refuses a body by its length may close before it has read it; so ask first.
        request.Headers.ExpectContinue = body.Length > LargestBody;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Deadline);
        var watch = Stopwatch.StartNew();
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var answer = await response.Content.ReadAsStringAsync(limit.Token);
            var xml = response.StatusCode == HttpStatusCode.OK && answer.Length > 0 ? ReadReply(answer) : "";
            return new WeComCallbackReply(response.StatusCode, Words(xml), xml, answer, watch.Elapsed);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The bot did not answer the callback within {Deadline.TotalSeconds} s.", late);
        }
    }

    private string ReadReply(string body)
    {
        var reply = Parse(body).Root!;
        string Part(string name) => reply.Element(name)?.Value ?? throw new WeComCipherException($"The reply has no {name}.");
        var encrypted = Part("Encrypt");
        return Part("MsgSignature") == _cipher.Sign(Part("TimeStamp"), Part("Nonce"), encrypted)
            ? _cipher.Decrypt(encrypted)
            : throw new WeComCipherException("The reply's signature is wrong.");
    }

    private static string Words(string xml)
    {
        if (xml.Length == 0)
        {
            return "";
        }

        var reply = Parse(xml).Root!;
        return reply.Element("MsgType")?.Value switch
        {
            "text" => reply.Element("Content")?.Value ?? throw new WeComCipherException("The reply has no Content."),
            "news" => string.Join('\n', reply.Descendants("item").Select(i => i.Element("Title")?.Value)),
            "update_button" => reply.Element("Button")?.Element("ReplaceName")?.Value ?? "",
            "update_template_card" => reply.Element("TemplateCard")?.Element("MainTitle")?.Element("Title")?.Value ?? "",
            "image" or "voice" or "video" => "",
            var other => throw new WeComCipherException($"The platform knows no reply of type '{other}'."),
        };
    }

    private static XDocument Parse(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), Strict);
            return XDocument.Load(reader);
        }
        catch (XmlException broken)
        {
            throw new WeComCipherException("The reply is no XML.", broken);
        }
    }

    private string Envelope(string userId, DateTimeOffset? createTime, string type, string inner) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<xml><ToUserName>{CData(corpId)}</ToUserName><FromUserName>{CData(userId)}</FromUserName><CreateTime>{(createTime ?? _clock.GetUtcNow()).ToUnixTimeSeconds()}</CreateTime><MsgType>{CData(type)}</MsgType>{inner}<AgentID>{agentId}</AgentID></xml>");

    private string Outer(string encrypted) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<xml><ToUserName>{CData(corpId)}</ToUserName><AgentID>{CData(agentId.ToString(CultureInfo.InvariantCulture))}</AgentID><Encrypt>{CData(encrypted)}</Encrypt></xml>");

    private string SignedQuery(string encrypted)
    {
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetString("0123456789", 10);
        return $"msg_signature={_cipher.Sign(timestamp, nonce, encrypted)}&timestamp={timestamp}&nonce={nonce}";
    }

    private Uri WithQuery(string query) => new UriBuilder(callbackUrl) { Query = query }.Uri;

    private static string CData(string text) => text.Contains("]]>", StringComparison.Ordinal)
        ? SecurityElement.Escape(text)
        : $"<![CDATA[{text}]]>";
}
