namespace ChatBot.EndToEnd.Tests.Rights;

/// <summary>One row of the rights matrix (rules.md §20) as something that people really type.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Allowed">Names of those who may, besides the secretary.</param>
/// <param name="CommandAsync">Makes what is to be acted upon and returns the words.</param>
public sealed record RightsCase(string Name, string[] Allowed, Func<RightsWorld, Task<string>> CommandAsync)
{
    /// <summary>Only looks something up: the one who may gets an answer, and nothing changes.</summary>
    public bool IsLookUp { get; init; }

    /// <summary>Who plays each role; the secretary is always allowed.</summary>
    public static IReadOnlyList<(string Role, string Person)> Players { get; } =
    [
        ("member", "李长河"), ("leader of the first group", "沈涛"), ("leader of another group", "蒋莉"),
        ("recorder", "程浩"), ("committee", "方洁"), ("deputy", "何建平"), ("secretary", "周敏"),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>All rows.</summary>
    public static IReadOnlyList<RightsCase> All { get; } =
    [
        // Acting for others.
        new("sign up for another", ["沈涛", "程浩"], async w => $"/报名 {await w.SessionAheadAsync()} 姓名=张晓梅"),
        new("check in for another", ["沈涛", "程浩"], w => Task.FromResult($"/代签 {w.ToConfirm} 张晓梅")),

        // Sessions.
        new("create a session", [], w => Task.FromResult("/开会 党课 7月1日15:00 三楼会议室 主题=专题学习")),
        new("create a meeting of the first group", ["沈涛"], w => Task.FromResult("/开会 小组会 7月2日15:00 三楼会议室 主题=小组学习 党小组=第一党小组")),
        new("change a session", [], async w => $"/改会 {await w.SessionAheadAsync()} 地点=五楼会议室"),
        new("change a meeting of the first group", ["沈涛"], async w => $"/改会 {await w.GroupMeetingAheadAsync()} 地点=五楼会议室"),
        new("cancel a session", [], async w => $"/取消会议 {await w.SessionAheadAsync()}"),
        new("remind those who have not answered", ["程浩", "方洁", "何建平"], async w => $"/催办 {await w.SessionAheadAsync()} 确认"),
        new("see who has answered", ["程浩", "方洁", "何建平"], async w => $"/谁没回 {await w.SessionAheadAsync()}") { IsLookUp = true },
        new("show the check-in code", ["程浩"], w => Task.FromResult($"/签到码 {w.ToConfirm}")) { IsLookUp = true },

        // Leave, attendance, disputes.
        new("decide leave", [], async w => $"/批假 {await w.LeaveAsync(await w.SessionAheadAsync(), "张晓梅")} 同意"),
        new("decide leave from a meeting of the first group", ["沈涛"], async w => $"/批假 {await w.LeaveAsync(await w.GroupMeetingAheadAsync(), "张晓梅")} 同意"),
        new("mark attendance", ["程浩"], w => Task.FromResult($"/记考勤 {w.ToConfirm} 王春燕 到会")),
        new("correct attendance", [], w => Task.FromResult($"/更正考勤 {w.Confirmed} 赵文博 到会")),
        new("decide a dispute", [], async w => $"/裁定 {await w.DisputeAsync("孙立群")} 维持 签到表上没有"),

        // Steps.
        // The deputy's list holds the secretary's own case alone, if any.
        new("see the to-dos", ["何建平", "沈涛", "蒋莉"], w => Task.FromResult("/待办")) { IsLookUp = true },
        new("send a step", [], async w => $"/发送 {await w.StepAsync("孙立群")}"),
        new("note a talk", [], async w => $"/谈话 {await w.SentStepAsync("杨帆")} 今天"),

        // Points.
        new("decide a claim", ["方洁", "何建平"], async w => $"/审积分 {await w.ClaimAsync("张晓梅")} 通过"),
        new("set a points item", [], w => Task.FromResult("/设积分 微党课 组织生活 5 次")),
        new("see the ranking", ["方洁", "何建平"], w => Task.FromResult("/排名 季度")) { IsLookUp = true },
        new("publish points", [], w => Task.FromResult("/公示 季度 确认")),

        // Study, branch.
        new("draft material", ["方洁", "何建平"], w => Task.FromResult("/学习 标题=第二章导读 正文=请大家读完第二章")),
        new("approve material", ["方洁", "何建平"], async w => $"/审稿 {await w.DraftAsync("丁一鸣")}"),
        new("see the roster", [], w => Task.FromResult("/名册")) { IsLookUp = true },
        new("see the branch's state", [], w => Task.FromResult("/状态")) { IsLookUp = true },
        new("bind a group robot", [], w => Task.FromResult("/绑定群机器人 branch 平台=dingtalk")),
    ];
}
