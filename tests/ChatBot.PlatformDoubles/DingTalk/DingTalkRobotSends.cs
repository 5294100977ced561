using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>oToMessages/batchSend, groupMessages/send and both recalls (pages chatbots-send-one-on-one-chat-messages-in-batches, the-robot-sends-a-group-message).</summary>
internal sealed class DingTalkRobotSends(DingTalkDouble platform, DingTalkTokens tokens, SentMessages sent)
{
    private const int MostUsers = 20;
    private const int MostKeys = 20;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _flowControlled = [];

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/v1.0/robot/oToMessages/batchSend", DingTalkRoutes.Private, (call, _) => Task.FromResult(SendPrivate(call)));
        platform.Serve(app, "POST", "/v1.0/robot/groupMessages/send", DingTalkRoutes.Group, (call, _) => Task.FromResult(SendGroup(call)));

        // The path of the recall is spelt otoMessages, that of the sending oToMessages.
        platform.Serve(app, "POST", "/v1.0/robot/otoMessages/batchRecall", DingTalkRoutes.PrivateRecall, (call, _) => Task.FromResult(Recall(call, isGroup: false)));
        platform.Serve(app, "POST", "/v1.0/robot/groupMessages/recall", DingTalkRoutes.GroupRecall, (call, _) => Task.FromResult(Recall(call, isGroup: true)));
    }

    public void FlowControlNext(string userId, int count)
    {
        lock (_gate)
        {
            _flowControlled[userId] = _flowControlled.GetValueOrDefault(userId) + count;
        }
    }

    private Answer SendPrivate(ApiCall call)
    {
        var app = tokens.RequireNew(call, DingTalkRoutes.Private);
        var body = call.RequireNewBody();
        RequireRobot(body.Text("robotCode"), app, platform);
        if (body.Strings("userIds") is not { Count: > 0 } users)
        {
            throw DingTalkErrors.RefuseNew(400, body.Has("userIds") ? "invalidParameter.userIds.empty" : "miss.param.userIds", "userIds");
        }

        if (users.Count > MostUsers)
        {
            throw DingTalkErrors.RefuseNew(400, "invalidParameter.userIds.tooMany", "userIds");
        }

        var (text, card) = DingTalkMsgParams.Read(body);
        var known = users.Distinct().ToLookup(platform.Options.Knows);
        var controlled = known[true].Where(IsFlowControlled).ToList();
        var reached = known[true].Except(controlled).ToList();
        if (reached.Count == 0 && controlled.Count == 0)
        {
            throw DingTalkErrors.RefuseNew(400, "staffId.notExisted", "staffId不存在");
        }

        var id = sent.Keep(app.RobotCode, "", reached, call.Now);
        if (reached.Count > 0)
        {
            platform.Take(DingTalkRoutes.Private, string.Join('|', reached), body.Text("msgKey"), text, body, m => m with { Id = id, Card = card });
        }

        return Answer.Json(new JsonObject
        {
            ["processQueryKey"] = id,
            ["invalidStaffIdList"] = Strings(known[false]),
            ["flowControlledStaffIdList"] = Strings(controlled),
        });
    }

    private Answer SendGroup(ApiCall call)
    {
        var app = tokens.RequireNew(call, DingTalkRoutes.Group);
        var body = call.RequireNewBody();
        RequireRobot(body.Text("robotCode"), app, platform);
        var conversation = platform.RequireConversation(body);
        var (text, card) = DingTalkMsgParams.Read(body);
        var id = sent.Keep(app.RobotCode, conversation, [], call.Now);
        platform.Take(DingTalkRoutes.Group, conversation, body.Text("msgKey"), text, body, m => m with { Id = id, Card = card });
        return Answer.Json(new JsonObject { ["processQueryKey"] = id });
    }

    private Answer Recall(ApiCall call, bool isGroup)
    {
        var app = tokens.RequireNew(call, isGroup ? DingTalkRoutes.GroupRecall : DingTalkRoutes.PrivateRecall);
        var body = call.RequireNewBody();
        RequireRobot(body.Text("robotCode"), app, platform);
        var conversation = isGroup ? platform.RequireConversation(body) : "";
        if (body.Strings("processQueryKeys") is not { Count: > 0 and <= MostKeys } keys)
        {
            throw DingTalkErrors.RefuseNew(400, body.Has("processQueryKeys") ? "invalidParameter.processQueryKeys" : "miss.param.processQueryKeys", "processQueryKeys");
        }

        var (recalled, failed) = (new List<string>(), new JsonObject());
        foreach (var key in keys.Distinct())
        {
            if (sent.TryRecall(key, app.RobotCode, conversation, call.Now))
            {
                recalled.Add(key);
            }
            else
            {
                failed[key] = "processQueryKey.invalid";
            }
        }

        foreach (var key in recalled)
        {
            platform.Take(isGroup ? DingTalkRoutes.GroupRecall : DingTalkRoutes.PrivateRecall, conversation, "recall", "", body, m => m with { Id = key });
        }

        return Answer.Json(new JsonObject { ["successResult"] = Strings(recalled), ["failedResult"] = failed });
    }

    /// <summary>The robot must be the app's own.</summary>
    public static void RequireRobot(string code, DingTalkApp app, DingTalkDouble platform)
    {
        if (code != app.RobotCode)
        {
            // The platform spells notExsit so; another app's robot exists, but not for this token.
            var isOthers = platform.Apps.Any(a => a.RobotCode == code);
            var why = code.Length == 0 ? "miss.param.robotCode" : isOthers ? "invalidParameter.robotCode.auth" : "invalidParameter.robotCode.notExsit";
            throw DingTalkErrors.RefuseNew(400, why, "robotCode");
        }
    }

    private bool IsFlowControlled(string userId)
    {
        lock (_gate)
        {
            var left = _flowControlled.GetValueOrDefault(userId);
            _flowControlled[userId] = Math.Max(0, left - 1);
            return left > 0;
        }
    }

    private static JsonArray Strings(IEnumerable<string> of) => new([.. of.Select(s => (JsonNode)s)]);
}
