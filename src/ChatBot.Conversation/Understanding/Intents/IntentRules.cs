using ChatBot.Conversation.Understanding.Slots;
using P = ChatBot.Conversation.Understanding.Intents.IntentPatterns;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>What a rule says about a message.</summary>
/// <param name="Intent">One of <see cref="IntentNames"/>.</param>
/// <param name="Name">The rule's name, for explanations.</param>
/// <param name="Confidence">How sure it is.</param>
internal readonly record struct Verdict(string Intent, string Name, double Confidence);

/// <summary>The rules, tried in order. What starts nothing goes first: whole-message words, talk of others, denials.</summary>
internal static class IntentRules
{
    // "出差", and nothing else: leave is likely, and asked about.
    private const string BareReason = "reason alone";
    private const int LongestBareReason = 8;

    // A relative by himself is no reason: 我儿子考上大学了.
    private static readonly string[] BusyWords = ["加班", "值班", "有事", "急事", "病", "住院", "手术", "陪护", "发烧", "去世", "奔丧", "丧事"];

    private static readonly (string Name, Func<Message, string?> Try)[] Rules =
    [
        ("whole message", WholeMessage),
        ("quotation", static m => m.Plain.TrimStart() is ['“' or '「' or '『', ..] ? IntentNames.None : null),
        ("check-in code", static m => P.CheckInCode.IsMatch(m.Plain) ? IntentNames.CheckIn : null),
        ("not the bot's", static m => (P.Facility.IsMatch(m.Plain) && !m.HasLeave && !m.HasAbsence && !P.ExplicitSignup.IsMatch(m.Plain)) || P.OtherMeant.IsMatch(m.Plain) ? IntentNames.None : null),
        ("how to", static m => P.HowTo.IsMatch(m.Plain) ? IntentNames.Help : null),
        ("dispute", static m => P.Dispute.IsMatch(m.Plain) && !IsCorrection(m) && !P.ClaimedLate.IsMatch(m.Plain) ? IntentNames.Dispute : null),
        ("talk of others", static m => (P.OthersDoing.IsMatch(m.Plain) || P.Quote.IsMatch(m.Plain) || P.AskingPeople.IsMatch(m.Plain)) && !IsAboutMeeting(m) ? IntentNames.None : null),
        ("take leave back", static m => P.WithdrawLeave.IsMatch(m.Plain) ? IntentNames.WithdrawLeave : null),
        ("own attendance", static m => P.QueryAttendance.IsMatch(m.Plain) && !m.HasLeave ? IntentNames.QueryAttendance : null),
        ("denied wish", static m => P.DeniedWish.IsMatch(m.Plain) && !m.Plain.Contains('补', StringComparison.Ordinal) && !m.Plain.Contains('忘', StringComparison.Ordinal) ? IntentNames.None : null),
        ("thing, not request", static m => P.NamedThing.IsMatch(m.Plain) && !P.Request.IsMatch(m.Plain) && !m.HasAbsence ? IntentNames.None : null),
        ("good wishes", static m => P.Wishes.IsMatch(m.Plain) && !m.HasLeave && !P.ExplicitSignup.IsMatch(m.Plain) ? IntentNames.None : null),
        ("opinion", static m => P.Opinion.IsMatch(m.Plain) && !m.HasLeave && !m.HasAbsence && m.Reason is null && !P.Request.IsMatch(m.Plain) && !m.Plain.Contains("了我", StringComparison.Ordinal) && !m.Plain.Contains("算我", StringComparison.Ordinal) ? IntentNames.None : null),
        ("state of leave", static m => P.QueryLeave.IsMatch(m.Plain) ? IntentNames.QueryLeave : null),
        ("meeting called off?", static m => P.MeetingAsked.IsMatch(m.Plain) && m.IsQuestion && m.Plain.Contains("取消了", StringComparison.Ordinal) ? IntentNames.QueryMeeting : null),
        ("take sign-up back", CancelSignup),
        ("undo", static m => P.Undo.IsMatch(m.Plain) ? IntentNames.Undo : null),
        ("claim points", PointsClaim),
        ("leave asked before", static m => P.LeaveAskedBefore.IsMatch(m.Plain) && !m.HasAbsence && !m.Plain.Contains('补', StringComparison.Ordinal) && !P.ExplicitSignup.IsMatch(m.Plain) ? IntentNames.None : null),
        ("ask leave", static m => m.HasLeave ? IntentNames.LeaveRequest : null),
        ("ask points", static m => P.Points.IsMatch(m.Plain) && P.AskingPoints.IsMatch(m.Plain) ? IntentNames.QueryPoints : null),
        ("cannot come", CannotCome),
        ("read", static m => P.ReadMaterial.IsMatch(m.Plain) ? IntentNames.ReadMaterial : null),
        ("claim by what was done", ClaimByDeed),
        ("own deed told", static m => P.OwnDeedTold.IsMatch(m.Plain) && !P.Request.IsMatch(m.Plain) ? IntentNames.None : null),
        ("study", Study),
        ("help", static m => P.Help.IsMatch(m.Plain) ? IntentNames.Help : null),
        ("ask about a meeting", AskMeeting),
        ("check in", CheckIn),
        ("sign up", Signup),
        (BareReason, static m => IsBareReason(m) ? IntentNames.LeaveRequest : null),
    ];

