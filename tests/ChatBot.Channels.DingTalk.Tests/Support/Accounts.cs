namespace ChatBot.Channels.DingTalk.Tests.Support;

/// <summary>Accounts without a host.</summary>
internal static class Accounts
{
    public static DingTalkAccount With(string robotCode, string? oapi = null) => new("main", new DingTalkOptions
    {
        AppKey = robotCode,
        AppSecret = "invented-secret",
        RobotCode = robotCode,
        Mode = DingTalkMode.Callback,
        OapiBaseUrl = oapi is null ? null : new Uri(oapi),
    });
}
