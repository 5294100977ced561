namespace ChatBot.EndToEnd.Story.Chapters;

/// <summary>From the notice to the last reminder.</summary>
internal static class FirstMeeting
{
    public static async Task NoticeAndSignUpAsync(Storyteller story)
    {
        story.Chapter("一、通知与报名");
        await story.SaysAsync("周敏", "/开会 党课 3月6日15:00 三楼会议室 主题=学习党章总纲 记录人=程浩", "已创建", "记录人：程浩");
        story.GroupHeard("【党课通知】", "3月6日（周五）15:00", "三楼会议室");
        await story.SaysInGroupAsync("李长河", "报名", "报名", "学习党章总纲");
        await story.SaysInGroupAsync("韩露", "我参加", "报名");
        await story.SaysAsync("张晓梅", "周五的党课我参加", "报名");
        await story.SaysAsync("许大伟", "最近有什么会？", "学习党章总纲");
        await story.SaysAsync("许大伟", "报名", "报名");
        await story.MoveToAsync(3, 2, 9, 5);
        story.GroupHeard("已报名 4 人", "李长河", "张晓梅");
    }

    public static async Task LeaveAsync(Storyteller story)
    {
        story.Chapter("二、请假：理由只有审批人看得到");
        await story.SaysAsync("王春燕", "周五党课我请假，出差", "请核对", "学习党章总纲", "事由：出差");
        await story.SaysAsync("王春燕", "确定", "请假申请已提交", "等待周敏审批");
        story.GotPush("周敏", "王春燕 请假", "事由：出差");
        await story.TapsAsync("周敏", "同意", "已准假：王春燕");
        story.GotPush("王春燕", "您的请假已批准");

        await story.SaysInGroupAsync("钱秀英", "我要请假", "私聊");
        story.GotPush("钱秀英", "请假的事由是");
        await story.SaysAsync("钱秀英", "家里有事，孩子手术", "请核对", "孩子手术");
        await story.SaysAsync("钱秀英", "确定", "请假申请已提交");
        var asked = story.GotPush("周敏", "钱秀英 请假", "孩子手术");
        var decline = Harness.Reply.OptionsOf(asked).Single(o => o.EndsWith("不同意", StringComparison.Ordinal));
        await story.SaysAsync("周敏", $"{decline} 这次要投票，请尽量到会", "未批准：钱秀英");
        story.GotPush("钱秀英", "没有批准", "这次要投票");
        await story.GroupKeptOutAsync();
    }

    public static async Task StudyAsync(Storyteller story)
    {
        story.Chapter("三、学习材料：一人起草，另一人审核");
        await story.MoveToAsync(3, 2, 14);
        await story.SaysAsync("丁一鸣", "/学习 标题=党章总纲导读 正文=请大家会前读完总纲部分，带一个问题来。 会议=1", "已提交审核");
        await story.SaysAsync("丁一鸣", "/审稿 1", "现在没有可以选的材料");
        story.GotPush("方洁", "材料待您审核", "党章总纲导读");
        await story.TapsAsync("方洁", "/审稿", "已发布");
        story.GroupHeard("【学习材料】", "党章总纲导读", "带一个问题来");
        await story.SaysInGroupAsync("郑海波", "已读 1", "已记录");
        await story.SaysAsync("陈思齐", "学完了", "已记录");
        await story.BooksHoldAsync("已读", 2, "SELECT count(*) FROM reading");
    }

    public static async Task RemindersAsync(Storyteller story)
    {
        story.Chapter("四、提醒：会前三天、一天、两小时");
        await story.MoveToAsync(3, 3, 15);
        story.GroupHeard("【党课提醒】", "3天后开始");
        story.GotPush("赵文博", "还没收到您的回复", "3天后");
        story.NeverGot("张晓梅", "还没收到您的回复");
        await story.MoveToAsync(3, 4, 10);
        await story.SaysAsync("周敏", "/谁没回 1", "已报名 4 人", "已准假：王春燕", "未回复");
        await story.TapsAsync("周敏", "/催办", "将私信提醒", "确定发送吗");
        await story.TapsAsync("周敏", "确认", "私信已排好");
        story.GotPush("赵文博", "还没收到您的回复");
        foreach (var name in new[] { "程浩", "方洁", "沈涛", "孙立群", "杨帆", "陈思齐", "卫国栋", "吴桐", "周敏" })
        {
            await story.SaysAsync(name, "报名", "报名");
        }

        foreach (var name in new[] { "何建平", "丁一鸣", "蒋莉", "钱秀英", "郑海波", "褚慧", "秦岚" })
        {
            await story.SaysInGroupAsync(name, "报名", "报名");
        }

        await story.SaysAsync("冯远征", "我在外地，线上参加", "");
        await story.MoveToAsync(3, 5, 15);
        story.GroupHeard("【党课提醒】", "明天15:00开始");
        await story.MoveToAsync(3, 6, 13);
        story.GroupHeard("【党课提醒】", "今天15:00开始");
    }
}