    /// <summary>The first rule that applies, or null.</summary>
    public static Verdict? Judge(Message message)
    {
        foreach (var (name, attempt) in Rules)
        {
            if (attempt(message) is { } intent)
            {
                return new(intent, name, name switch { BareReason => 0.5, "claim by what was done" => 0.85, _ => 0.95 });
            }
        }

        return null;
    }

    private static string? WholeMessage(Message message)
    {
        var text = message.Plain;
        if (text.Length > 40)
        {
            return null;
        }

        return P.Courtesy.IsMatch(text) ? IntentNames.None
            : P.Cancel.IsMatch(text) ? IntentNames.Cancel
            : P.Confirm.IsMatch(text) ? IntentNames.Confirm
            : P.Deny.IsMatch(text) ? IntentNames.Deny
            : P.Pick.IsMatch(text) ? IntentNames.Pick
            : null;
    }

    // 周四请假，不是，周五，记错了 corrects itself, not the record.
    private static bool IsCorrection(Message message) =>
        message.HasLeave && message.Entities.Count >= 2 && !message.Plain.Contains("申诉", StringComparison.Ordinal) && !message.Plain.Contains('缺', StringComparison.Ordinal);

    // 谁来主持周五的会 asks about a meeting, though it speaks of someone.
    private static bool IsAboutMeeting(Message message) =>
        P.MeetingAsked.IsMatch(message.Plain) && message.IsQuestion && !message.HasLeave && !message.Plain.Contains("报名", StringComparison.Ordinal) && !message.Plain.Contains("签到", StringComparison.Ordinal);

    private static string? CancelSignup(Message message)
    {
        if (P.CancelSignup.IsMatch(message.Plain) && !message.HasLeave)
        {
            return IntentNames.CancelSignup;
        }

        if (message.HasLeave || !(message.HasAbsence || P.NotComing.IsMatch(message.Plain)))
        {
            return null;
        }

        return P.HadSignedUp.IsMatch(message.Plain) || (P.NotComing.IsMatch(message.Plain) && message.Reason is null && P.Voluntary.IsMatch(message.Plain))
            ? IntentNames.CancelSignup
            : null;
    }

    private static bool IsBareReason(Message message) =>
        message.Plain.Length <= LongestBareReason && !P.Complaint.IsMatch(message.Plain) && !message.IsQuestion && message.ReadMeeting(out _, out _) is null
        && message.Reason is { } reason && (reason is SlotWords.Sick or SlotWords.BusinessTrip || BusyWords.Any(w => message.Plain.Contains(w, StringComparison.Ordinal)));

    private static string? CannotCome(Message message) =>
        message.HasAbsence || P.NotComing.IsMatch(message.Plain) ? IntentNames.LeaveRequest : null;

