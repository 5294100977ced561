namespace ChatBot.Conversation.Understanding;

/// <summary>What a message can ask for.</summary>
public static class IntentNames
{
    public const string LeaveRequest = "leave_request";
    public const string Signup = "signup";
    public const string CancelSignup = "cancel_signup";
    public const string CheckIn = "check_in";
    public const string PointsClaim = "points_claim";
    public const string QueryPoints = "query_points";
    public const string QueryMeeting = "query_meeting";
    public const string QueryStudy = "query_study";
    public const string Help = "help";

    /// <summary>Leave the running form.</summary>
    public const string Cancel = "cancel";

    /// <summary>A record is wrong: 我那天明明到了.</summary>
    public const string Dispute = "dispute";

    /// <summary>My own attendance: 我的考勤.</summary>
    public const string QueryAttendance = "query_attendance";

    /// <summary>Yes, to what the bot asked.</summary>
    public const string Confirm = "confirm";

    /// <summary>No, to what the bot asked.</summary>
    public const string Deny = "deny";

    /// <summary>Take back what was just done: 撤回刚才的.</summary>
    public const string Undo = "undo";

    /// <summary>Take back a leave that was requested: 我不请假了.</summary>
    public const string WithdrawLeave = "withdraw_leave";

    /// <summary>What became of my leave: 我的假批了没.</summary>
    public const string QueryLeave = "query_leave";

    /// <summary>One of the things offered: 第二个. Slot <c>choice</c>.</summary>
    public const string Pick = "pick";

    /// <summary>Study material was read: 已读.</summary>
    public const string ReadMaterial = "read_material";

    /// <summary>Nothing is to start: small talk, talk about others, denials.</summary>
    public const string None = "none";

    /// <summary>
    /// What the intent is to those who know only the wishes of the shared corpus. What steers a form ends there as well; what only makes
    /// sense after something the bot said, or asks for what the corpus has no name for, starts nothing.
    /// </summary>
    /// <param name="intent">One of <see cref="All"/>.</param>
    public static string Coarse(string intent) => intent switch
    {
        WithdrawLeave or Undo => Cancel,
        Confirm or Deny or Pick or Dispute or QueryAttendance or QueryLeave or ReadMaterial => None,
        _ => intent,
    };

    /// <summary>All intents, <see cref="None"/> included.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LeaveRequest, Signup, CancelSignup, CheckIn, PointsClaim, QueryPoints, QueryMeeting, QueryStudy, Help, Cancel,
        Dispute, QueryAttendance, Confirm, Deny, Undo, WithdrawLeave, QueryLeave, Pick, ReadMaterial, None,
    ];
}
