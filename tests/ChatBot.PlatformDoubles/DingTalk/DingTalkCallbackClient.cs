using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.DingTalk;

namespace ChatBot.PlatformDoubles;

/// <summary>What the bot answered to a callback.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body as it came; normally empty.</param>
/// <param name="Messages">What had come to the session webhook when the call ended.</param>
/// <param name="SessionWebhook">The reply address that was given; null for raw payloads that kept their own.</param>
public sealed record DingTalkCallbackReply(HttpStatusCode Status, string Body, IReadOnlyList<ReceivedMessage> Messages, Uri? SessionWebhook)
{
    /// <summary>The payload as it was sent.</summary>
    public string Payload { get; init; } = "";

    internal long Since { get; init; }
}

/// <summary>Ways in which a callback can be wrong in its headers.</summary>
public enum DingTalkCallbackFault
{
    WrongSignature,
    MissingSignature,
    MissingTimestamp,

    /// <summary>Signed rightly, but an hour and a second ago.</summary>
    Old,

    /// <summary>Signed rightly, but an hour and a second ahead.</summary>
    Ahead,

    /// <summary>The signature URL-encoded, as for the group webhook.</summary>
    UrlEncoded,

    /// <summary>A body of 3 MB under a right signature.</summary>
    Oversized,
}

