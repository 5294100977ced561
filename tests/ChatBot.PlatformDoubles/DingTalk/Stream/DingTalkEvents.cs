using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles;

/// <summary>An event of the organisation.</summary>
/// <param name="Type">The platform's eventType.</param>
/// <param name="Data">Its data.</param>
public sealed record DingTalkEvent(string Type, JsonObject Data)
{
    /// <summary>The data with the time; that of members' own acts is told as <c>operatTime</c>, that of the organisation as <c>timeStamp</c>.</summary>
    internal JsonObject Stamped(DingTalkDouble platform)
    {
        var now = platform.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var text = JsonValue.Create(now.ToString(CultureInfo.InvariantCulture));
        var data = (JsonObject)Data.DeepClone();
        switch (Type)
        {
            case "robot_msg_read":
                data["operatTime"] = text;
                break;
            case "robot_msg_recall":
                data["operatTime"] = now;
                break;
            case ['c', 'h', 'a', 't', ..]:
                data["timeStamp"] = now;
                data["corpId"] = platform.Options.CorpId;
                break;
            default:
                data["timeStamp"] = text;
                break;
        }

        return data;
    }
}

/// <summary>Events that a bot for branches may hear, in the shapes of the platform's event pages (stream mode).</summary>
public static class DingTalkEvents
{
    /// <summary>People came into the organisation.</summary>
    public static DingTalkEvent UserAdded(params IReadOnlyList<string> users) => People("user_add_org", users);

    /// <summary>Something about people changed.</summary>
    public static DingTalkEvent UserModified(params IReadOnlyList<string> users) => People("user_modify_org", users);

    /// <summary>People left the organisation.</summary>
    public static DingTalkEvent UserLeft(params IReadOnlyList<string> users) => People("user_leave_org", users);

    public static DingTalkEvent DepartmentCreated(params IReadOnlyList<long> departments) => Departments("org_dept_create", departments);

    public static DingTalkEvent DepartmentModified(params IReadOnlyList<long> departments) => Departments("org_dept_modify", departments);

    public static DingTalkEvent DepartmentRemoved(params IReadOnlyList<long> departments) => Departments("org_dept_remove", departments);

    /// <summary>People joined a group.</summary>
    public static DingTalkEvent ChatMemberAdded(string conversationId, params IReadOnlyList<string> users) =>
        Chat("chat_add_member", conversationId, "userId", Strings(users));

    /// <summary>People were taken out of a group.</summary>
    public static DingTalkEvent ChatMemberRemoved(string conversationId, params IReadOnlyList<string> users) =>
        Chat("chat_remove_member", conversationId, "userId", Strings(users));

    /// <summary>A person left a group.</summary>
    public static DingTalkEvent ChatQuit(string conversationId, string user) => Chat("chat_quit", conversationId, "userId", Strings([user]));

    /// <summary>A group got another owner.</summary>
    public static DingTalkEvent ChatOwnerChanged(string conversationId, string owner) => Chat("chat_update_owner", conversationId, "owner", owner);

    /// <summary>A group got another title.</summary>
    public static DingTalkEvent ChatTitleChanged(string conversationId, string title) => Chat("chat_update_title", conversationId, "title", title);

    /// <summary>A group was dissolved.</summary>
    public static DingTalkEvent ChatDisbanded(string conversationId) => Chat("chat_disband", conversationId);

    /// <summary>A person has read a message that the bot sent through the API.</summary>
    public static DingTalkEvent MessageRead(ReceivedMessage message, string user) => Message("robot_msg_read", message, user);

    /// <summary>A message that the bot sent through the API was recalled.</summary>
    public static DingTalkEvent MessageRecalled(ReceivedMessage message, string user) => Message("robot_msg_recall", message, user);

    /// <summary>Whether the platform does not count it: the address book's events are free.</summary>
    internal static bool IsFree(string type) =>
        type.StartsWith("user_", StringComparison.Ordinal) || type.StartsWith("org_", StringComparison.Ordinal) || type.StartsWith("label_", StringComparison.Ordinal);

    private static DingTalkEvent People(string type, IReadOnlyList<string> users) => new(type, new JsonObject { ["userId"] = Strings(users) });

    private static DingTalkEvent Departments(string type, IReadOnlyList<long> departments) =>
        new(type, new JsonObject { ["deptId"] = Strings(departments.Select(d => d.ToString(CultureInfo.InvariantCulture))) });

    private static DingTalkEvent Chat(string type, string conversationId, string? name = null, JsonNode? value = null)
    {
        var data = new JsonObject { ["openConversationId"] = conversationId, ["operatorUnionId"] = "unionDemoOperator" };
        if (name is not null)
        {
            data[name] = value;
        }

        return new DingTalkEvent(type, data);
    }

    private static DingTalkEvent Message(string type, ReceivedMessage message, string user)
    {
        var data = new JsonObject
        {
            ["unionId"] = "union" + user,
            ["userId"] = user,
            ["processQueryKey"] = message.Id,
            ["robotCode"] = message.Raw.TryGetProperty("robotCode", out var code) ? code.GetString() : "",
        };
        if (message.Route == DingTalkRoutes.Group)
        {
            data["openConversationId"] = message.To;
        }

        return new DingTalkEvent(type, data);
    }

    private static JsonArray Strings(IEnumerable<string> of) => new([.. of.Select(s => (JsonNode)s)]);
}
