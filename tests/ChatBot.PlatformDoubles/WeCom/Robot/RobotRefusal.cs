using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>The platform says no to a command of a smart robot.</summary>
/// <param name="code">errcode.</param>
/// <param name="detail">What exactly is wrong; stands in errmsg.</param>
internal sealed class RobotRefusal(int code, string? detail = null) : Exception($"The command is refused with {code}.")
{
    /// <summary>Not the robot's bot_id and secret.</summary>
    public const int BadCredentials = 853000;

    /// <summary>The req_id belongs to no callback that may be answered so.</summary>
    public const int BadRequestId = 846605;

    /// <summary>A stream is refreshed more than six minutes after its first frame, or after its end.</summary>
    public const int StreamIsOver = 846608;

    /// <summary>The connection is not subscribed, or no longer.</summary>
    public const int NotSubscribed = 846609;

    /// <summary>Nobody in this chat has written to the robot, or there is no such chat.</summary>
    public const int BadChat = 93006;

    public const int BadType = 40008;
    public const int BadParameter = 40058;
    public const int BadMedia = 40007;
    public const int BadJson = 47001;
    public const int TooOften = 45009;

    public int Code => code;

    public string? Detail => detail;

    /// <summary>errcode and errmsg in the platform's manner.</summary>
    public static JsonObject Body(int code, string? detail, DateTimeOffset now)
    {
        var what = code switch
        {
            0 => "ok",
            BadCredentials => "invalid bot_id or secret",
            BadRequestId => "invalid req_id",
            StreamIsOver => "stream message update expired",
            NotSubscribed => "aibot websocket not subscribed",
            BadChat => "invalid chatid",
            BadType => "invalid message type",
            BadParameter => "invalid Request Parameter",
            BadMedia => "invalid media_id",
            BadJson => "data format error",
            TooOften => "api freq out of limit",
            _ => "error",
        };
        var text = code == 0
            ? what
            : string.Create(CultureInfo.InvariantCulture, $"{(detail is null ? "" : detail + ". ")}{what}, hint: [{now.ToUnixTimeSeconds()}]");
        return new JsonObject { ["errcode"] = code, ["errmsg"] = text };
    }
}
