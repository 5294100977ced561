using System.Globalization;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>
/// Who has read a message, and which robots are in a group (pages chatbot-batch-query-the-read-status-of-messages,
/// chatbot-queries-the-read-status-of-a-message, obtain-the-list-of-robots-in-the-group).
/// </summary>
internal sealed class DingTalkReadStates(DingTalkDouble platform, DingTalkTokens tokens, SentMessages sent)
{
    private const int MostPerPage = 200;

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "GET", "/v1.0/robot/oToMessages/readStatus", DingTalkRoutes.PrivateRead, (call, _) => Task.FromResult(Private(call)));
        platform.Serve(app, "POST", "/v1.0/robot/groupMessages/query", DingTalkRoutes.GroupRead, (call, _) => Task.FromResult(Group(call)));
        platform.Serve(app, "POST", "/v1.0/robot/groups/robots/query", DingTalkRoutes.GroupRobots, (call, _) => Task.FromResult(Robots(call)));
    }

    private Answer Private(ApiCall call)
    {
        var app = tokens.RequireNew(call, DingTalkRoutes.PrivateRead);
        DingTalkRobotSends.RequireRobot(call.Query("robotCode"), app, platform);
        var message = Message(call.Query("processQueryKey"), app, "", call.Now);
        var readers = sent.ReadersOf(message);
        return Answer.Json(new JsonObject
        {
            ["sendStatus"] = Status(message),
            ["messageReadInfoList"] = new JsonArray([.. message.Users.Select(u => (JsonNode)new JsonObject
            {
                ["name"] = platform.NameOf(u),
                ["userId"] = u,
                ["readStatus"] = readers.Contains(u) ? "READ" : "UNREAD",
            })]),
        });
    }

    private Answer Group(ApiCall call)
    {
        var app = tokens.RequireNew(call, DingTalkRoutes.GroupRead);
        var body = call.RequireNewBody();
        DingTalkRobotSends.RequireRobot(body.Text("robotCode"), app, platform);
        var message = Message(body.Text("processQueryKey"), app, platform.RequireConversation(body), call.Now);
        var size = body.Has("maxResults") ? body.Integer("maxResults") ?? 0 : MostPerPage;
        var from = 0;
        if (size is < 1 or > MostPerPage || (body.Text("nextToken") is { Length: > 0 } next && !int.TryParse(next, CultureInfo.InvariantCulture, out from)))
        {
            throw DingTalkErrors.RefuseNew(400, "invalidParameter.maxResults", "maxResults, nextToken");
        }

        var readers = sent.ReadersOf(message);
        var hasMore = from + size < readers.Count;
        return Answer.Json(new JsonObject
        {
            ["sendStatus"] = Status(message),
            ["readUserIds"] = new JsonArray([.. readers.Skip(from).Take((int)size).Select(u => (JsonNode)u)]),
            ["hasMore"] = hasMore,
            ["nextToken"] = hasMore ? (from + size).ToString(CultureInfo.InvariantCulture) : "",
        });
    }

    private Answer Robots(ApiCall call)
    {
        tokens.RequireNew(call, DingTalkRoutes.GroupRobots);
        platform.RequireConversation(call.RequireNewBody());
        return Answer.Json(new JsonObject
        {
            ["chatbotInstanceVOList"] = new JsonArray([.. platform.Apps.Select(a => (JsonNode)new JsonObject
            {
                ["robotCode"] = a.RobotCode,
                ["name"] = a.RobotName,
                ["downloadIconURL"] = "",
                ["openRobotType"] = 0,
            })]),
        });
    }

    private SentMessage Message(string key, DingTalkApp app, string conversation, DateTimeOffset now) =>
        key.Length == 0 ? throw DingTalkErrors.RefuseNew(400, "miss.param.processQueryKey", "processQueryKey")
        : sent.Find(key, app.RobotCode, conversation, now)
            ?? throw DingTalkErrors.RefuseNew(400, "processQueryKey.expireTime", "processQueryKey已过期");

    private static string Status(SentMessage message) => message.IsRecalled ? "RECALLED" : "SUCCESS";
}
