using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.WeCom.Robot;

namespace ChatBot.PlatformDoubles;

/// <summary>
/// Calls a bot's callback address as the platform does for a smart robot in URL mode (pages 101027–101039, 100719) and
/// reads the replies strictly. What people would see is in <see cref="PlatformDouble.Received"/> of the double, which
/// also serves response_url and the encrypted files.
/// </summary>
/// <param name="callbackUrl">The bot's address.</param>
/// <param name="platform">The double that stands for the company.</param>
/// <param name="token">Token of the robot's callback settings.</param>
/// <param name="encodingAesKey">Key of the robot's callback settings.</param>
/// <param name="robot">The robot; null is the first of the double's options.</param>
/// <param name="http">Client to use; null makes one.</param>
public sealed partial class WeComRobotCallbackClient(
    Uri callbackUrl, WeComDouble platform, string token, string encodingAesKey, WeComRobot? robot = null, HttpClient? http = null)
    : IDisposable
{
    private const int LargestBody = 1 << 20;
    private static readonly TimeSpan VerifyWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StreamLife = TimeSpan.FromMinutes(6);

    private readonly HttpClient _http = http ?? new HttpClient();
    private readonly WeComRobot _robot = robot ?? platform.Options.Robots[0];
    private readonly WeComCipher _cipher = new(token, encodingAesKey, receiveId: "");
    private readonly byte[] _mediaKey = Convert.FromBase64String(encodingAesKey + "=");
    private readonly RobotContent _content = new(platform.MediaStore, owner: "");
    private readonly RobotEntrances _entrances = new();
    private readonly ConcurrentDictionary<string, bool> _groups = new();

    /// <summary>How long the platform waits before it drops the connection (real time).</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a message that was not answered with 200 in time is sent again at once; card events never are.</summary>
    public int Repeats { get; init; }

    /// <summary>Time between two polls of an unfinished stream (real time); the pages do not name it.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Saves the callback address in the console (验证URL有效性): true when the bot echoes exactly the secret bytes within a second.</summary>
    public async Task<bool> VerifyUrlAsync(CancellationToken ct = default)
    {
        var echo = RandomNumberGenerator.GetString("0123456789", 19);
        var encrypted = _cipher.Encrypt(echo);
        var (query, _) = SignedQuery(encrypted);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(VerifyWithin);
        try
        {
            using var response = await _http.GetAsync(WithQuery(query + "&echostr=" + Uri.EscapeDataString(encrypted)), limit.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
            return response.StatusCode == HttpStatusCode.OK && body.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(echo));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>A member writes text; the first reply.</summary>
    /// <param name="user">Who writes.</param>
    /// <param name="text">The words; in a group the robot's name is put in front.</param>
    /// <param name="group">chatid of the group; null for the single chat.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="WeComCipherException">The reply is not one that the platform would read or show.</exception>
    /// <exception cref="TimeoutException">No answer within <see cref="Deadline"/>.</exception>
    public Task<WeComRobotReply> SayAsync(string user, string text, string? group = null, CancellationToken ct = default) =>
        SayAsync(user, WeComSaying.Text(text), group, ct);

    /// <inheritdoc cref="SayAsync(string, string, string?, CancellationToken)"/>
    public Task<WeComRobotReply> SayAsync(string user, WeComSaying what, string? group = null, CancellationToken ct = default)
    {
        if (group is not null && !what.FitsGroups)
        {
            throw new ArgumentException($"The platform passes on no '{what.Type}' from a group.", nameof(what));
        }

        var body = Envelope(user, group, withResponseUrl: true);
        (group is null ? what : what.Mentioning(_robot.Name)).WriteTo(body, (content, name) => platform.RobotDownloads.Keep(content, name, _mediaKey));
        return CallAsync(body, ct);
    }

    /// <summary>A member writes text, and the platform asks for the stream's next state until it is finished: the last reply.</summary>
    public async Task<WeComRobotReply> SayAndFollowAsync(string user, string text, string? group = null, CancellationToken ct = default) =>
        await FollowAsync(await SayAsync(user, text, group, ct), ct);

    /// <summary>A member opens the single chat; null when he was there already that day, because the platform tells only once.</summary>
    public async Task<WeComRobotReply?> EnterChatAsync(string user, CancellationToken ct = default)
    {
        if (!_entrances.IsFirst(user, platform.Clock.GetUtcNow()))
        {
            return null;
        }

        var body = Event(user, null, new JsonObject { ["eventtype"] = "enter_chat" }, withResponseUrl: false);
        body.Remove("chattype"); // The page's sample has none.
        return await CallAsync(body, ct);
    }

    /// <summary>A member presses a button of a card that the bot sent, or of one that replaced it.</summary>
    /// <param name="shown">The message with the card.</param>
    /// <param name="button">Key or label. A question (jump_list type 3) makes the member say it.</param>
    /// <param name="user">Who presses.</param>
    /// <param name="chosen">What he chose, for cards with questions: question key to option ids.</param>
    /// <param name="ct">Gives up waiting.</param>
    public Task<WeComRobotReply> TapAsync(
        ReceivedMessage shown,
        string button,
        string user,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? chosen = null,
        CancellationToken ct = default)
    {
        var card = shown.Card ?? throw new ArgumentException("This message is no card.", nameof(shown));
        var pressed = card.Button(button);
        var group = _groups.ContainsKey(shown.To) ? shown.To : null;
        return pressed switch
        {
            { Asks: { Length: > 0 } question } => SayAsync(user, question, group, ct),
            { Key.Length: 0 } => throw new ArgumentException($"'{pressed.Label}' only leads to {pressed.Url}.", nameof(button)),
            _ => CallAsync(Event(user, group, RobotEvents.Pressed(card, pressed, chosen), withResponseUrl: true), ct),
        };
    }

    /// <summary>A member rates an answer that carried feedback.id; the bot may only answer with an empty body.</summary>
    public Task<WeComRobotReply> RateAsync(string user, string id, int type, string? group = null, string content = "", CancellationToken ct = default) =>
        CallAsync(Event(user, group, RobotEvents.Feedback(id, type, content), withResponseUrl: false), ct);

    /// <summary>The platform calls again with the same message, freshly encrypted and signed.</summary>
    public Task<WeComRobotReply> RepeatAsync(WeComRobotReply earlier, CancellationToken ct = default) =>
        CallAsync((JsonObject)earlier.Callback.DeepClone(), ct);

    /// <summary>The platform asks once for the next state of an unfinished stream.</summary>
    public Task<WeComRobotReply> PollAsync(WeComRobotReply open, CancellationToken ct = default)
    {
        if (open.OpenStream.Length == 0)
        {
            throw new ArgumentException("There is no unfinished stream to follow.", nameof(open));
        }

        var body = new JsonObject { ["msgid"] = Guid.NewGuid().ToString("N"), ["msgtype"] = "stream", ["stream"] = new JsonObject { ["id"] = open.OpenStream } };
        foreach (var name in (string[])["aibotid", "chattype", "chatid", "from"])
        {
            if (open.Callback[name] is { } same)
            {
                body[name] = same.DeepClone();
            }
        }

        return CallAsync(body, ct, open);
    }

    /// <summary>Polls until the stream is finished or six minutes have passed since the message (by the double's clock): the last reply.</summary>
    public async Task<WeComRobotReply> FollowAsync(WeComRobotReply reply, CancellationToken ct = default)
    {
        while (reply.OpenStream.Length > 0 && platform.Clock.GetUtcNow() - reply.Since < StreamLife)
        {
            await Task.Delay(PollEvery, TimeProvider.System, ct);
            reply = await PollAsync(reply, ct);
        }

        return reply;
    }

    /// <summary>Sends any JSON, rightly encrypted and signed; a reply is read as one to a message.</summary>
    public Task<WeComRobotReply> SendRawAsync(string json, CancellationToken ct = default) =>
        PostAsync(_cipher.Encrypt(json), new JsonObject(), null, ct);

    /// <summary>Sends a text message that is wrong in one way; the bot's HTTP status.</summary>
    /// <exception cref="ArgumentException">The fault is one of XML.</exception>
    public async Task<HttpStatusCode> SendBrokenAsync(WeComCallbackFault fault, string user, string text, CancellationToken ct = default)
    {
        if (fault is WeComCallbackFault.DoctypeInside or WeComCallbackFault.DoctypeOutside)
        {
            throw new ArgumentException("There is no document type in JSON.", nameof(fault));
        }

        var body = Envelope(user, null, withResponseUrl: true);
        WeComSaying.Text(text).WriteTo(body, platform.RobotDownloads.Keep);
        var encrypted = WeComBrokenCallbacks.Cipher(fault, _cipher, token, encodingAesKey, "", body.ToJsonString());
        var (query, _) = SignedQuery(fault == WeComCallbackFault.WrongSignature ? encrypted + "A" : encrypted);
        var outer = fault switch
        {
            WeComCallbackFault.Oversized => new JsonObject { ["encrypt"] = encrypted, ["filler"] = new string('x', 3_000_000) }.ToJsonString(),
            WeComCallbackFault.NotXml => "<xml>",
            _ => new JsonObject { ["encrypt"] = encrypted }.ToJsonString(),
        };
        using var response = await SendAsync(fault == WeComCallbackFault.MissingSignature ? query.Split('&', 2)[1] : query, outer, ct);
        return response.StatusCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (http is null)
        {
            _http.Dispose();
        }
    }

    private JsonObject Envelope(string user, string? group, bool withResponseUrl)
    {
        var body = RobotEvents.Envelope(_robot.BotId, user, group, platform.Clock.GetUtcNow());
        if (group is not null)
        {
            _groups[group] = true;
        }

        if (withResponseUrl)
        {
            body["response_url"] = platform.RobotResponseUrls.Issue(group ?? user, group is not null, (string)body["msgid"]!);
        }

        return body;
    }

    private JsonObject Event(string user, string? group, JsonObject what, bool withResponseUrl)
    {
        var body = Envelope(user, group, withResponseUrl);
        body["msgtype"] = "event";
        body["event"] = what;
        return body;
    }

    private (string Query, string Nonce) SignedQuery(string encrypted)
    {
        var timestamp = platform.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetString("0123456789abcdef", 16);
        return ($"msg_signature={_cipher.Sign(timestamp, nonce, encrypted)}&timestamp={timestamp}&nonce={nonce}", nonce);
    }

    private Uri WithQuery(string query) => new UriBuilder(callbackUrl) { Query = query }.Uri;
}
