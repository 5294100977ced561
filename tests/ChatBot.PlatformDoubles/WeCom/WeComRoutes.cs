namespace ChatBot.PlatformDoubles;

/// <summary>Names of the routes of a <see cref="WeComDouble"/>, for received messages, counters and failures.</summary>
public static class WeComRoutes
{
    public const string Token = "wecom.token";
    public const string App = "wecom.app";
    public const string AppUpdate = "wecom.app.update";
    public const string AppRecall = "wecom.app.recall";
    public const string MediaUpload = "wecom.media.upload";
    public const string MediaGet = "wecom.media.get";
    public const string Webhook = "wecom.webhook";
    public const string WebhookUpload = "wecom.webhook.upload";
    public const string AppChat = "wecom.appchat";
    public const string AppChatCreate = "wecom.appchat.create";
    public const string AppChatUpdate = "wecom.appchat.update";
    public const string AppChatGet = "wecom.appchat.get";
    public const string UserSimpleList = "wecom.user.simplelist";
    public const string UserList = "wecom.user.list";
    public const string UserGet = "wecom.user.get";
    public const string UserListId = "wecom.user.list_id";
    public const string DepartmentList = "wecom.department.list";
    public const string DepartmentSimpleList = "wecom.department.simplelist";
    public const string MenuCreate = "wecom.menu.create";
    public const string CallbackIp = "wecom.callbackip";

    /// <summary>Opening the robot's long connection; each command on it has a route of its own.</summary>
    public const string RobotConnect = "wecom.robot.connect";
    public const string RobotSubscribe = "wecom.robot.subscribe";
    public const string RobotPing = "wecom.robot.ping";

    /// <summary>Replies to a message: stream, card, markdown, media.</summary>
    public const string RobotReply = "wecom.robot.reply";
    public const string RobotWelcome = "wecom.robot.welcome";
    public const string RobotUpdate = "wecom.robot.update";

    /// <summary>Passive replies in URL mode, read by <see cref="WeComRobotCallbackClient"/>.</summary>
    public const string RobotPassive = "wecom.robot.passive";

    /// <summary>Answers by way of response_url in URL mode.</summary>
    public const string RobotResponse = "wecom.robot.response";

    /// <summary>Messages that the robot sends on its own.</summary>
    public const string RobotSend = "wecom.robot.send";
    public const string RobotUpload = "wecom.robot.upload";

    /// <summary>The encrypted files that members sent.</summary>
    public const string RobotDownload = "wecom.robot.download";
}
