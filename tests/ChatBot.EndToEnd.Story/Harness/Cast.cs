using System.Text;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>A person of the story's branch.</summary>
/// <param name="Name">Name.</param>
/// <param name="Group">党小组.</param>
/// <param name="Role">角色 as a roster file says it; empty for an ordinary member.</param>
/// <param name="WeCom">WeCom user id, or empty.</param>
/// <param name="DingTalk">DingTalk user id, or empty.</param>
/// <param name="IsMobile">流动党员: may attend online.</param>
public sealed record CastMember(string Name, string Group, string Role, string WeCom, string DingTalk, bool IsMobile = false);

/// <summary>The invented branch of the story: 24 people, half of them on each platform, the secretary on both.</summary>
public static class Cast
{
    public const string BranchCode = "story";
    public const string BranchName = "柳河社区第二党支部";

    public static CastMember Secretary => All[0];

    public static CastMember Deputy => All[1];

    public static CastMember Committee => All[2];

    public static CastMember Recorder => All[4];

    public static IReadOnlyList<CastMember> All { get; } =
    [
        new("周敏", "第一党小组", "书记", "zhoumin", "ding01"),
        new("何建平", "第二党小组", "副书记", "", "ding02"),
        new("方洁", "第三党小组", "支委", "fangjie", ""),
        new("丁一鸣", "第一党小组", "支委", "", "ding03"),
        new("程浩", "第二党小组", "记录人", "chenghao", ""),
        new("沈涛", "第一党小组", "组长", "shentao", ""),
        new("蒋莉", "第二党小组", "组长", "", "ding04"),
        new("吴桐", "第三党小组", "组长", "wutong", ""),
        new("张晓梅", "第一党小组", "", "zhangxiaomei", ""),
        new("李长河", "第一党小组", "", "", "ding05"),
        new("赵文博", "第一党小组", "", "zhaowenbo", ""),
        new("钱秀英", "第一党小组", "", "", "ding06"),
        new("孙立群", "第一党小组", "", "sunliqun", ""),
        new("郑海波", "第二党小组", "", "", "ding07"),
        new("王春燕", "第二党小组", "", "wangchunyan", ""),
        new("冯远征", "第二党小组", "", "", "ding08", IsMobile: true),
        new("陈思齐", "第二党小组", "", "chensiqi", ""),
        new("褚慧", "第二党小组", "", "", "ding09"),
        new("卫国栋", "第三党小组", "", "weiguodong", ""),
        new("韩露", "第三党小组", "", "", "ding10"),
        new("杨帆", "第三党小组", "", "yangfan", ""),
        new("秦岚", "第三党小组", "", "", "ding11"),
        new("许大伟", "第三党小组", "", "xudawei", ""),
        new("尤佳", "第三党小组", "", "", "ding12"),
    ];

    /// <summary>The cast as a roster file.</summary>
    public static string ToCsv()
    {
        var csv = new StringBuilder("姓名,党小组,角色,流动党员,企业微信,钉钉\n");
        foreach (var m in All)
        {
            csv.Append(string.Join(',', m.Name, m.Group, m.Role, m.IsMobile ? "是" : "否", m.WeCom, m.DingTalk)).Append('\n');
        }

        return csv.ToString();
    }
}
