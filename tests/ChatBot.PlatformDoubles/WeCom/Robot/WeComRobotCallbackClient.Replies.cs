using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;
using ChatBot.PlatformDoubles.WeCom.Robot;

namespace ChatBot.PlatformDoubles;

/// <content>Calling, and reading passive replies.</content>
public sealed partial class WeComRobotCallbackClient
{
    private readonly ConcurrentDictionary<string, bool> _shown = new();
    private readonly ConcurrentDictionary<string, bool> _taskIds = new();

    private async Task<WeComRobotReply> CallAsync(JsonObject callback, CancellationToken ct, WeComRobotReply? following = null)
    {
        var repeats = IsCardEvent(callback) ? 0 : Repeats;
        while (true)
        {
            try
            {
                var reply = await PostAsync(_cipher.Encrypt(callback.ToJsonString()), callback, following, ct);
                if (reply.Status == HttpStatusCode.OK || repeats-- <= 0)
                {
                    return reply;
                }
            }
            catch (Exception e) when (e is TimeoutException or HttpRequestException && repeats-- > 0)
            {
                // The platform asks again.
            }
        }
    }

    private async Task<WeComRobotReply> PostAsync(string encrypted, JsonObject callback, WeComRobotReply? following, CancellationToken ct)
    {
        var (query, nonce) = SignedQuery(encrypted);
        var watch = Stopwatch.StartNew();
        using var response = await SendAsync(query, new JsonObject { ["encrypt"] = encrypted }.ToJsonString(), ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        var reply = new WeComRobotReply(callback, response.StatusCode, null, null, watch.Elapsed)
        {
            Since = following?.Since ?? platform.Clock.GetUtcNow(),
            HasCard = following?.HasCard ?? false,
        };
        if (following is not null)
        {
            reply = reply with
            {
                MsgId = following.MsgId,
                ResponseUrl = following.ResponseUrl,
                OpenStream = following.OpenStream,
                LastText = following.Shown?.Text ?? following.LastText,
            };
        }

        return response.StatusCode == HttpStatusCode.OK && body.Length > 0 ? Show(reply, Open(body, nonce)) : reply;
    }

    private async Task<HttpResponseMessage> SendAsync(string query, string body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, WithQuery(query));
        request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        // A server that refuses a body by its length may close before it has read it; so ask first.
        request.Headers.ExpectContinue = body.Length > LargestBody;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Deadline);
        try
        {
            return await _http.SendAsync(request, limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The bot did not answer the callback within {Deadline.TotalSeconds} s.", late);
        }
    }

    /// <summary>Checks the envelope: signature, a number as timestamp, the nonce of the call, an empty receiver.</summary>
    private JsonElement Open(string body, string nonce)
    {
        var outer = Parse(body, "The reply");
        var timestamp = outer.Integer("timestamp") ?? throw new WeComCipherException("The reply's timestamp is no number.");
        var encrypted = outer.Text("encrypt");
        if (outer.Text("nonce") != nonce)
        {
            throw new WeComCipherException("The reply's nonce is not the one of the call.");
        }

        return outer.Text("msgsignature") == _cipher.Sign(timestamp.ToString(CultureInfo.InvariantCulture), nonce, encrypted)
            ? Parse(_cipher.Decrypt(encrypted), "The decrypted reply")
            : throw new WeComCipherException("The reply's signature is wrong.");
    }

    /// <summary>Checks what the reply says and records it; a repeat of what was shown already shows nothing.</summary>
    private WeComRobotReply Show(WeComRobotReply reply, JsonElement json)
    {
        try
        {
            var words = Read(reply, json);
            if (string.IsNullOrWhiteSpace(words.Text))
            {
                words = words with { Text = reply.LastText }; // An empty snapshot leaves what stands there.
            }

            var stream = json.Object("stream");
            var isOpen = stream is { } s && !s.IsTrue("finish");
            var id = stream?.Text("id") is { Length: > 0 } named ? named : reply.OpenStream;
            var isPoll = reply.OpenStream.Length > 0;
            if (isPoll && id != reply.OpenStream)
            {
                throw new RobotRefusal(RobotRefusal.BadParameter, "stream.id is not the one that was asked for");
            }

            if (words.Card is { } card && reply.HasCard)
            {
                throw new RobotRefusal(RobotRefusal.BadParameter, $"a second card ('{card.Title}') came with the stream");
            }

            var chat = (string?)reply.Callback["chatid"] ?? (string?)reply.Callback["from"]?["userid"] ?? "";
            var message = new Func<ReceivedMessage, ReceivedMessage>(m =>
                m with { Via = reply.MsgId, Id = stream is null ? "" : id, IsPartial = isOpen, Card = words.Card, Truncated = words.Cut });
            var isRepeat = !isPoll && !_shown.TryAdd(reply.MsgId, true);
            var route = words.Type == "update_template_card" ? WeComRoutes.RobotUpdate : WeComRoutes.RobotPassive;
            if (!isRepeat && words.Type != "update_template_card" && words.Card?.TaskId is { Length: > 0 } taskId && !_taskIds.TryAdd(taskId, true))
            {
                throw new RobotRefusal(RobotRefusal.BadParameter, "template_card.task_id is duplicate");
            }

            return reply with
            {
                Json = json,
                Shown = isRepeat
                    ? message(new ReceivedMessage(platform.Clock.GetUtcNow(), "wecom", route, chat, words.Type, words.Text, json))
                    : platform.Take(route, chat, words.Type, words.Text, json, message),
                OpenStream = isOpen ? id : "",
                HasCard = reply.HasCard || words.Card is not null,
            };
        }
        catch (RobotRefusal refusal)
        {
            throw new WeComCipherException($"The platform would not show the reply ({refusal.Code}): {refusal.Detail}. It is: {json.GetRawText()}", refusal);
        }
    }

    private RobotWords Read(WeComRobotReply reply, JsonElement json)
    {
        var callback = reply.Callback;
        var isGroup = callback["chatid"] is not null;
        var now = platform.Clock.GetUtcNow();
        return ((string?)callback["msgtype"], (string?)callback["event"]?["eventtype"]) switch
        {
            ("event", "enter_chat") => _content.Read(json, RobotPlace.Welcome, isGroup, now),
            ("event", "template_card_event") => RobotContent.ReadUpdate(json, (string?)callback["event"]!["template_card_event"]!["task_id"] ?? ""),
            ("event", _) => throw new RobotRefusal(RobotRefusal.BadType, "this event takes only an empty body"),
            ("stream", _) => _content.Read(json, RobotPlace.Refresh, isGroup, now),
            _ => _content.Read(json, RobotPlace.Passive, isGroup, now),
        };
    }

    private static bool IsCardEvent(JsonObject callback) => (string?)callback["event"]?["eventtype"] == "template_card_event";

    private static JsonElement Parse(string json, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new WeComCipherException($"{what} is no JSON object.");
        }
        catch (JsonException broken)
        {
            throw new WeComCipherException($"{what} is no JSON.", broken);
        }
    }
}
