namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>Samples of all use cases that are declared.</summary>
public static class RightsSamples
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RightsSample> All { get; } =
    [
        // For oneself.
        Writes("signup.join", async (w, _, g) => $"/报名 {await w.SharedSessionAsync("join", g)}"),
        Writes("signup.leave", async (w, p, g) => $"/退报 {await w.JoinedAsync(await w.SharedSessionAsync("leave", g), p)}"),
        Writes("checkin.self", async (w, _, g) => $"/签到 {await w.CodeAsync(g ? w.OpenToo : w.Open)}"),
        LooksUp("sessions.next", (_, _, _) => Say("/会议")),
        LooksUp("sessions.show", async (w, _, g) => $"/会议详情 {await w.SharedSessionAsync("show", g)}"),
        Writes("leave.request", async (w, _, g) => $"/请假 {await w.SharedSessionAsync("leave.request", g)} 家事"),
        Writes("leave.withdraw", async (w, p, g) =>
            $"/撤回请假 {await w.OnceAsync($"leave of {p.Name} {g}", async () => await w.LeaveAsync(await w.SharedSessionAsync("leave.withdraw", g), p.Name))}"),
        LooksUp("leave.mine", (_, _, _) => Say("/我的请假")),
        LooksUp("attendance.mine", (_, _, _) => Say("/我的考勤")),
        LooksUp("attendance.explain", (_, _, _) => Say("/为什么")),
        LooksUp("points.mine", (_, _, _) => Say("/我的积分")),
        Writes("dispute.open", (w, _, _) => Say($"/申诉 {w.Confirmed} 那天我到了，坐在后排靠窗")),
        Writes("dispute.withdraw", async (w, p, _) => $"/撤回申诉 {await w.OnceAsync($"dispute of {p.Name}", () => w.DisputeAsync(w.ConfirmedToo, p.Name))}"),
        Writes("points.claim", (_, _, _) => Say("/申报积分 志愿服务 2小时 社区清洁")),
        Writes("points.withdraw", async (w, p, _) => $"/撤回申报 {await w.ClaimAsync(p.Name)}"),
        LooksUp("points.items", (_, _, _) => Say("/积分规则")),
        LooksUp("study.list", (_, _, _) => Say("/学习列表")),
        new("study.read", RightsCaseOf.Branch, RightsEffect.WritesOnce, async (w, _, _) => $"/看材料 {await w.PublishedAsync()}"),
        Writes("undo.last", async (w, p, g) => await w.JoinedAsync(await w.SharedSessionAsync("undo", g), p) > 0 ? "/撤销" : ""),

        // Sessions.
        Writes("sessions.create", (w, _, _) => Say($"/开会 党课 7月{w.NextDay()}日15:00 三楼会议室 主题=专题学习")),
        OfFirstGroup("sessions.create", RightsEffect.Writes, (w, _, _) => Say($"/开会 小组会 7月{w.NextDay()}日15:00 三楼会议室 主题=小组学习 党小组=第一党小组")),
        Writes("sessions.change", async (w, _, _) => $"/改会 {await w.SessionAheadAsync()} 地点=五楼会议室"),
        OfFirstGroup("sessions.change", RightsEffect.Writes, async (w, _, _) => $"/改会 {await w.GroupMeetingAheadAsync()} 地点=五楼会议室"),
        Writes("sessions.cancel", async (w, _, _) => $"/取消会议 {await w.SessionAheadAsync()}"),
        OfFirstGroup("sessions.cancel", RightsEffect.Writes, async (w, _, _) => $"/取消会议 {await w.GroupMeetingAheadAsync()}"),
        LooksUp("sessions.answers", async (w, _, g) => $"/谁没回 {await w.SharedSessionAsync("answers", g)}"),
        OfFirstGroup("sessions.answers", RightsEffect.None, async (w, _, _) => $"/谁没回 {await w.GroupMeetingAheadAsync()}"),
        Writes("sessions.remind", async (w, _, _) => $"/催办 {await w.SessionAheadAsync()} 确认"),
        OfFirstGroup("sessions.remind", RightsEffect.Writes, async (w, _, _) => $"/催办 {await w.GroupMeetingAheadAsync()} 确认"),

        // Check-in and the list.
        LooksUp("checkin.code", (w, _, _) => Say($"/签到码 {w.Open}")),
        OfFirstGroup("checkin.code", RightsEffect.None, (w, _, _) => Say($"/签到码 {w.GroupOpen}")),
        Writes("checkin.other", (w, _, _) => Say($"/代签 {w.OfThirdGroup()}")),
        OfFirstGroup("checkin.other", RightsEffect.Writes, (w, _, _) => Say($"/代签 {w.OfFirstGroup()}")),
        LooksUp("attendance.sheet", (w, _, _) => Say($"/考勤表 {w.Open}")),
        OfFirstGroup("attendance.sheet", RightsEffect.None, (w, _, _) => Say($"/考勤表 {w.GroupOpen}")),
        Writes("attendance.mark", (w, _, _) => Say($"/记考勤 {w.NextLine(w.Held[0], "秦岚")}")),
        OfFirstGroup("attendance.mark", RightsEffect.Writes, (w, _, _) => Say($"/记考勤 {w.NextLine(w.GroupHeld[0], "张晓梅")}")),
        Writes("attendance.confirm", (w, _, _) => Say($"/确认考勤 {w.Held[1]} 确认")),
        OfFirstGroup("attendance.confirm", RightsEffect.Writes, (w, p, _) => Say($"/确认考勤 {w.GroupHeld[p == RightsPlayer.Leader ? 1 : 2]} 确认")),
        Writes("attendance.correct", (w, _, _) => Say($"/更正考勤 {w.NextLine(w.Confirmed, "秦岚")}")),
        OfFirstGroup("attendance.correct", RightsEffect.Writes, (w, _, _) => Say($"/更正考勤 {w.NextLine(w.GroupConfirmed, "张晓梅")}")),
        OfSecretary("attendance.correct", (w, _, _) => Say($"/更正考勤 {w.NextLine(w.Confirmed, "周敏")}")),

        // Decisions.
        OfAnything("leave.pending", "/请假列表"),
        Writes("leave.decide", async (w, _, _) => $"/批假 {await w.LeaveAsync(await w.SessionAheadAsync(), "秦岚")} 同意"),
        OfFirstGroup("leave.decide", RightsEffect.Writes, async (w, _, _) => $"/批假 {await w.LeaveAsync(await w.GroupMeetingAheadAsync(), "张晓梅")} 同意"),
        OfSecretary("leave.decide", async (w, _, _) => $"/批假 {await w.LeaveAsync(await w.SessionAheadAsync(), "周敏")} 同意"),
        OfAnything("dispute.pending", "/申诉列表"),
        Writes("dispute.decide", async (w, _, _) => $"/裁定 {await w.OnceAsync("dispute", () => w.DisputeAsync(w.Confirmed, "卫国栋"))} 维持 签到表上没有"),
        OfSecretary("dispute.decide", async (w, _, _) => $"/裁定 {await w.OnceAsync("dispute of the secretary", () => w.DisputeAsync(w.Third, "周敏"))} 维持 签到表上没有"),
        OfAnything("escalation.todos", "/待办"),
        Writes("escalation.send", async (w, _, _) => $"/发送 {await w.OnceAsync("send", () => w.StepAsync("孙立群"))}"),
        Writes("escalation.drop", async (w, _, _) => $"/不发 {await w.OnceAsync("drop", () => w.StepAsync("赵文博"))}"),
        Writes("escalation.talk", async (w, _, _) => $"/谈话 {await w.OnceAsync("talk", () => w.SentStepAsync("杨帆"))} 今天"),
        // Whoever decides claims of the whole branch; the deputy has no list of the secretary's own.
        OfAnything("points.pending", "/积分审核"),
        Writes("points.decide", async (w, _, _) => $"/审积分 {await w.ClaimAsync("张晓梅")} 通过"),
        OfSecretary("points.decide", async (w, _, _) => $"/审积分 {await w.ClaimAsync("周敏")} 通过"),

        // Points, study, branch.
        Writes("points.item_set", (w, _, _) => Say($"/设积分 微党课{w.NextDay()} 组织生活 5 次")),
        LooksUp("points.ranking", (_, _, _) => Say("/排名 季度")),
        Writes("points.publish", (_, _, _) => Say("/公示 季度 确认")),
        Writes("study.draft", (_, _, _) => Say("/学习 标题=第二章导读 正文=请大家读完第二章")),
        Writes("study.approve", async (w, _, _) => $"/审稿 {await w.DraftAsync("方洁")}"),
        Writes("study.withdraw", async (w, p, _) => $"/撤稿 {await w.DraftAsync(p.Name)}"),
        LooksUp("roster.list", (_, _, _) => Say("/名册")),
        LooksUp("branch.bind", (_, _, _) => Say("/绑定 STORY234")),
        new("branch.bind_webhook", RightsCaseOf.Branch, RightsEffect.WritesOnce, (_, _, _) => Say("/绑定群机器人 branch 平台=dingtalk")),
        LooksUp("branch.status", (_, _, _) => Say("/状态")),
        LooksUp("channels.quota", (_, _, _) => Say("/额度")),
    ];

    private static RightsSample Writes(string useCase, Func<RightsWorld, RightsPlayer, bool, Task<string>> command) =>
        new(useCase, RightsCaseOf.Branch, RightsEffect.Writes, command);

    private static RightsSample LooksUp(string useCase, Func<RightsWorld, RightsPlayer, bool, Task<string>> command) =>
        new(useCase, RightsCaseOf.Branch, RightsEffect.None, command);

    private static RightsSample OfFirstGroup(string useCase, RightsEffect effect, Func<RightsWorld, RightsPlayer, bool, Task<string>> command) =>
        new(useCase, RightsCaseOf.FirstGroup, effect, command);

    private static RightsSample OfSecretary(string useCase, Func<RightsWorld, RightsPlayer, bool, Task<string>> command) =>
        new(useCase, RightsCaseOf.Secretary, RightsEffect.Writes, command);

    private static RightsSample OfAnything(string useCase, string command) =>
        new(useCase, RightsCaseOf.Anything, RightsEffect.None, (_, _, _) => Say(command));

    private static Task<string> Say(string words) => Task.FromResult(words);
}
