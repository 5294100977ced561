using ChatBot.PlatformDoubles;

namespace ChatBot.Channels.WeCom.Tests.Sdk;

/// <summary>A bot made of the platform's own SDK, running as a process; what it tells can be waited for in order.</summary>
internal static class SdkBot
{
    public static NodeScript Start(NodeSdk sdk, WeComDouble platform, string secret = WeComDemo.RobotSecret) =>
        new(sdk.Start("robot.mjs", platform.RobotEndpoint.AbsoluteUri, WeComDemo.BotId, secret));
}
