using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>The two error styles: HTTP 4xx with a dotted code (api), HTTP 200 with errcode (oapi).</summary>
internal static class DingTalkErrors
{
    private static readonly Dictionary<int, string> Messages = new()
    {
        [-1] = "系统繁忙",
        [33012] = "无效的userId",
        [40004] = "不合法的媒体文件类型",
        [40006] = "不合法的文件大小",
        [40014] = "不合法的access_token",
        [40035] = "缺少参数 json",
        [40068] = "不合法的偏移量",
        [40069] = "不合法的分页大小",
        [40089] = "不合法的corpid或corpsecret",
        [41001] = "缺少access_token参数",
        [42001] = "access_token超时",
        [43001] = "需要GET请求",
        [43002] = "需要POST请求",
        [43004] = "无效的HTTP HEADER Content-Type",
        [43007] = "需要multipart/form-data请求",
        [44001] = "媒体文件为空",
        [60003] = "部门不存在",
        [60121] = "找不到该用户",
        [90018] = "您的应用调用该接口的qps超出限制",
        [90020] = "您的企业本月的接口调用次数已用完",
        [130101] = "send too fast, exceed 20 times per minute",
        [300001] = "token is not exist",
        [310000] = "sign not match",
        [400002] = "参数错误",
        [400105] = "不支持的消息类型",
        [410100] = "发送速度太快而限流",
        [460101] = "message too long, exceed 20000 bytes",
    };

    public static bool IsNewStyle(ApiCall call) => call.Http.Request.Path.StartsWithSegments("/v1.0", StringComparison.Ordinal);

    public static Answer New(int status, string code, string message) => Answer.Json(
        new JsonObject { ["requestid"] = Guid.NewGuid().ToString("D").ToUpperInvariant(), ["code"] = code, ["message"] = message }, status);

    public static Answer Old(int code, string? message = null, string? requestId = null)
    {
        var body = new JsonObject { ["errcode"] = code, ["errmsg"] = message ?? Messages.GetValueOrDefault(code, "error") };
        if (requestId is not null)
        {
            body["request_id"] = requestId;
        }

        return Answer.Json(body);
    }

    public static Answer OldOk(string? field = null, JsonNode? value = null)
    {
        var body = new JsonObject { ["errcode"] = 0, ["errmsg"] = "ok" };
        if (field is not null)
        {
            body[field] = value;
            body["request_id"] = Guid.NewGuid().ToString("N")[..12];
        }

        return Answer.Json(body);
    }

    public static Refusal RefuseNew(int status, string code, string message) => new(New(status, code, message));

    public static Refusal RefuseOld(int code, string? message = null) => new(Old(code, message));

    /// <summary>The body of a new-style call, or 400 MissingBody; forms are no bodies here.</summary>
    public static JsonElement RequireNewBody(this ApiCall call) =>
        call.Http.Request.HasJsonContentType() && call.JsonObject() is { } body
            ? body
            : throw RefuseNew(400, "MissingBody", "body is mandatory for this action.");
}
