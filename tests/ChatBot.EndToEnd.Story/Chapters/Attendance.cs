using System.Text.RegularExpressions;

namespace ChatBot.EndToEnd.Story.Chapters;

/// <summary>Check-in, the list, its confirmation, and a dispute about it.</summary>
internal static partial class Attendance
{
    public static async Task CheckInAsync(Storyteller story)
    {
        story.Chapter("五、签到：签到码每分钟更换");
        await story.MoveToAsync(3, 6, 14, 50);
        var first = CodeIn(await story.SaysAsync("程浩", "签到码", "签到码："));
        var wrong = first == "0000" ? "1111" : "0000";
        await story.SaysInGroupAsync("李长河", $"签到 {wrong}", "签到码不对或已过期");
        await story.SaysInGroupAsync("李长河", $"签到 {first}", "签到成功", "14:50");
        await story.SaysAsync("张晓梅", "我到了", "签到码");
        await story.SaysAsync("张晓梅", first, "签到成功");
        await story.SaysAsync("冯远征", "线上签到", "签到成功", "线上参加");
        await story.SaysAsync("沈涛", "/代签 1 孙立群", "已代 孙立群 签到");

        await story.MoveToAsync(3, 6, 14, 57);
        await story.SaysAsync("许大伟", $"签到 {first}", "签到码不对或已过期");
        var second = CodeIn(await story.TapsAsync("程浩", "/签到码", "签到码："));
        foreach (var name in new[] { "许大伟", "周敏", "程浩", "方洁", "沈涛", "何建平" })
        {
            await story.SaysAsync(name, $"签到 {second}", "签到成功");
        }

        await story.MoveToAsync(3, 6, 15, 25);
        var third = CodeIn(await story.TapsAsync("程浩", "/签到码", "签到码："));
        await story.SaysAsync("杨帆", $"签到 {third}", "签到成功", "迟到");
    }

    public static async Task ConfirmAsync(Storyteller story)
    {
        story.Chapter("六、考勤：未记录不等于缺席，书记确认才算数");
        await story.MoveToAsync(3, 6, 17, 5);
        story.GotPush("程浩", "【考勤表】", "应到 24 人", "未记录不等于缺席");
        await story.SaysAsync(
            "程浩", "/记考勤 丁一鸣、蒋莉、吴桐、钱秀英、郑海波、陈思齐、褚慧、卫国栋、韩露、秦岚 到会", "已记", "还有 2 人未记录", "赵文博", "尤佳");
        await story.SaysAsync("程浩", "/记考勤 赵文博 到会", "还有 1 人未记录");
        await story.SaysAsync("程浩", "/撤销", "已撤销刚才的考勤标记");
        await story.SaysAsync("赵文博", "/确认考勤 1 确认", "没有这个权限");
        await story.SaysAsync("周敏", "/确认考勤 1", "将记为无故缺席 2 人", "赵文博：将收到「提醒」", "尤佳：将收到「提醒」");
        await story.BooksHoldAsync("提醒（还没确认）", 0, "SELECT count(*) FROM escalation_step");
        await story.TapsAsync("周敏", "确认", "考勤已确认", "无故缺席 2", "已发提醒 2 人");
        story.GotPush("赵文博", "无故缺席", "特此提醒", "学习党章总纲");
        story.GotPush("尤佳", "无故缺席", "特此提醒");
        await story.GroupKeptOutAsync();
    }

    public static async Task DisputeAsync(Storyteller story)
    {
        story.Chapter("七、申诉成立：提醒撤销，并告诉本人");
        await story.SaysAsync("尤佳", "申诉", "请说明实际情况");
        await story.SaysAsync("尤佳", "我两点五十就到了，坐在最后一排，忘了签到", "请核对");
        await story.SaysAsync("尤佳", "确定", "申诉已提交", "周敏");
        story.GotPush("周敏", "申诉待您核实", "坐在最后一排");
        await story.TapsAsync("周敏", "成立", "申诉成立：尤佳", "到会");
        story.GotPush("尤佳", "您的申诉成立");
        story.GotPush("尤佳", "「提醒」已撤销");
        await story.BooksHoldAsync("撤销的提醒", 1, "SELECT count(*) FROM escalation_step WHERE state = 'withdrawn'");
        await story.SaysAsync("尤佳", "/为什么", "连续无故缺席 0 次");
        await story.GroupKeptOutAsync();
    }

    private static string CodeIn(Harness.Reply reply) => Code().Match(reply.Text).Groups[1].Value;

    [GeneratedRegex("签到码：([0-9]{4})")]
    private static partial Regex Code();
}
