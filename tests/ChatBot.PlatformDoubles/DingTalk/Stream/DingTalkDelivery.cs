using System.Diagnostics;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.DingTalk;

namespace ChatBot.PlatformDoubles;

/// <summary>A frame that a <see cref="DingTalkDouble"/> pushed to a bot, and the way to what became of it.</summary>
public sealed class DingTalkDelivery
{
    private readonly DingTalkDouble _platform;
    private readonly TaskCompletionSource<DingTalkAcknowledgement> _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _pushedAt;

    internal DingTalkDelivery(DingTalkDouble platform, string type, string topic, JsonObject data)
    {
        (_platform, Type, Topic, Data) = (platform, type, topic, data);
        At = platform.Clock.GetUtcNow();
        Since = platform.Taken;
    }

    /// <summary>The frame's messageId; the same in repeats.</summary>
    public string MessageId { get; internal init; } = Guid.NewGuid().ToString("N");

    /// <summary>SYSTEM, EVENT or CALLBACK.</summary>
    public string Type { get; }

    /// <summary>The topic.</summary>
    public string Topic { get; }

    /// <summary>Type of an event; empty for everything else.</summary>
    public string Event { get; internal init; } = "";

    /// <summary>The frame's data before it became text.</summary>
    public JsonObject Data { get; }

    /// <summary>Who wrote or pressed; empty for what no member did, or an outsider.</summary>
    public string User { get; internal init; } = "";

    /// <summary>Where an answer is seen: the group's conversation id, or the user's id in a single chat.</summary>
    public string Chat { get; internal init; } = "";

    /// <summary>When it was first pushed, by the double's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>How often it was pushed; 0 when it was lost because no connection took it.</summary>
    public int Pushes { get; private set; }

    /// <summary>Number of the connection that got it last.</summary>
    public int Connection { get; private set; }

    /// <summary>Whether no connection was there to take it.</summary>
    public bool IsLost => Pushes == 0;

    /// <summary>Whether a right acknowledgement came.</summary>
    public bool IsAcknowledged => _acknowledged.Task.IsCompleted;

    internal string EventId { get; } = Guid.NewGuid().ToString("N");

    internal string CorpId => _platform.Options.CorpId;

    /// <summary>The data as it stands in the frame; KEEPALIVE has none.</summary>
    internal string DataText => Topic == "KEEPALIVE" ? "" : MemberMessages.Json(Data);

    /// <summary>When it comes again unless it is acknowledged, by the double's clock; null for never.</summary>
    internal DateTimeOffset? RepeatAt { get; set; }

    /// <summary>How many messages the double had taken before.</summary>
    internal long Since { get; }

    /// <summary>Waits for the acknowledgement.</summary>
    /// <exception cref="TimeoutException">None came within the time (default 10 s, real time).</exception>
    public Task<DingTalkAcknowledgement> AcknowledgedAsync(TimeSpan? within = null, CancellationToken ct = default) =>
        _acknowledged.Task.WaitAsync(within ?? TimeSpan.FromSeconds(10), TimeProvider.System, ct);

    /// <summary>
    /// The first message after it that reaches its chat: at its session webhook, through the API or as a card; for a pressed
    /// button also the change of the card.
    /// </summary>
    /// <exception cref="TimeoutException">None came within the time (default 10 s, real time).</exception>
    public Task<ReceivedMessage> AnswerAsync(TimeSpan? within = null, CancellationToken ct = default)
    {
        var session = MemberMessages.SessionOf((string?)Data["sessionWebhook"]);
        var card = (string?)Data["outTrackId"] ?? "";
        return _platform.WaitForAsync(
            m => m.Order > Since && m.Route switch
            {
                DingTalkRoutes.Session => m.Via == session,
                DingTalkRoutes.Private or DingTalkRoutes.Group or DingTalkRoutes.CardDeliver => Chat.Length > 0 && m.IsFor(Chat),
                DingTalkRoutes.CardAnswer => m.Via == MessageId,
                DingTalkRoutes.CardUpdate => m.Card?.TaskId == card,
                _ => false,
            },
            within,
            ct);
    }

    internal void PushedOn(int connection)
    {
        Pushes++;
        Connection = connection;
        _pushedAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Real time since it was pushed.</summary>
    internal TimeSpan Waited => Stopwatch.GetElapsedTime(_pushedAt);

    internal bool Acknowledge(DingTalkAcknowledgement acknowledgement) => _acknowledged.TrySetResult(acknowledgement);
}
