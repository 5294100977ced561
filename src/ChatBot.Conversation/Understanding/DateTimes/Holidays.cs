using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>A holiday: a fixed day, or the n-th weekday of a month.</summary>
/// <param name="Month">Its month.</param>
/// <param name="Day">Its day, or zero.</param>
/// <param name="Weekday">Its weekday where it has no fixed day.</param>
/// <param name="Ordinal">Which of these weekdays of the month.</param>
/// <param name="IsLunar">大年三十 and the like, named by their day in the lunar calendar.</param>
internal readonly record struct Holiday(int Month, int Day, int Weekday = 0, int Ordinal = 0, bool IsLunar = false);

/// <summary>Names of holidays. Those of the lunar calendar stand with their lunar month and day, not converted.</summary>
internal static class Holidays
{
    private static readonly Lexicon<Holiday> Names = new(
    [
        .. Lexicon.Words(new Holiday(1, 1), "元旦 元旦节 新年 春节"),
        .. Lexicon.Words(new Holiday(1, 1, IsLunar: true), "大年初一 年初一"),
        .. Lexicon.Words(new Holiday(1, 2, IsLunar: true), "大年初二 年初二"),
        .. Lexicon.Words(new Holiday(1, 3, IsLunar: true), "大年初三 年初三"),
        .. Lexicon.Words(new Holiday(1, 30, IsLunar: true), "大年三十 大年夜"),
        .. Lexicon.Words(new Holiday(12, 31), "除夕 除夕夜"),
        .. Lexicon.Words(new Holiday(1, 15), "元宵节 元宵"),
        .. Lexicon.Words(new Holiday(4, 4), "清明节 清明"),
        .. Lexicon.Words(new Holiday(4, 3), "寒食节"),
        .. Lexicon.Words(new Holiday(5, 5), "端午节 端午"),
        .. Lexicon.Words(new Holiday(7, 7), "七夕节 七夕"),
        .. Lexicon.Words(new Holiday(7, 15), "中元节"),
        .. Lexicon.Words(new Holiday(8, 15), "中秋节 中秋"),
        .. Lexicon.Words(new Holiday(9, 9), "重阳节 重阳"),
        .. Lexicon.Words(new Holiday(12, 8), "腊八节 腊八"),
        .. Lexicon.Words(new Holiday(2, 14), "情人节"),
        .. Lexicon.Words(new Holiday(3, 7), "女生节"),
        .. Lexicon.Words(new Holiday(3, 8), "妇女节 女神节 三八节 三八妇女节"),
        .. Lexicon.Words(new Holiday(3, 12), "植树节"),
        .. Lexicon.Words(new Holiday(4, 1), "愚人节"),
        .. Lexicon.Words(new Holiday(4, 22), "世界地球日 地球日"),
        .. Lexicon.Words(new Holiday(5, 1), "劳动节 五一 五一节 五一劳动节"),
        .. Lexicon.Words(new Holiday(5, 4), "青年节 五四青年节"),
        .. Lexicon.Words(new Holiday(6, 1), "儿童节 六一儿童节 六一节"),
        .. Lexicon.Words(new Holiday(7, 1), "建党节 建党日 七一建党节"),
        .. Lexicon.Words(new Holiday(8, 1), "建军节 八一建军节"),
        .. Lexicon.Words(new Holiday(9, 10), "教师节"),
        .. Lexicon.Words(new Holiday(10, 1), "国庆节 国庆 国庆日"),
        .. Lexicon.Words(new Holiday(10, 31), "万圣节 万圣夜"),
        .. Lexicon.Words(new Holiday(11, 11), "光棍节 双十一"),
        .. Lexicon.Words(new Holiday(12, 13), "国家公祭日"),
        .. Lexicon.Words(new Holiday(12, 24), "平安夜"),
        .. Lexicon.Words(new Holiday(12, 25), "圣诞节 圣诞"),
        .. Lexicon.Words(new Holiday(5, 0, 7, 2), "母亲节"),
        .. Lexicon.Words(new Holiday(6, 0, 7, 3), "父亲节"),
        .. Lexicon.Words(new Holiday(11, 0, 4, 4), "感恩节"),
    ]);

    public static bool TryRead(in ScanContext context, int at, out Holiday holiday, out int end)
    {
        if (!Names.TryMatch(context.Text, at, out holiday, out end))
        {
            return false;
        }

        // 五一 also counts (五一班) and begins 五一二; 新年 begins 新年度.
        return !(end - at == 2 && SmallNumber.IsNumeral(context.At(at)) && (SmallNumber.IsNumeral(context.At(end)) || SmallNumber.IsNumeral(context.At(at - 1)) || context.IsAny(end, "班组路块个点")))
            && !context.IsAny(end, "度");
    }

    /// <summary>The day of a holiday in a given year.</summary>
    public static DatePoint InYear(Holiday holiday, int year)
    {
        var point = holiday.Day > 0
            ? DatePoint.Of(year, holiday.Month, holiday.Day)
            : DatePoint.On(Calendar.NthWeekday(year, holiday.Month, holiday.Weekday, holiday.Ordinal) ?? default);
        return point with { IsLunar = holiday.IsLunar };
    }

    /// <summary>The last and the next day of a holiday.</summary>
    public static DatePoint Around(Holiday holiday, DateTime today)
    {
        if (holiday.Day > 0)
        {
            return DatePoint.Of(today, holiday.Month, holiday.Day) with { IsLunar = holiday.IsLunar };
        }

        var thisYear = InYear(holiday, today.Year).Future;
        var isPast = thisYear < today;
        return new()
        {
            Timex = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"XXXX-{holiday.Month:D2}-WXX-{holiday.Weekday}-{holiday.Ordinal}"),
            Past = isPast ? thisYear : InYear(holiday, today.Year - 1).Future,
            Future = isPast ? InYear(holiday, today.Year + 1).Future : thisYear,
            Exists = true,
        };
    }
}
