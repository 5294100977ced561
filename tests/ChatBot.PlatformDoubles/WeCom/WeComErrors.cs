using System.Globalization;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>The platform's answers: HTTP 200 with errcode and errmsg, hint and address in the message.</summary>
internal static class WeComErrors
{
    private static readonly Dictionary<int, string> Messages = new()
    {
        [-1] = "system busy",
        [40001] = "invalid credential",
        [40003] = "invalid userid",
        [40004] = "invalid media type",
        [40006] = "invalid media size",
        [40007] = "invalid media_id",
        [40008] = "invalid message type",
        [40009] = "invalid image size",
        [40013] = "invalid corpid",
        [40014] = "invalid access_token",
        [40032] = "invalid userid list size",
        [40056] = "invalid agentid",
        [40058] = "invalid Request Parameter",
        [41001] = "access_token missing",
        [41002] = "corpid missing",
        [41004] = "corpsecret missing",
        [41005] = "media data missing",
        [41006] = "media_id missing",
        [41011] = "agentid missing",
        [42001] = "access_token expired",
        [43001] = "require GET method",
        [43002] = "require POST method",
        [43012] = "app has no callback url",
        [44001] = "empty media data",
        [44004] = "empty content",
        [45008] = "articles out of limit",
        [45009] = "api freq out of limit",
        [47001] = "data format error",
        [48002] = "api forbidden",
        [60003] = "department not found",
        [60011] = "no privilege to access/modify contact/party/agent",
        [60020] = "not allow to access from your ip",
        [60111] = "userid not found",
        [81013] = "user & party & tag all invalid",
        [82001] = "param all empty",
        [82002] = "invalid party list size",
        [82003] = "invalid tag list size",
        [86001] = "invalid chatid",
        [86003] = "invalid chat name",
        [86004] = "invalid chat owner",
        [86005] = "invalid chat member count",
        [86006] = "invalid chat member",
        [86008] = "chat not created by this app",
        [86201] = "chatid missing",
        [86204] = "chat member missing",
        [86215] = "chatid existed",
        [86216] = "invalid chat member exists",
        [93000] = "invalid webhook url",
        [301002] = "not allow operate another agent with this accesstoken",
        [301019] = "file md5 mismatch",
    };

    public static Answer Ok(JsonObject? more = null)
    {
        var body = new JsonObject { ["errcode"] = 0, ["errmsg"] = "ok" };
        foreach (var (name, value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return Answer.Json(body);
    }

    public static Answer Error(int code, ApiCall call, string? detail = null, JsonObject? more = null)
    {
        var what = Messages.GetValueOrDefault(code, "error");
        var hint = string.Create(
            CultureInfo.InvariantCulture,
            $"{(detail is null ? "" : detail + ". ")}{what}, hint: [{call.Now.ToUnixTimeSeconds()}], from ip: {call.CallerAddress}, more info at https://open.work.weixin.qq.com/devtool/query?e={code}");
        var body = new JsonObject { ["errcode"] = code, ["errmsg"] = hint };
        foreach (var (name, value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return Answer.Json(body);
    }

    public static Refusal Refuse(this ApiCall call, int code, string? detail = null) => new(Error(code, call, detail));

    /// <summary>The body as an object, or 47001.</summary>
    public static System.Text.Json.JsonElement RequireJson(this ApiCall call) => call.JsonObject() ?? throw call.Refuse(47001);
}
