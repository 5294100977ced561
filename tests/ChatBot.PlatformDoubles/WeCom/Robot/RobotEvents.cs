using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>The JSON of callbacks that both modes share (page 101027).</summary>
internal static class RobotEvents
{
    public static JsonObject Envelope(string botId, string user, string? group, DateTimeOffset now)
    {
        var body = new JsonObject
        {
            ["msgid"] = Guid.NewGuid().ToString("N"),
            ["create_time"] = now.ToUnixTimeSeconds(),
            ["aibotid"] = botId,
            ["chattype"] = group is null ? "single" : "group",
            ["from"] = new JsonObject { ["userid"] = user },
        };
        if (group is not null)
        {
            body["chatid"] = group;
        }

        return body;
    }

    public static JsonObject Pressed(ReceivedCard card, ReceivedButton button, IReadOnlyDictionary<string, IReadOnlyList<string>>? chosen)
    {
        var pressed = new JsonObject
        {
            ["card_type"] = card.Type,
            ["event_key"] = button.Key,
            ["task_id"] = card.TaskId,
        };
        if (card.Questions.Count > 0)
        {
            pressed["selected_items"] = new JsonObject
            {
                ["selected_item"] = new JsonArray([.. card.Questions.Select(q => Chosen(q, chosen))]),
            };
        }

        return new JsonObject { ["eventtype"] = "template_card_event", ["template_card_event"] = pressed };
    }

    public static JsonObject Feedback(string id, int type, string content) => new()
    {
        ["eventtype"] = "feedback_event",
        ["feedback_event"] = new JsonObject { ["id"] = id, ["type"] = type, ["content"] = content },
    };

    /// <summary>The options chosen, or the first one as the client preselects it.</summary>
    private static JsonObject Chosen(ReceivedQuestion question, IReadOnlyDictionary<string, IReadOnlyList<string>>? chosen)
    {
        var ids = chosen?.GetValueOrDefault(question.Key) ?? [question.Options[0].Id];
        return new JsonObject
        {
            ["question_key"] = question.Key,
            ["option_ids"] = new JsonObject { ["option_id"] = new JsonArray([.. ids.Select(i => (JsonNode)i)]) },
        };
    }
}
