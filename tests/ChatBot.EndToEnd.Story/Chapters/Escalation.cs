using ChatBot.EndToEnd.Story.Harness;

namespace ChatBot.EndToEnd.Story.Chapters;

/// <summary>The second and the third absence in a row, each with a step that waits for the secretary's tap.</summary>
internal static class Escalation
{
    public static async Task SecondAbsenceAsync(Storyteller story)
    {
        story.Chapter("八、第二次无故缺席：告诫由书记点按才发出");
        await story.MoveToAsync(3, 9, 9);
        await story.SaysAsync("周敏", "我想召集一次主题党日，周五下午两点", "主题是什么");
        await story.SaysAsync("周敏", "走进社区志愿服务", "在哪里开");
        await story.SaysAsync("周敏", "社区服务中心", "请核对", "3月13日（周五）14:00", "走进社区志愿服务");
        await story.SaysAsync("周敏", "确定", "已创建");
        story.GroupHeard("【主题党日通知】", "3月13日（周五）14:00");

        await story.SaysAsync("周敏", "周五主题党日我请假，去市里开会出差", "请核对", "事由：出差");
        await story.SaysAsync("周敏", "1", "等待何建平审批");
        await story.SaysAsync("周敏", "/请假列表", "没有待您审批的请假");
        story.GotPush("何建平", "周敏 请假");
        await story.TapsAsync("何建平", "同意", "已准假：周敏");
        story.GotPush("周敏", "您的请假已批准");

        await story.MoveToAsync(3, 13, 16, 5);
        await MarkAllButAsync(story, 2, "赵文博", "周敏");
        await story.SaysAsync("周敏", "/确认考勤 2", "将记为无故缺席 1 人：赵文博", "生成「告诫」待办", "连续 2 次");
        await story.TapsAsync("周敏", "确认", "考勤已确认", "新增待办 1 条");
        story.NeverGot("赵文博", "告诫");
        story.GotPush("周敏", "【「告诫」待办】", "赵文博：连续无故缺席 2 次", "学习党章总纲", "走进社区志愿服务");
        await story.TapsAsync("周敏", "/发送", "已发给 赵文博（告诫");
        story.GotPush("赵文博", "连续 2 次无故缺席", "予以告诫");
        await story.SaysAsync("周敏", "已谈话，今天", "请核对", "赵文博", "3月13日");
        await story.TapsAsync("周敏", "确定", "已记录", "谈话");
    }

    public static async Task ThirdAbsenceAsync(Storyteller story)
    {
        story.Chapter("九、第三次：批评教育，凡事说得清为什么");
        await story.MoveToAsync(3, 16, 9);
        await story.SaysAsync("周敏", "/开会 党员大会 3月20日15:00 三楼会议室 主题=一季度工作总结", "已创建");
        await story.MoveToAsync(3, 20, 17, 5);
        await MarkAllButAsync(story, 3, "赵文博");
        await story.SaysAsync("周敏", "/确认考勤 3", "生成「批评教育」待办", "连续 3 次");
        await story.TapsAsync("周敏", "确认", "考勤已确认");
        story.NeverGot("赵文博", "批评教育");
        story.GotPush("周敏", "【「批评教育」待办】", "连续无故缺席 3 次");
        await story.TapsAsync("周敏", "/发送", "已发给 赵文博（批评教育");
        story.GotPush("赵文博", "连续 3 次无故缺席", "批评教育");
        await story.SaysAsync("赵文博", "/为什么", "连续无故缺席 3 次", "3月6日", "3月13日", "3月20日");
        await story.BooksHoldAsync("赵文博的三步", 3, "SELECT count(*) FROM escalation_step JOIN member USING (branch_id, member_id) WHERE name = '赵文博' AND state = 'sent'");
        await story.GroupKeptOutAsync();
    }

    private static async Task MarkAllButAsync(Storyteller story, int session, params string[] absent)
    {
        var present = Cast.All.Select(m => m.Name).Except(absent).ToList();
        await story.SaysAsync("程浩", $"/记考勤 {session} {string.Join('、', present)} 到会", "已记");
    }
}
