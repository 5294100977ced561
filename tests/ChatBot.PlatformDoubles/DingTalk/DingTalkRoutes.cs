namespace ChatBot.PlatformDoubles;

/// <summary>Names of the routes of a <see cref="DingTalkDouble"/>, for received messages, counters and failures.</summary>
public static class DingTalkRoutes
{
    public const string Token = "dingtalk.token";
    public const string CorpToken = "dingtalk.token.corp";
    public const string OldToken = "dingtalk.token.old";
    public const string Private = "dingtalk.private";
    public const string Group = "dingtalk.group";
    public const string PrivateRecall = "dingtalk.private.recall";
    public const string GroupRecall = "dingtalk.group.recall";
    public const string PrivateRead = "dingtalk.private.read";
    public const string GroupRead = "dingtalk.group.read";
    public const string GroupRobots = "dingtalk.group.robots";
    public const string Session = "dingtalk.session";
    public const string Webhook = "dingtalk.webhook";
    public const string MediaUpload = "dingtalk.media.upload";
    public const string DepartmentListSub = "dingtalk.department.listsub";
    public const string DepartmentListSubId = "dingtalk.department.listsubid";
    public const string UserListSimple = "dingtalk.user.listsimple";
    public const string UserListId = "dingtalk.user.listid";
    public const string UserByUnionId = "dingtalk.user.getbyunionid";
    public const string UserByMobile = "dingtalk.user.getbymobile";
    public const string UserList = "dingtalk.user.list";
    public const string UserGet = "dingtalk.user.get";
    public const string FileDownload = "dingtalk.file.download";

    /// <summary>Asking for a stream endpoint and ticket.</summary>
    public const string StreamOpen = "dingtalk.stream.open";

    /// <summary>The WebSocket handshake with the ticket.</summary>
    public const string StreamConnect = "dingtalk.stream.connect";

    /// <summary>Robot messages pushed over stream; for counts.</summary>
    public const string StreamRobot = "dingtalk.stream.robot";

    /// <summary>Events pushed over stream; for counts.</summary>
    public const string StreamEvent = "dingtalk.stream.event";

    /// <summary>Card callbacks pushed over stream; for counts.</summary>
    public const string StreamCard = "dingtalk.stream.card";

    /// <summary>Robot messages posted to the bot's HTTP address; for counts.</summary>
    public const string HttpRobot = "dingtalk.http.robot";

    /// <summary>Card callbacks posted to a registered address; for counts.</summary>
    public const string HttpCard = "dingtalk.http.card";

    /// <summary>An interactive card comes into a chat, by either way; as a call: createAndDeliver.</summary>
    public const string CardDeliver = "dingtalk.card.deliver";

    /// <summary>The call that brings a created card into a chat; what people see has the route <see cref="CardDeliver"/>.</summary>
    public const string CardDeliverOnly = "dingtalk.card.deliver.only";

    public const string CardCreate = "dingtalk.card.create";
    public const string CardUpdate = "dingtalk.card.update";
    public const string CardRegister = "dingtalk.card.register";

    /// <summary>A card changes by the answer to its callback; no call of its own.</summary>
    public const string CardAnswer = "dingtalk.card.answer";

    /// <summary>The object storage behind a download address.</summary>
    public const string FileContent = "dingtalk.file.content";
}