/// <summary>Calls a bot's HTTP callback as the platform does (pages receive-message, robot-message-type).</summary>
/// <param name="callbackUrl">The bot's address.</param>
/// <param name="appKey">Key of the app; stands in for the robot when no code is given.</param>
/// <param name="appSecret">Secret of the app, signs the headers.</param>
/// <param name="robotCode">Code of the robot.</param>
/// <param name="server">Double that issues the session webhooks.</param>
/// <param name="http">Client to use; null makes one.</param>
public sealed class DingTalkCallbackClient(
    Uri callbackUrl, string appKey, string appSecret, string robotCode, DingTalkDouble server, HttpClient? http = null)
    : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HttpClient _http = http ?? new HttpClient();

    /// <summary>A member writes to the robot; in a group he mentions it.</summary>
    /// <param name="staffId">userid; null leaves the field out, as for outsiders.</param>
    /// <param name="nick">Display name.</param>
    /// <param name="text">The words without the mention.</param>
    /// <param name="conversationId">Null takes the demo group or a single chat of this member.</param>
    /// <param name="isGroup">Whether it is a group.</param>
    /// <param name="msgId">Null makes one; the same again for the platform's repeats.</param>
    /// <param name="sessionWebhook">Null issues a fresh one at the double; anything else is sent as it is, hostile or not.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<DingTalkCallbackReply> SendTextAsync(
        string? staffId,
        string nick,
        string text,
        string? conversationId = null,
        bool isGroup = false,
        string? msgId = null,
        string? sessionWebhook = null,
        CancellationToken ct = default)
    {
        var payload = Payload(staffId, nick, text, conversationId, isGroup, msgId);
        if (sessionWebhook is not null)
        {
            payload["sessionWebhook"] = sessionWebhook;
            return await PostAsync(payload.ToJsonString(Plain), null, ct: ct);
        }

        return await PostAsync(payload.ToJsonString(Plain), new Uri(payload["sessionWebhook"]!.GetValue<string>()), ct: ct);
    }

    /// <summary>A member sends text, a picture, a file, a voice message, a video or a mixture.</summary>
    /// <inheritdoc cref="SendTextAsync" path="/param"/>
    /// <exception cref="ArgumentException">The platform does not pass this type on from a group.</exception>
    public Task<DingTalkCallbackReply> SayAsync(
        string? staffId, string nick, DingTalkSaying what, string? conversationId = null, bool isGroup = false, CancellationToken ct = default)
    {
        var payload = Payload(staffId, nick, what, conversationId, isGroup);
        return PostAsync(payload.ToJsonString(Plain), new Uri(payload["sessionWebhook"]!.GetValue<string>()), ct: ct);
    }

    /// <summary>The platform calls once more with the same message, freshly signed.</summary>
    public Task<DingTalkCallbackReply> RepeatAsync(DingTalkCallbackReply reply, CancellationToken ct = default) =>
        PostAsync(reply.Payload, reply.SessionWebhook, ct: ct);

    /// <summary>A member presses a button of an actionCard that makes him say something; interactive cards are pressed by <see cref="DingTalkDouble.TapAsync"/>.</summary>
    /// <exception cref="ArgumentException">The button only leads somewhere.</exception>
    /// <exception cref="InvalidOperationException">In a group the words do not mention the robot, so it hears nothing.</exception>
    public Task<DingTalkCallbackReply> TapAsync(ReceivedMessage shown, string button, string user, CancellationToken ct = default)
    {
        var pressed = (shown.Card ?? throw new ArgumentException("This message is no card.", nameof(shown))).Button(button);
        if (pressed.Asks.Length == 0)
        {
            throw new ArgumentException($"'{pressed.Label}' only leads to {pressed.Url}.", nameof(button));
        }

        var group = server.GroupOf(shown);
        var app = server.Apps.First(a => a.AppKey == appKey);
        var words = DingTalkDouble.Heard(pressed.Asks, group is not null, app);
        return SayAsync(user, server.NameOf(user), DingTalkSaying.Text(words), group, group is not null, ct);
    }

    /// <summary>The first message after the call that reaches its chat, at its session webhook or through the API.</summary>
    /// <exception cref="TimeoutException">None came within the time (default 10 s, real time).</exception>
    public Task<ReceivedMessage> AnswerAsync(DingTalkCallbackReply reply, TimeSpan? within = null, CancellationToken ct = default)
    {
        var sent = JsonNode.Parse(reply.Payload)!;
        var chat = (string?)sent["conversationType"] == "2" ? (string?)sent["conversationId"] : (string?)sent["senderStaffId"];
        var session = MemberMessages.SessionOf((string?)sent["sessionWebhook"]);
        return server.WaitForAsync(
            m => m.Order > reply.Since && (m.Route == DingTalkRoutes.Session
                ? m.Via == session
                : m.Route is DingTalkRoutes.Private or DingTalkRoutes.Group or DingTalkRoutes.CardDeliver && chat is not null && m.IsFor(chat)),
            within,
            ct);
    }

    /// <summary>Sends any payload with right headers.</summary>
    /// <param name="json">The body.</param>
    /// <param name="freshSession">Whether its sessionWebhook and end are replaced by a fresh one of the double.</param>
    /// <param name="ct">Gives up waiting.</param>
    public Task<DingTalkCallbackReply> SendRawAsync(string json, bool freshSession = false, CancellationToken ct = default)
    {
        if (!freshSession)
        {
            return PostAsync(json, null, ct: ct);
        }

        var payload = JsonNode.Parse(json)!.AsObject();
        var webhook = MemberMessages.GiveSession(server, payload);
        return PostAsync(payload.ToJsonString(Plain), webhook, ct: ct);
    }

    /// <summary>Sends a text message whose headers or size are wrong; a bot must refuse it without effect.</summary>
    public Task<DingTalkCallbackReply> SendBrokenAsync(
        DingTalkCallbackFault fault, string staffId, string nick, string text, CancellationToken ct = default)
    {
        var payload = Payload(staffId, nick, text, conversationId: null, isGroup: false, msgId: null);
        if (fault == DingTalkCallbackFault.Oversized)
        {
            payload["filler"] = new string('x', 3_000_000);
        }

        return PostAsync(payload.ToJsonString(Plain), new Uri(payload["sessionWebhook"]!.GetValue<string>()), fault, ct);
    }

    /// <summary>The payload of a text message with a fresh session, to be altered and sent with <see cref="SendRawAsync"/>.</summary>
    public JsonObject Payload(
        string? staffId, string nick, string text, string? conversationId = null, bool isGroup = false, string? msgId = null) =>
        Payload(staffId, nick, DingTalkSaying.Text(text), conversationId, isGroup, msgId);

    /// <inheritdoc cref="Payload(string?, string, string, string?, bool, string?)"/>
    public JsonObject Payload(
        string? staffId, string nick, DingTalkSaying what, string? conversationId = null, bool isGroup = false, string? msgId = null) =>
        MemberMessages.Write(server, robotCode.Length > 0 ? robotCode : appKey, staffId, nick, what, conversationId, isGroup, msgId);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (http is null)
        {
            _http.Dispose();
        }
    }

    private async Task<DingTalkCallbackReply> PostAsync(
        string json, Uri? sessionWebhook, DingTalkCallbackFault? fault = null, CancellationToken ct = default)
    {
        var since = server.Taken;
        if (!server.Quotas.TrySpendMessage(DingTalkRoutes.HttpRobot))
        {
            var payload = JsonNode.Parse(json)!.AsObject();
            MemberMessages.TakeWordsAway(payload);
            json = payload.ToJsonString(Plain);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, callbackUrl);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        Sign(request.Headers, fault);
        // A server that refuses a body by its length may close before it has read it; so ask first.
        request.Headers.ExpectContinue = fault == DingTalkCallbackFault.Oversized;
        using var response = await _http.SendAsync(request, ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        var session = MemberMessages.SessionOf(sessionWebhook?.AbsoluteUri);
        return new DingTalkCallbackReply(
            response.StatusCode,
            body,
            [.. server.Received.Where(m => session.Length > 0 && m.Route == DingTalkRoutes.Session && m.Via == session)],
            sessionWebhook)
        {
            Payload = json,
            Since = since,
        };
    }

    private void Sign(HttpRequestHeaders headers, DingTalkCallbackFault? fault)
    {
        var at = server.Clock.GetUtcNow() + fault switch
        {
            DingTalkCallbackFault.Old => -DingTalkSigner.Window - TimeSpan.FromSeconds(1),

            // Some slack, because the bot looks at its clock a moment later.
            DingTalkCallbackFault.Ahead => DingTalkSigner.Window + TimeSpan.FromMinutes(1),
            _ => TimeSpan.Zero,
        };
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = DingTalkSigner.Sign(timestamp, fault == DingTalkCallbackFault.WrongSignature ? appSecret + "x" : appSecret);
        if (fault != DingTalkCallbackFault.MissingTimestamp)
        {
            headers.TryAddWithoutValidation("timestamp", timestamp);
        }

        if (fault != DingTalkCallbackFault.MissingSignature)
        {
            headers.TryAddWithoutValidation("sign", fault == DingTalkCallbackFault.UrlEncoded ? Uri.EscapeDataString(sign) : sign);
        }
    }
}
