using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.EndToEnd.Story.Harness;

namespace ChatBot.EndToEnd.Tests.Transcripts;

/// <summary>Looks at the books in plain words: <c>请假待批 1 条，报名 3 人</c>.</summary>
internal static partial class BooksInWords
{
    private static readonly Dictionary<string, string> Counts = new(StringComparer.Ordinal)
    {
        ["会议"] = "session WHERE phase <> 'cancelled'",
        ["取消的会议"] = "session WHERE phase = 'cancelled'",
        ["报名"] = "sign_up WHERE status = 'going'",
        ["候补"] = "sign_up WHERE status = 'waiting'",
        ["请假"] = "leave_request WHERE status <> 'withdrawn'",
        ["请假待批"] = "leave_request WHERE status = 'pending'",
        ["准假"] = "leave_request WHERE status = 'approved'",
        ["不准假"] = "leave_request WHERE status = 'declined'",
        ["撤回的请假"] = "leave_request WHERE status = 'withdrawn'",
        ["签到"] = "check_in",
        ["待处理申诉"] = "dispute WHERE status = 'open'",
        ["成立的申诉"] = "dispute WHERE status = 'upheld'",
        ["撤回的申诉"] = "dispute WHERE status = 'withdrawn'",
        ["待审积分"] = "points_claim WHERE status = 'pending'",
        ["通过的积分"] = "points_claim WHERE status = 'approved'",
        ["撤回的积分"] = "points_claim WHERE status = 'withdrawn'",
        ["积分项目"] = "points_item",
        ["发出的提醒"] = "escalation_step WHERE state = 'sent'",
        ["撤销的提醒"] = "escalation_step WHERE state = 'withdrawn'",
        ["待办"] = "escalation_step WHERE state = 'proposed'",
        ["发布的材料"] = "material WHERE state = 'published'",
        ["待审的材料"] = "material WHERE state = 'draft'",
        ["已读"] = "reading",
        ["撤销"] = "undo_entry WHERE taken_at IS NOT NULL",
    };

    /// <summary>What is not as the words say; null when all is.</summary>
    /// <exception cref="FormatException">The words are none that are known.</exception>
    public static async Task<string?> DifferAsync(Books books, string words)
    {
        foreach (var part in words.Split(['，', '、', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Form().Match(part) is not { Success: true } match || !Counts.TryGetValue(match.Groups["what"].Value, out var from))
            {
                throw new FormatException($"The books are not known to hold 「{part}」. Known: {string.Join('、', Counts.Keys)}");
            }

            var seen = await books.ScalarAsync<long>($"SELECT count(*) FROM {from}");
            if (seen != long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture))
            {
                return $"{part}: the books hold {seen}";
            }
        }

        return null;
    }

    [GeneratedRegex(@"\A(?<what>\D+?)\s*(?<count>[0-9]+)\s*[人条次份个项]?\z")]
    private static partial Regex Form();
}
