using System.Globalization;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads weekdays: 周三, 下个礼拜天, 本月最后一个周五.</summary>
internal static class WeekdayReader
{
    /// <summary>Words that name a week relative to this one, before 周, 星期 or 礼拜.</summary>
    private static readonly Lexicon<int> WeekOffsets = new(
    [
        .. Lexicon.Words(0, "本 这 这个 这一 本个 当"),
        .. Lexicon.Words(1, "下 下个 下一 下一个"),
        .. Lexicon.Words(2, "下下 下下个"),
        .. Lexicon.Words(3, "下下下"),
        .. Lexicon.Words(-1, "上 上个 上一 上一个"),
        .. Lexicon.Words(-2, "上上 上上个"),
        .. Lexicon.Words(-3, "上上上"),
    ]);

    public static bool TryRead(in ScanContext context, int at, out DatePoint date, out int end)
    {
        date = default;
        var hasWeek = TryReadWeekOffset(context, at, out var weeks, out var position);
        if (!TryReadName(context, position, out var weekday, out end))
        {
            return false;
        }

        date = hasWeek
            ? InWeek(Calendar.MondayOf(context.Today).AddDays(7 * weeks), weekday)
            : DatePoint.OnWeekday(context.Today, weekday);
        return true;
    }

    public static DatePoint InWeek(DateTime monday, int weekday) => DatePoint.OnWeekday(monday, weekday, monday);

    /// <summary>Reads 下, 上个, 本 and the like where a week word follows.</summary>
    public static bool TryReadWeekOffset(in ScanContext context, int at, out int weeks, out int end)
    {
        if (WeekOffsets.TryMatch(context.Text, at, out weeks, out end) && !IsAfterVerb(context, at, weeks))
        {
            end = context.SkipBlanks(end);
            return context.At(end) == '周' || context.StartsWith(end, "星期") || context.StartsWith(end, "礼拜");
        }

        end = at;
        return false;
    }

    // 问一下周五 and 查下下周 hold 一下 and 查下, 撞上周五 holds 撞上.
    private static bool IsAfterVerb(in ScanContext context, int at, int weeks) =>
        (context.At(at - 1) == '一' && context.At(at) is '下' or '上') || (weeks == 2 && context.IsAny(at - 1, "查看问报等说记登改帮发签填请算约讲定订"))
        || (weeks == -1 && context.IsAny(at - 1, "撞赶碰遇"));

    /// <summary>周三, 星期天, 礼拜日: 1 for Monday to 7 for Sunday.</summary>
    public static bool TryReadName(in ScanContext context, int at, out int weekday, out int end)
    {
        weekday = 0;
        end = at;
        if (!context.Accept(ref end, "周") && !context.Accept(ref end, "星期") && !context.Accept(ref end, "礼拜"))
        {
            return false;
        }

        weekday = WeekdayValue(context.At(end));
        // 周五14:00 and 周五三点 run on with a time; 周14:00 and 周三十 are no days.
        var mayRunOn = !char.IsAsciiDigit(context.At(end));
        // 三周一次 is a rhythm, 周日均 no day.
        var isNotDay = context.At(at) == '周' && SmallNumber.IsNumeral(context.At(at - 1)) && context.IsAny(end + 1, "次期个");
        // 周六日 is the weekend.
        isNotDay |= weekday == 6 && context.IsAny(end + 1, "日");
        // 上周6学时 counts hours.
        isNotDay |= char.IsAsciiDigit(context.At(end)) && context.IsAny(end + 1, "学小个次分天课户场节篇家点时");
        // 这周三节党课 counts classes.
        isNotDay |= context.StartsWith(end + 1, "节课") || context.StartsWith(end + 1, "节党课") || context.StartsWith(end + 1, "堂课") || context.StartsWith(end + 1, "篇");
        end++;
        return weekday > 0
            && !isNotDay
            && (!SmallNumber.IsNumeral(context.At(end)) || IsNextDayToo(context, end, weekday) || (mayRunOn && (TimeReader.TryRead(context, end, DayPart.None, out _, out _) || context.IsAny(end + 1, "天个次小人场"))))
            && !context.StartsWith(end, "均");
    }

    /// <summary>周一二: the day after, named by its numeral alone.</summary>
    public static bool IsNextDayToo(in ScanContext context, int at, int weekday) =>
        weekday is > 0 and < 6 && WeekdayValue(context.At(at)) == weekday + 1 && !char.IsAsciiDigit(context.At(at))
        && (!SmallNumber.IsNumeral(context.At(at + 1)) || context.StartsWith(at + 1, "两天")) && !context.IsAny(at + 1, "点时月号日个次场节堂篇天人位名家户分刻年级楼班组届期小");

    public static int WeekdayValue(char character) => character switch
    {
        '一' or '1' => 1,
        '二' or '2' => 2,
        '三' or '3' => 3,
        '四' or '4' => 4,
        '五' or '5' => 5,
        '六' or '6' => 6,
        '日' or '天' or '7' or '七' => 7,
        _ => 0,
    };

    /// <summary>After a month: 第一个周三, 的最后一个星期一.</summary>
    public static bool TryReadNthOfMonth(in ScanContext context, int at, int year, int month, out DatePoint date, out int end)
    {
        date = default;
        end = context.SkipBlanks(at);
        context.Accept(ref end, "的");
        if (!TryReadOrdinal(context, end, out var ordinal, out end))
        {
            return false;
        }

        context.Accept(ref end, "个");
        if (!TryReadName(context, end, out var weekday, out end))
        {
            return false;
        }

        var timex = string.Create(CultureInfo.InvariantCulture, $"{Timex.Month(year, month)}-WXX-{weekday}-#{(ordinal == 0 ? 5 : ordinal)}");
        var (past, future) = Candidates(context.Today, year, month, weekday, ordinal);
        date = new() { Year = year, Month = month, Timex = timex, Past = past, Future = future, Exists = past != default && future != default };
        return true;
    }

    /// <summary>第N (N), 最后一 or 最后 (0), 首 (1).</summary>
    public static bool TryReadOrdinal(in ScanContext context, int at, out int ordinal, out int end)
    {
        ordinal = 0;
        end = at;
        if (context.Accept(ref end, "最后一") || context.Accept(ref end, "最末一"))
        {
            return true;
        }

        if (context.Accept(ref end, "首"))
        {
            ordinal = 1;
            return true;
        }

        if (context.Accept(ref end, "第") && SmallNumber.TryRead(context.Text, end, 1, 60, out var number))
        {
            ordinal = number.Value;
            end = context.SkipBlanks(number.End);
            return true;
        }

        return false;
    }

    private static (DateTime Past, DateTime Future) Candidates(DateTime today, int year, int month, int weekday, int ordinal)
    {
        if (year > 0)
        {
            var day = Calendar.NthWeekday(year, month, weekday, ordinal) ?? default;
            return (day, day);
        }

        var thisYear = Calendar.NthWeekday(today.Year, month, weekday, ordinal) ?? default;
        return thisYear < today
            ? (thisYear, Calendar.NthWeekday(today.Year + 1, month, weekday, ordinal) ?? default)
            : (Calendar.NthWeekday(today.Year - 1, month, weekday, ordinal) ?? default, thisYear);
    }
}
