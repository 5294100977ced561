namespace ChatBot.EndToEnd.Story.Chapters;

/// <summary>Points: items, claims, decisions, the month's end and the quarter's publication.</summary>
internal static class Points
{
    public static async Task ClaimAndDecideAsync(Storyteller story)
    {
        story.Chapter("十、积分：申报、审核");
        await story.MoveToAsync(3, 23, 9);
        await story.SaysAsync("周敏", "/设积分 志愿服务 作用 2 小时", "已设置：志愿服务 2分/小时");
        await story.SaysAsync("周敏", "/设积分 微党课 组织生活 5 次", "已设置：微党课 5分/次");
        await story.SaysAsync("张晓梅", "申报积分 志愿服务 3小时 社区清洁", "请核对", "志愿服务", "社区清洁");
        await story.SaysAsync("张晓梅", "一", "已申报", "共 6 分");
        await story.SaysAsync("李长河", "/申报积分 微党课 1 讲了党章总纲", "已申报", "共 5 分");
        await story.SaysAsync("韩露", "/申报积分 志愿服务 20小时 帮朋友搬家", "已申报", "共 40 分");
        await story.SaysAsync("方洁", "/申报积分 志愿服务 2小时 敬老院慰问", "已申报", "共 4 分");
        await story.MoveToAsync(3, 23, 10);
        var pending = story.GotPush("方洁", "【积分待审核】", "张晓梅", "李长河", "韩露");
        var claims = pending.Split('\n');
        string HandleOf(string who) => claims.First(l => l.Contains(who, StringComparison.Ordinal)).Split('#')[1][..6];
        await story.SaysAsync("方洁", $"/审积分 #{HandleOf("张晓梅")} 通过", "已通过：张晓梅 6 分");
        story.GotPush("张晓梅", "积分申报已通过");
        await story.SaysAsync("方洁", $"/审积分 #{HandleOf("李长河")} 通过", "已通过：李长河 5 分");
        await story.SaysAsync("方洁", $"/审积分 #{HandleOf("韩露")} 不通过 这不算志愿服务", "未通过：韩露");
        story.GotPush("韩露", "没有通过", "这不算志愿服务");
        await story.SaysAsync("方洁", "积分审核", "没有待审核");
        await story.SaysAsync("周敏", "积分审核", "方洁");
        await story.TapsAsync("周敏", "同意", "已通过：方洁 4 分");
    }

    public static async Task MonthEndAsync(Storyteller story)
    {
        story.Chapter("十一、月底申报、季度公示");
        await story.MoveToAsync(3, 31, 18);
        story.GroupHeard("【积分申报】", "3月积分申报开始了");
        await story.SaysAsync("周敏", "/排名 季度", "第1名 张晓梅 6分", "第2名 李长河 5分", "第3名 方洁 4分");
        await story.SaysAsync("赵文博", "/排名 季度", "没有这个权限");
        await story.SaysAsync("周敏", "/公示 季度", "将在群里公示", "确定公示吗");
        await story.TapsAsync("周敏", "确认", "公示已发到群里");
        story.GroupHeard("【本季度积分公示】", "张晓梅 6分", "如有异议");
        await story.SaysAsync("张晓梅", "我的积分", "本月 6", "本季 6");
        await story.BooksHoldAsync("积分记录", 3, "SELECT count(*) FROM points_entry");
    }
}
