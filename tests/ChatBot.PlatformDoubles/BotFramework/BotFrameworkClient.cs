using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles;

/// <summary>What the bot answered to a call.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body as it came; empty unless the replies were asked for in it.</param>
/// <param name="Payload">The activity that was posted.</param>
public sealed record BotFrameworkCallReply(HttpStatusCode Status, string Body, string Payload)
{
    /// <summary>The texts of the replies in the body (<c>expectReplies</c>).</summary>
    public IReadOnlyList<string> Replies
    {
        get
        {
            if (Body.Length == 0)
            {
                return [];
            }

            using var body = JsonDocument.Parse(Body);
            return [.. body.RootElement.GetProperty("activities").EnumerateArray().Select(a => a.Text("text"))];
        }
    }
}

/// <summary>The people who write to the bot in a client: posts activities to <c>/api/messages</c>.</summary>
/// <param name="messages">The bot's address.</param>
/// <param name="server">The client's connector.</param>
public sealed class BotFrameworkClient(Uri messages, BotFrameworkDouble server) : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HttpClient _http = new();

    /// <summary>Id of the private conversation of a person.</summary>
    public static string PrivateOf(string user) => $"{user}|private";

    /// <summary>Somebody writes to the bot.</summary>
    /// <param name="user">Who.</param>
    /// <param name="text">The words, without a mention.</param>
    /// <param name="group">The group's conversation; null for private.</param>
    /// <param name="mentions">Whether the bot is mentioned, in a group.</param>
    /// <param name="expectReplies">Whether the replies are asked for in the body.</param>
    /// <param name="ct">Gives up waiting.</param>
    public Task<BotFrameworkCallReply> SayAsync(
        string user, string text, string? group = null, bool mentions = true, bool expectReplies = false, CancellationToken ct = default)
    {
        var activity = Activity("message", user, group);
        activity["text"] = text;
        activity["textFormat"] = "plain";
        if (group is not null && mentions)
        {
            var mention = $"<at>{server.Options.BotName}</at>";
            activity["text"] = $"{mention} {text}";
            activity["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = mention,
                ["mentioned"] = new JsonObject { ["id"] = server.Options.BotId, ["name"] = server.Options.BotName },
            });
        }

        if (expectReplies)
        {
            activity["deliveryMode"] = "expectReplies";
        }

        return PostAsync(activity, ct);
    }

    /// <summary>Somebody taps a button, named by its words or label, as the client sends it back.</summary>
    public Task<BotFrameworkCallReply> TapAsync(ReceivedMessage message, string button, string user, string? group = null, CancellationToken ct = default)
    {
        var tapped = (message.Card ?? throw new ArgumentException("There is nothing to tap.", nameof(message))).Button(button);
        var activity = Activity("message", user, group);
        if (tapped.Key.Length > 0 && tapped.Key != tapped.Asks)
        {
            activity["value"] = JsonNode.Parse(tapped.Key);
        }

        activity["text"] = tapped.Asks;
        return PostAsync(activity, ct);
    }

    /// <summary>Somebody opens a private chat with the bot.</summary>
    public Task<BotFrameworkCallReply> EnterAsync(string user, CancellationToken ct = default)
    {
        var activity = Activity("conversationUpdate", user, null);
        activity["membersAdded"] = new JsonArray(Account(server.Options.BotId, server.Options.BotName), Account(user, user));
        return PostAsync(activity, ct);
    }

    /// <summary>An activity with everything but what makes its type; ids and times are new.</summary>
    public JsonObject Activity(string type, string user, string? group)
    {
        var id = server.NewId("activity");
        var conversation = group ?? PrivateOf(user);
        server.Know(conversation, group is null ? user : null, id);
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["timestamp"] = server.Clock.GetUtcNow().UtcDateTime.ToString("O"),
            ["channelId"] = server.Options.ChannelId,
            ["serviceUrl"] = server.BaseUrl.AbsoluteUri,
            ["from"] = Account(user, user),
            ["recipient"] = Account(server.Options.BotId, server.Options.BotName),
            ["conversation"] = new JsonObject { ["id"] = conversation, ["isGroup"] = group is not null },
        };
    }

    /// <summary>The client calls once more with the same activity.</summary>
    public Task<BotFrameworkCallReply> RepeatAsync(BotFrameworkCallReply reply, CancellationToken ct = default) => PostRawAsync(reply.Payload, null, ct);

    /// <summary>Posts an activity.</summary>
    public Task<BotFrameworkCallReply> PostAsync(JsonObject activity, CancellationToken ct = default) => PostRawAsync(activity.ToJsonString(Plain), null, ct);

    /// <summary>Posts any body, with any authorization.</summary>
    public async Task<BotFrameworkCallReply> PostRawAsync(string body, string? authorization, CancellationToken ct = default)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, messages) { Content = content };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await _http.SendAsync(request, ct);
        return new BotFrameworkCallReply(response.StatusCode, await response.Content.ReadAsStringAsync(ct), body);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonObject Account(string id, string name) => new() { ["id"] = id, ["name"] = name };
}
