using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads single days in words: 三月五日, 29号, 下周三, 大后天, 本月最后一个周五, 教师节.</summary>
internal static class DateReader
{
    private static readonly Lexicon<int> RelativeDays = new(
    [
        .. Lexicon.Words(0, "今天 今日 今儿 今儿个 当天 本日"),
        .. Lexicon.Words(1, "明天 明日 明儿 明儿个 次日 翌日"),
        .. Lexicon.Words(2, "后天 后日 后儿"),
        .. Lexicon.Words(3, "大后天"),
        .. Lexicon.Words(4, "大大后天"),
        .. Lexicon.Words(-1, "昨天 昨日 昨儿 昨儿个"),
        .. Lexicon.Words(-2, "前天 前日 前儿"),
        .. Lexicon.Words(-3, "大前天"),
        .. Lexicon.Words(-4, "大大前天"),
    ]);

    // Of a month: 本月最后一天.
    private static readonly Lexicon<bool> EdgeDays = new([.. Lexicon.Words(true, "最后一天 最后1天 末日"), .. Lexicon.Words(false, "第一天 第1天 头一天 首日")]);

    // Names and words that begin like a day and are none.
    private static readonly Lexicon<bool> NotDays = Lexicon.Set("今日头条 今日说法 今日关注 今日资本 明日之星 明日方舟 明日黄花 昨日重现 昨日黄花 后日谈 前日本 今日本");

    public static bool TryRead(in ScanContext context, int at, out DatePoint date, out int end)
    {
        if (char.IsAsciiDigit(context.At(at)) && NumericDateReader.TryRead(context, at, out date, out end))
        {
            return true;
        }

        if (RelativeDays.TryMatch(context.Text, at, out var offset, out end) && !NotDays.Matches(context.Text, at))
        {
            date = DatePoint.On(context.Today.AddDays(offset));
            return true;
        }

        return TryReadCalendarDay(context, at, out date, out end)
            || WeekdayReader.TryRead(context, at, out date, out end)
            || TryReadDayOfMonth(context, at, out date, out end);
    }

    /// <summary>A day with year or month before it, or a holiday.</summary>
    private static bool TryReadCalendarDay(in ScanContext context, int at, out DatePoint date, out int end)
    {
        var position = at;
        var isLunar = context.Accept(ref position, "农历") || context.Accept(ref position, "阴历");
        var hasYear = YearReader.TryRead(context, position, out var year, out var afterYear, out _);
        if (hasYear)
        {
            position = SkipOf(context, afterYear);
            isLunar |= context.Accept(ref position, "农历") || context.Accept(ref position, "阴历");
        }

        if (Holidays.TryRead(context, position, out var holiday, out end))
        {
            date = hasYear ? Holidays.InYear(holiday, year) : Holidays.Around(holiday, context.Today);
            return true;
        }

        if (TryReadMonth(context, position, ref year, ref hasYear, out var month, out var isLunarMonth, out var afterMonth))
        {
            if (TryReadDayNumber(context, afterMonth, mayOmitUnit: true, out var day, out var isLunarDay, out end)
                && day <= DateTime.DaysInMonth(2000, month))
            {
                date = (hasYear ? DatePoint.Of(year, month, day) : DatePoint.Of(context.Today, month, day))
                    with
                { IsLunar = isLunar || isLunarMonth || isLunarDay };
                return true;
            }

            if (EdgeDays.TryMatch(context.Text, SkipOf(context, afterMonth), out var isLast, out end))
            {
                var edge = isLast ? DateTime.DaysInMonth(hasYear ? year : context.Today.Year, month) : 1;
                date = hasYear ? DatePoint.Of(year, month, edge) : DatePoint.Of(context.Today, month, edge);
                return true;
            }

            return WeekdayReader.TryReadNthOfMonth(context, afterMonth, hasYear ? year : 0, month, out date, out end);
        }

        date = default;
        return false;
    }

    /// <summary>29日, 8号.</summary>
    private static bool TryReadDayOfMonth(in ScanContext context, int at, out DatePoint date, out int end)
    {
        date = default;
        if (SmallNumber.IsNumeral(context.At(at - 1)) || context.IsAny(at - 1, "第.")
            || !TryReadDayNumber(context, at, mayOmitUnit: false, out var day, out var isLunar, out end))
        {
            end = at;
            return false;
        }

        date = DatePoint.Of(context.Today, day) with { IsLunar = isLunar };
        return true;
    }

