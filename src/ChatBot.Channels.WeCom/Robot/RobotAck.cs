using System.Globalization;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>What one command came to.</summary>
/// <param name="Code">The platform's errcode; null when no answer came.</param>
/// <param name="Trouble">Why no answer came; empty when one did.</param>
/// <param name="WasSent">Whether the command may have reached the platform.</param>
internal readonly record struct RobotAck(int? Code, string Trouble, bool WasSent)
{
    /// <summary>Bot id or secret are wrong: for an operator.</summary>
    public const int Refused = 853000;

    /// <summary>This request cannot be answered so, or no longer.</summary>
    public const int BadRequestId = 846605;

    /// <summary>The stream is older than six minutes.</summary>
    public const int StreamOver = 846608;

    /// <summary>Not subscribed, or the connection was lost.</summary>
    public const int NotSubscribed = 846609;

    /// <summary>There is no connection: nothing was sent.</summary>
    public static RobotAck NotConnected { get; } = new(null, "not-connected", false);

    /// <summary>The connection broke or no answer came in time: nobody knows.</summary>
    public static RobotAck Lost(string trouble) => new(null, trouble, true);

    public static RobotAck Answered(int code) => new(code, "", true);

    public bool IsGood => Code == 0;

    /// <summary>The same for whoever asked for a send.</summary>
    public SendResult ToResult() => Code switch
    {
        0 => SendResult.Sent(),
        null => SendResult.Failed(WasSent ? FailureCategory.UnknownOutcome : FailureCategory.Transient, Trouble, WasSent ? null : TimeSpan.FromSeconds(1)),
        { } code => SendResult.Failed(Categorise(code), code.ToString(CultureInfo.InvariantCulture), WeComErrorCodes.DefaultWait(code)),
    };

    private static FailureCategory Categorise(int code) => code switch
    {
        Refused => FailureCategory.Authentication,
        NotSubscribed => FailureCategory.Transient,

        // The request or its stream is over; the platform's check of content found something (seen once, undocumented).
        BadRequestId or StreamOver or 40201 => FailureCategory.Permanent,
        _ => WeComErrorCodes.Categorise(code),
    };
}
