using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.WeCom.Robot;

namespace ChatBot.PlatformDoubles;

/// <content>What members do, and how the connection misbehaves.</content>
public sealed partial class WeComRobotChats
{
    private readonly RobotEntrances _entrances = new();

    /// <summary>A member writes text.</summary>
    /// <param name="user">Who writes.</param>
    /// <param name="text">The words; in a group the robot's name is put in front.</param>
    /// <param name="group">chatid of the group; null for the single chat.</param>
    /// <param name="ct">Gives up waiting for a connection.</param>
    public Task<WeComRobotDelivery> SayAsync(string user, string text, string? group = null, CancellationToken ct = default) =>
        SayAsync(user, WeComSaying.Text(text), group, ct);

    /// <summary>A member sends text, a picture, a file, a voice message, a video or a mixture.</summary>
    /// <exception cref="ArgumentException">The platform does not pass this type on from a group.</exception>
    public Task<WeComRobotDelivery> SayAsync(string user, WeComSaying what, string? group = null, CancellationToken ct = default)
    {
        if (group is not null && !what.FitsGroups)
        {
            throw new ArgumentException($"The platform passes on no '{what.Type}' from a group.", nameof(what));
        }

        var body = Body(user, group);
        (group is null ? what : what.Mentioning(_robot.Name)).WriteTo(body, _downloads.Keep);
        return PushAsync("aibot_msg_callback", user, group, body, ct);
    }

    /// <summary>A member opens the single chat; null when he was there already that day, because the platform tells only once.</summary>
    public async Task<WeComRobotDelivery?> EnterChatAsync(string user, CancellationToken ct = default)
    {
        if (!_entrances.IsFirst(user, _platform.Clock.GetUtcNow()))
        {
            return null;
        }

        return await EventAsync(user, null, new JsonObject { ["eventtype"] = "enter_chat" }, ct);
    }

    /// <summary>A member presses a button of a card that the bot sent, or of one that replaced it.</summary>
    /// <param name="shown">The message with the card.</param>
    /// <param name="button">Key or label. A question (jump_list type 3) makes the member say it.</param>
    /// <param name="user">Who presses.</param>
    /// <param name="chosen">What he chose, for cards with questions: question key to option ids.</param>
    /// <param name="ct">Gives up waiting for a connection.</param>
    public Task<WeComRobotDelivery> TapAsync(
        ReceivedMessage shown,
        string button,
        string user,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? chosen = null,
        CancellationToken ct = default)
    {
        var card = shown.Card ?? throw new ArgumentException("This message is no card.", nameof(shown));
        var pressed = card.Button(button);
        string? group;
        lock (_gate)
        {
            group = _replies.IsGroup(shown.To) ? shown.To : null;
        }

        return pressed switch
        {
            { Asks: { Length: > 0 } question } => SayAsync(user, question, group, ct),
            { Key.Length: 0 } => throw new ArgumentException($"'{pressed.Label}' only leads to {pressed.Url}.", nameof(button)),
            _ => EventAsync(user, group, RobotEvents.Pressed(card, pressed, chosen), ct),
        };
    }

    /// <summary>A member rates an answer that carried feedback.id.</summary>
    /// <param name="user">Who rates.</param>
    /// <param name="id">The feedback.id.</param>
    /// <param name="type">1 accurate, 2 inaccurate, 3 withdrawn.</param>
    /// <param name="group">chatid of the group; null for the single chat.</param>
    /// <param name="content">His words.</param>
    /// <param name="ct">Gives up waiting for a connection.</param>
    public Task<WeComRobotDelivery> RateAsync(
        string user, string id, int type, string? group = null, string content = "", CancellationToken ct = default) =>
        EventAsync(user, group, RobotEvents.Feedback(id, type, content), ct);

    /// <summary>The platform pushes a callback again: the same msgid, another req_id.</summary>
    public Task<WeComRobotDelivery> RepeatAsync(WeComRobotDelivery delivery, CancellationToken ct = default) =>
        PushAsync(delivery.Again(), ct);

    /// <summary>Tells the bot that a newer connection took over and closes, though there is none.</summary>
    public async Task DismissAsync(CancellationToken ct = default)
    {
        var live = await LiveAsync(null, ct);
        Lost(live);
        await DismissAsync(live, ct);
    }

    /// <summary>Breaks the live connection off; with words to say, in the middle of pushing them.</summary>
    public async Task DropAsync(string? whileSaying = null, CancellationToken ct = default)
    {
        var live = await LiveAsync(null, ct);
        Lost(live);
        if (whileSaying is null)
        {
            live.Abort();
            return;
        }

        var body = Body("somebody", null);
        WeComSaying.Text(whileSaying).WriteTo(body, _downloads.Keep);
        await live.BreakInsideAsync(Delivery("aibot_msg_callback", "somebody", null, body).Frame(), ct);
    }

    /// <summary>Pushes any text as a frame, to see what the bot makes of it.</summary>
    public async Task PushRawAsync(string frame, CancellationToken ct = default) => await (await LiveAsync(null, ct)).SendAsync(frame, ct);

    private Task<WeComRobotDelivery> EventAsync(string user, string? group, JsonObject what, CancellationToken ct)
    {
        var body = Body(user, group);
        body["msgtype"] = "event";
        body["event"] = what;
        if (group is null && (string?)what["eventtype"] == "enter_chat")
        {
            body.Remove("chattype"); // The page's sample has none.
        }

        return PushAsync("aibot_event_callback", user, group, body, ct);
    }

    private Task<WeComRobotDelivery> PushAsync(string cmd, string user, string? group, JsonObject body, CancellationToken ct) =>
        PushAsync(Delivery(cmd, user, group, body), ct);

    private async Task<WeComRobotDelivery> PushAsync(WeComRobotDelivery delivery, CancellationToken ct)
    {
        lock (_gate)
        {
            _replies.Remember(delivery);
        }

        await SendAsync(delivery, ct);
        if (DeliversTwice)
        {
            var again = delivery.Again();
            lock (_gate)
            {
                _replies.Remember(again);
            }

            await SendAsync(again, ct);
        }

        return delivery;
    }

    private async Task SendAsync(WeComRobotDelivery delivery, CancellationToken ct)
    {
        while (true)
        {
            var live = await LiveAsync(null, ct);
            if (await live.SendAsync(delivery.Frame(), ct))
            {
                return;
            }

            Lost(live);
        }
    }

    private WeComRobotDelivery Delivery(string cmd, string user, string? group, JsonObject body) =>
        new(_platform, cmd, user, group ?? user, group is not null, body, _platform.Clock.GetUtcNow());

    private JsonObject Body(string user, string? group) => RobotEvents.Envelope(BotId, user, group, _platform.Clock.GetUtcNow());
}
