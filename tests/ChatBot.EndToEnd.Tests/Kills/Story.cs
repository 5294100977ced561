using System.Globalization;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>What a member did about a meeting or a good deed.</summary>
internal enum Story
{
    /// <summary>Signed up.</summary>
    SignUp,

    /// <summary>Signed up and took it back.</summary>
    SignUpAndLeave,

    /// <summary>Asked for leave in four turns.</summary>
    Leave,

    /// <summary>Asked for leave with one command, and undid it.</summary>
    LeaveAndUndo,

    /// <summary>Checked in at a meeting that is running.</summary>
    CheckIn,

    /// <summary>Claimed points in five turns.</summary>
    Claim,

    /// <summary>Disputed the record of a confirmed meeting.</summary>
    Dispute,
}

/// <summary>Which numbers a story can be about, what is said, how the bot says that it is done, and what the books hold then.</summary>
internal static class Stories
{
    /// <summary>Meetings to come.</summary>
    public static IReadOnlyList<int> Ahead { get; } = [.. Enumerable.Range(1, 60)];

    /// <summary>Meetings that are running, online for everybody.</summary>
    public static IReadOnlyList<int> Running { get; } = [.. Enumerable.Range(61, 8)];

    /// <summary>Confirmed meetings at which everybody was late.</summary>
    public static IReadOnlyList<int> Past { get; } = [.. Enumerable.Range(71, 6)];

    /// <summary>Good deeds; no meetings.</summary>
    public static IReadOnlyList<int> Deeds { get; } = [.. Enumerable.Range(101, 14)];

    /// <summary>Everything that one member does, in an order of his own; a member can do each once.</summary>
    public static IEnumerable<(Story Story, int Number)> Of(Random random)
    {
        var all = Ahead.Select(n => ((Story)random.Next(4), n))
            .Concat(Running.Select(n => (Story.CheckIn, n)))
            .Concat(Past.Select(n => (Story.Dispute, n)))
            .Concat(Deeds.Select(n => (Story.Claim, n)))
            .ToArray();
        random.Shuffle(all);
        return all;
    }

    /// <summary>The member's words, one turn each.</summary>
    public static string[] Words(Story story, int number) => story switch
    {
        Story.SignUp => [Numbered("报名 ", number)],
        Story.SignUpAndLeave => [Numbered("/报名 ", number), Numbered("/取消报名 ", number)],
        Story.Leave => ["我要请假", $"[{Numbered("", number)}]", "出差", "确定"],

        // By its theme: after a list the bare number might mean a place in it, and the bot asks.
        Story.LeaveAndUndo => ["/请假 " + Theme(number) + " 病假", "/撤销"],
        Story.CheckIn => [Numbered("/签到 线上 会议=", number)],
        Story.Claim => ["我要申报积分", "志愿服务", "3", Numbered("打扫楼道", number), "确定"],
        _ => [Numbered("/申诉 ", number) + " 我提前到了，坐在后排"],
    };

    /// <summary>Whether the last words may be typed anew without meaning something new.</summary>
    public static bool MayBeTypedAgain(Story story) => story is Story.SignUp or Story.Leave or Story.CheckIn or Story.Claim;

    /// <summary>What the answer to the last words contains when it is done; any of these.</summary>
    public static IReadOnlyList<string> DoneWords(Story story) => story switch
    {
        Story.SignUp => ["报名：", "报名成功"],
        Story.SignUpAndLeave => ["取消报名："],
        Story.Leave => ["请假申请已提交"],
        Story.LeaveAndUndo => ["已撤回请假"],
        Story.CheckIn => ["签到成功"],
        Story.Claim => ["已申报"],
        _ => ["申诉已提交"],
    };

    /// <summary>What the answer to the n-th words contains, which are not the last.</summary>
    public static string OnTheWay(Story story, int n) => (story, n) switch
    {
        (Story.SignUpAndLeave, _) => "报名",
        (Story.LeaveAndUndo, _) => "请假申请已提交",
        (Story.Leave, 0) => "请哪一次的假",
        (Story.Leave, 1) => "事由是",
        (Story.Leave, _) => "请核对",
        (Story.Claim, 0) => "申报哪一项",
        (Story.Claim, 1) => "数量是多少",
        (Story.Claim, 2) => "做了什么",
        _ => "请核对",
    };

    /// <summary>What the secretary says about it, and what the bot answers then; null when there is nothing to decide.</summary>
    public static (string Command, string Decision, string Done)? Judged(Story story) => story switch
    {
        Story.Leave => ("/批假", "同意", "已准假"),
        Story.Claim => ("/审积分", "通过", "已通过"),
        Story.Dispute => ("/裁定", "成立", "申诉成立"),
        _ => null,
    };

    /// <summary>The rows that the books hold of it, each once.</summary>
    public static string[] Rows(Story story, bool isDecided) => story switch
    {
        Story.SignUp => ["signup.going"],
        Story.SignUpAndLeave => ["signup.withdrawn"],
        Story.Leave => isDecided ? ["leave.approved"] : ["leave.pending"],
        Story.LeaveAndUndo => ["leave.withdrawn"],
        Story.CheckIn => ["checkin"],
        Story.Claim => isDecided ? ["claim.approved", "points"] : ["claim.pending"],
        _ => isDecided ? ["dispute.upheld", "fact.present"] : ["dispute.open"],
    };

    /// <summary>What a meeting is about; no theme is part of another.</summary>
    public static string Theme(int number) => string.Create(CultureInfo.InvariantCulture, $"专题学习之{number:D3}");

    private static string Numbered(string words, int number) => string.Create(CultureInfo.InvariantCulture, $"{words}{number}");
}
