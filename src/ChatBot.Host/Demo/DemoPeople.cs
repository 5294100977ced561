using ChatBot.Kernel.Roster;

namespace ChatBot.Host.Demo;

/// <summary>An invented person of the demo branch.</summary>
/// <param name="User">User id in the simulator.</param>
/// <param name="Name">Name.</param>
/// <param name="Group">Number of the group, from 0.</param>
/// <param name="Roles">Rights in the bot.</param>
/// <param name="IsMobile">Mobile member.</param>
internal sealed record DemoPerson(string User, string Name, int Group, Roles Roles = Roles.None, bool IsMobile = false);

/// <summary>The invented people and groups of the demo branch.</summary>
internal static class DemoPeople
{
    /// <summary>Names of the groups.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["第一党小组", "第二党小组", "第三党小组"];

    /// <summary>24 people.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("zhoumin", "周敏", 0, Roles.Secretary | Roles.Committee),
        new("hejian", "何建", 1, Roles.Deputy | Roles.Committee),
        new("linyue", "林悦", 2, Roles.Committee | Roles.Recorder),
        new("chengang", "陈刚", 0, Roles.GroupLeader),
        new("sunli", "孙莉", 1, Roles.GroupLeader),
        new("wutao", "吴涛", 2, Roles.GroupLeader),
        new("liuyang", "刘洋", 0),
        new("zhaona", "赵娜", 0),
        new("huangwei", "黄伟", 0),
        new("xujing", "徐静", 0),
        new("maqiang", "马强", 0),
        new("zhuting", "朱婷", 0),
        new("huming", "胡明", 1),
        new("guofang", "郭芳", 1),
        new("luojie", "罗杰", 1, IsMobile: true),
        new("songdan", "宋丹", 1),
        new("tangbo", "唐波", 1),
        new("hanxue", "韩雪", 1),
        new("fengkai", "冯凯", 2),
        new("dongmei", "董梅", 2),
        new("xiaofei", "肖飞", 2),
        new("caoyun", "曹云", 2),
        new("dengchao", "邓超然", 2),
        new("yelan", "叶兰", 2, IsMobile: true),
    ];
}