    /// <summary>A month: 三月, 正月, 本月, 下个月. Sets the year where the month is named relative to today.</summary>
    private static bool TryReadMonth(in ScanContext context, int at, ref int year, ref bool hasYear, out int month, out bool isLunar, out int end)
    {
        isLunar = false;
        if (!hasYear && PeriodReader.TryReadRelativeMonth(context, at, out var start, out end))
        {
            (year, month, hasYear) = (start.Year, start.Month, true);
            return true;
        }

        end = at;
        if (context.At(at) == '元' && context.At(at + 1) == '月')
        {
            (month, end) = (1, at + 2);
            return true;
        }

        isLunar = context.IsAny(at, "正腊") && context.At(at + 1) == '月';
        if (isLunar)
        {
            month = context.At(at) == '正' ? 1 : 12;
            end = at + 2;
            return true;
        }

        if (!hasYear && SmallNumber.IsNumeral(context.At(at - 1)))
        {
            month = 0;
            return false;
        }

        return TryReadMonthNumber(context, at, out month, out end);
    }

    /// <summary>三月, 12 月, 10月份.</summary>
    public static bool TryReadMonthNumber(in ScanContext context, int at, out int month, out int end)
    {
        month = 0;
        end = at;
        if (!SmallNumber.TryRead(context.Text, at, 1, 12, out var number) || number.Length > 2 || context.At(at) == '两')
        {
            return false;
        }

        end = context.SkipBlanks(number.End);
        month = number.Value;
        if (!context.Accept(ref end, "月"))
        {
            return false;
        }

        context.Accept(ref end, "份");
        return true;
    }

    /// <summary>A day number with 日 or 号, a lunar one with 初, or, after a month, a bare one.</summary>
    private static bool TryReadDayNumber(in ScanContext context, int at, bool mayOmitUnit, out int day, out bool isLunar, out int end)
    {
        day = 0;
        isLunar = false;
        end = mayOmitUnit ? SkipOf(context, at) : at;
        if (context.At(end) == '初' && SmallNumber.TryRead(context.Text, end + 1, 1, 10, out var lunar) && lunar.Form != NumeralForm.Digits)
        {
            (day, isLunar, end) = (lunar.Value, true, lunar.End);
            return true;
        }

        if (!SmallNumber.TryRead(context.Text, end, 1, 31, out var number) || number.Length > 3 || number.Form == NumeralForm.Positional)
        {
            return false;
        }

        day = number.Value;
        var afterNumber = context.SkipBlanks(number.End);
        if (context.At(afterNumber) is '日' or '号')
        {
            end = afterNumber + 1;
            return !IsOtherWord(context, end);
        }

        end = number.End;
        return mayOmitUnit && MayStandWithoutUnit(context, number);
    }

    // 3号楼 is a building, 日 before 常 or 语 another word.
    private static bool IsOtherWord(in ScanContext context, int end) => context.At(end - 1) == '号'
        ? context.IsAny(end, "楼线厅门车机院桌柜房屋店码球员位馆文件令")
        : context.IsAny(end, "语常元圆") || context.StartsWith(end, "本人");

    // 一月二十三 and 十月5 are days; 三月两次 and 5月10人 are not.
    private static bool MayStandWithoutUnit(in ScanContext context, SmallNumber number)
    {
        var next = context.At(number.End);
        return context.At(number.Start - 1) is '月' or ' ' or '份' or '的'
            && context.At(number.Start) != '两'
            && !char.IsAsciiDigit(next)
            && !context.IsAny(number.End, "个次人名位场期月年周天点时小分:.、%元万千百号日项条份户家篇部班级位遍趟组")
            && (number.Value >= 10 || next is '\0' or '到' or '至' || !char.IsLetter(next))
            && context.At(number.Start - 1) is not '份' and not '的';
    }

    private static int SkipOf(in ScanContext context, int at)
    {
        var position = context.SkipBlanks(at);
        if (context.At(position) == '的')
        {
            position = context.SkipBlanks(position + 1);
        }

        return position;
    }
}