    private static string? PointsClaim(Message message)
    {
        var text = message.Plain;
        if (P.EarnsPoints.IsMatch(text) && PointsReader.ReadCategory(text) is not null)
        {
            return IntentNames.PointsClaim;
        }

        return P.PointsClaim.IsMatch(text) && !(message.HasLeave && !P.Points.IsMatch(text)) && !(P.Points.IsMatch(text) && IsPointsQuestion(text)) ? IntentNames.PointsClaim : null;
    }

    private static bool IsPointsQuestion(string text) =>
        text.Contains("多少", StringComparison.Ordinal) || text.Contains('查', StringComparison.Ordinal) || text.Contains("看看", StringComparison.Ordinal) || text.Contains("看一下", StringComparison.Ordinal)
        || text.Contains("有没有", StringComparison.Ordinal) || text.Contains("情况", StringComparison.Ordinal) || text.Contains("明细", StringComparison.Ordinal) || text.Contains("余额", StringComparison.Ordinal)
        || text.Contains("几分", StringComparison.Ordinal) || text.Contains("第几", StringComparison.Ordinal) || text.EndsWith('吗') || text.EndsWith("吗?", StringComparison.Ordinal);

    private static string? Study(Message message) =>
        P.Study.IsMatch(message.Plain) && !IsMeetingQuestion(message.Plain) ? IntentNames.QueryStudy : null;

    // 学习会几点 is about a meeting.
    private static bool IsMeetingQuestion(string text) =>
        P.MeetingAsked.Match(text) is { Success: true } asked && (asked.Value.StartsWith("学习会", StringComparison.Ordinal) || asked.Value.StartsWith('会') || asked.Value.Contains("几点", StringComparison.Ordinal) || asked.Value.EndsWith('带') || asked.Value.Contains("带什么", StringComparison.Ordinal));

    private static string? AskMeeting(Message message)
    {
        var text = message.Plain;
        return message.IsQuestion && (P.MeetingAsked.IsMatch(text) || P.MeetingAskedBefore.IsMatch(text) || P.MeetingListed.IsMatch(text) || (message.ReadMeeting(out _, out _) is not null && P.WhenOrWhere.IsMatch(text))) && !IsWish(text) && !(P.Signup.IsMatch(text) && !P.PlainQuestion.IsMatch(text))
            ? IntentNames.QueryMeeting
            : null;
    }

    // 帮我报名周五的活动吗
    private static bool IsWish(string text) =>
        text.Contains("报名", StringComparison.Ordinal) || text.Contains("算我", StringComparison.Ordinal) || text.Contains("我想参加", StringComparison.Ordinal) || text.Contains("我能参加", StringComparison.Ordinal) || text.Contains("我要参加", StringComparison.Ordinal);

    private static string? CheckIn(Message message)
    {
        var text = message.Plain;
        if (P.CheckIn.IsMatch(text))
        {
            return IntentNames.CheckIn;
        }

        return text.Length <= 30 && P.Arrived.IsMatch(text) && !P.NotYetThere.IsMatch(text) ? IntentNames.CheckIn : null;
    }

    private static string? Signup(Message message) =>
        P.Signup.IsMatch(message.Plain) && (message.Reason is null or SlotWords.Other || P.ExplicitSignup.IsMatch(message.Plain)) && !message.HasAbsence ? IntentNames.Signup : null;

    /// <summary>昨天学习强国40分: a deed and how much of it.</summary>
    private static string? ClaimByDeed(Message message) =>
        message.TryReadQuantity(out _, out _) && PointsReader.ReadCategory(message.Plain) is not null && !ForeignToClaims.Any(word => message.Plain.Contains(word, StringComparison.Ordinal))
            ? IntentNames.PointsClaim
            : null;

    // Questions and plans.
    private static readonly string[] ForeignToClaims = ["?", "吗", "多少", "什么", "哪", "几", "啥", "何时", "时候", "报名", "想参加", "要参加", "能参加", "算我", "没学", "要学", "还有", "还差", "通知", "请大家", "安排", "准时", "截止", "发我", "发一", "再发", "发下", "发给", "发群"];
}
