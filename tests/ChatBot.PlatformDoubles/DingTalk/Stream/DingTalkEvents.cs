using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles;

/// <summary>An event of the organisation.</summary>
/// <param name="Type">The platform's eventType.</param>
/// <param name="Data">Its data.</param>
public sealed record DingTalkEvent(string Type, JsonObject Data);

/// <summary>Events that a bot for branches may hear, in the shapes of the platform's event pages.</summary>
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
        Chat("chat_add_member", conversationId, users);

    /// <summary>People were taken out of a group.</summary>
    public static DingTalkEvent ChatMemberRemoved(string conversationId, params IReadOnlyList<string> users) =>
        Chat("chat_remove_member", conversationId, users);

    /// <summary>A person left a group.</summary>
    public static DingTalkEvent ChatQuit(string conversationId, string user) => Chat("chat_quit", conversationId, [user]);

    /// <summary>A group was given another title.</summary>
    public static DingTalkEvent ChatTitleChanged(string conversationId, string title)
    {
        var what = Chat("chat_update_title", conversationId, []);
        what.Data["title"] = title;
        return what;
    }

    /// <summary>A group was dissolved.</summary>
    public static DingTalkEvent ChatDisbanded(string conversationId) => Chat("chat_disband", conversationId, []);

    /// <summary>Whether the platform does not count it: the address book's events are free.</summary>
    internal static bool IsFree(string type) =>
        type.StartsWith("user_", StringComparison.Ordinal) || type.StartsWith("org_", StringComparison.Ordinal) || type.StartsWith("label_", StringComparison.Ordinal);

    private static DingTalkEvent People(string type, IReadOnlyList<string> users) =>
        new(type, Stamped(new JsonObject { ["userId"] = Strings(users) }));

    private static DingTalkEvent Departments(string type, IReadOnlyList<long> departments) =>
        new(type, Stamped(new JsonObject { ["deptId"] = new JsonArray([.. departments.Select(d => (JsonNode)d)]) }));

    private static DingTalkEvent Chat(string type, string conversationId, IReadOnlyList<string> users) => new(type, Stamped(new JsonObject
    {
        ["openConversationId"] = conversationId,
        ["chatId"] = "chat" + conversationId["cid".Length..].TrimEnd('='),
        ["userId"] = Strings(users),
    }));

    private static JsonObject Stamped(JsonObject data)
    {
        data["timeStamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return data;
    }

    private static JsonArray Strings(IEnumerable<string> of) => new([.. of.Select(s => (JsonNode)s)]);
}
