using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles;

/// <summary>A message or event that a <see cref="WeComDouble"/> pushed to a smart robot, and the way to its answer.</summary>
public sealed class WeComRobotDelivery
{
    private readonly WeComDouble _platform;

    internal WeComRobotDelivery(WeComDouble platform, string cmd, string user, string chat, bool isGroup, JsonObject body, DateTimeOffset at)
    {
        (_platform, Cmd, User, Chat, IsGroup, Body, At) = (platform, cmd, user, chat, isGroup, body, at);
        ReqId = Guid.NewGuid().ToString("N");
    }

    /// <summary>The frame's req_id; an answer carries the same.</summary>
    public string ReqId { get; internal init; }

    /// <summary>The callback's <c>msgid</c>; the same in repeats.</summary>
    public string MsgId => (string)Body["msgid"]!;

    /// <summary>Who wrote, pressed or came.</summary>
    public string User { get; }

    /// <summary>Where an answer is seen: the group's chatid, or the user's id in a single chat.</summary>
    public string Chat { get; }

    /// <summary>Whether it was in a group.</summary>
    public bool IsGroup { get; }

    /// <summary>When it was sent, by the double's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Event type, or empty for a message.</summary>
    public string Event => (string?)Body["event"]?["eventtype"] ?? "";

    /// <summary>The callback as it was sent.</summary>
    public JsonObject Body { get; }

    internal string Cmd { get; }

    /// <summary>Task id of the card that was pressed.</summary>
    internal string TaskId => (string?)Body["event"]?["template_card_event"]?["task_id"] ?? "";

    /// <summary>Whether the one answer that an event takes was given.</summary>
    internal bool IsAnswered { get; set; }

    /// <summary>The first whole answer (a finished stream, a card, a card's update, a file …).</summary>
    /// <exception cref="TimeoutException">None came within the time (default 10 s, real time).</exception>
    public Task<ReceivedMessage> AnswerAsync(TimeSpan? within = null, CancellationToken ct = default) =>
        _platform.WaitForAsync(m => m.Via == ReqId && !m.IsPartial, within, ct);

    internal JsonObject Frame() => new()
    {
        ["cmd"] = Cmd,
        ["headers"] = new JsonObject { ["req_id"] = ReqId },
        ["body"] = Body.DeepClone(),
    };

    internal WeComRobotDelivery Again() => new(_platform, Cmd, User, Chat, IsGroup, (JsonObject)Body.DeepClone(), At);
}
