using System.Globalization;
using System.Text;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>A length of time by units, as named.</summary>
internal record struct DurationParts
{
    public decimal Years;
    public decimal Months;
    public decimal Weeks;
    public decimal Days;
    public decimal Hours;
    public decimal Minutes;
    public decimal Seconds;

    public readonly bool HasDateUnits => Years != 0 || Months != 0 || Weeks != 0 || Days != 0;

    public readonly bool HasClockUnits => Hours != 0 || Minutes != 0 || Seconds != 0;

    public readonly TimeSpan Total => TimeSpan.FromSeconds((double)TotalSeconds);

    /// <summary>A month counted as 30 days, a year as 365.</summary>
    public readonly decimal TotalSeconds =>
        (((Years * 365) + (Months * 30) + (Weeks * 7) + Days) * 86400) + (Hours * 3600) + (Minutes * 60) + Seconds;

    public readonly string Timex
    {
        get
        {
            var text = new StringBuilder("P");
            Append(text, Years, 'Y');
            Append(text, Months, 'M');
            Append(text, Weeks, 'W');
            Append(text, Days, 'D');
            if (HasClockUnits)
            {
                text.Append('T');
                Append(text, Hours, 'H');
                Append(text, Minutes, 'M');
                Append(text, Seconds, 'S');
            }

            return text.ToString();
        }
    }

    public void Add(DurationUnit unit, decimal amount)
    {
        switch (unit)
        {
            case DurationUnit.Year: Years += amount; break;
            case DurationUnit.Quarter: Months += 3 * amount; break;
            case DurationUnit.Month: Months += amount; break;
            case DurationUnit.Week: Weeks += amount; break;
            case DurationUnit.Day: Days += amount; break;
            case DurationUnit.Hour: Hours += amount; break;
            case DurationUnit.Minute: Minutes += amount; break;
            case DurationUnit.QuarterHour: Minutes += 15 * amount; break;
            case DurationUnit.Second: Seconds += amount; break;
            case DurationUnit.None: break;
        }
    }

    /// <summary>False for lengths beyond what anyone counts from today: 下2009年 holds a year, not a length.</summary>
    public readonly bool IsCountable => TotalSeconds < 200m * 365 * 86400;

    /// <summary>The moment that lies this long after (or before, for sign -1) another. Whole units follow the calendar.</summary>
    public readonly DateTime From(DateTime moment, int sign)
    {
        var months = (Years * 12) + Months;
        var whole = decimal.Truncate(months);
        return moment.AddMonths(sign * (int)whole)
            .AddDays(sign * (double)((Weeks * 7) + Days + ((months - whole) * 30)))
            .AddSeconds(sign * (double)((Hours * 3600) + (Minutes * 60) + Seconds));
    }

    private static void Append(StringBuilder text, decimal amount, char unit)
    {
        if (amount != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{amount / 1.0000000000m:0.####}").Append(unit);
        }
    }
}

/// <summary>A unit of time.</summary>
internal enum DurationUnit
{
    None,
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    QuarterHour,
    Minute,
    Second,
}

/// <summary>Reads lengths of time: 三天, 一个半小时, 两年零三个月, 8天20时.</summary>
internal static class DurationReader
{
    // Ten thousand years; beyond, a number is no length of time.
    private const decimal LongestSeconds = 10_000m * 365 * 86400;

    // From years to seconds; more parts than there are units make no length of time.
    private const int MostUnits = 8;

    private static readonly Lexicon<DurationUnit> Units = new(
    [
        .. Lexicon.Words(DurationUnit.Year, "年 周年"),
        .. Lexicon.Words(DurationUnit.Quarter, "季度"),
        .. Lexicon.Words(DurationUnit.Month, "月"),
        .. Lexicon.Words(DurationUnit.Week, "周 星期 礼拜"),
        .. Lexicon.Words(DurationUnit.Day, "天"),
        .. Lexicon.Words(DurationUnit.Hour, "小时 钟头"),
        .. Lexicon.Words(DurationUnit.QuarterHour, "刻钟"),
        .. Lexicon.Words(DurationUnit.Minute, "分钟"),
        .. Lexicon.Words(DurationUnit.Second, "秒钟 秒"),
    ]);

    /// <summary>Reads the longest length of time at <paramref name="at"/>.</summary>
    public static bool TryRead(in ScanContext context, int at, out DurationParts duration, out int units, out int end)
    {
        duration = default;
        units = 0;
        end = at;
        if (SmallNumber.IsNumeral(context.At(at - 1)) || (context.At(at - 1) == '.' && char.IsAsciiDigit(context.At(at - 2))) || context.At(at - 1) == '第')
        {
            return false;
        }

        var position = at;
        var last = DurationUnit.None;
        while (units < MostUnits && TryReadPart(context, position, last, out var unit, out var amount, out var afterPart))
        {
            duration.Add(unit, amount);
            units++;
            end = afterPart;
            last = unit;
            position = SkipConnector(context, end);
        }

        return units > 0 && duration.TotalSeconds <= LongestSeconds;
    }

    private static bool TryReadPart(in ScanContext context, int at, DurationUnit previous, out DurationUnit unit, out decimal amount, out int end)
    {
        unit = DurationUnit.None;
        if (!TryReadAmount(context, at, out amount, out end))
        {
            return false;
        }

        var afterAmount = context.SkipBlanks(end);
        var hasMeasure = context.Accept(ref afterAmount, "个");
        if (hasMeasure && context.At(afterAmount) == '半' && context.At(afterAmount - 1) == '个')
        {
            // 一个半小时
            afterAmount++;
            amount += 0.5m;
        }

        afterAmount = context.SkipBlanks(afterAmount);
        if (!Units.TryMatch(context.Text, afterAmount, out unit, out end)
            && !TryReadShortUnit(context, afterAmount, previous, out unit, out end))
        {
            return false;
        }

        if (!IsUnit(context, unit, afterAmount, end, hasMeasure))
        {
            return false;
        }

        if (context.At(end) == '半' && !context.IsAny(end + 1, "小个天年月载数"))
        {
            amount += 0.5m;
            end++;
        }

        return true;
    }

    /// <summary>20时 after days, 20分 after hours; 日 where 内 or 后 follows.</summary>
    private static bool TryReadShortUnit(in ScanContext context, int at, DurationUnit previous, out DurationUnit unit, out int end)
    {
        end = at + 1;
        unit = context.At(at) switch
        {
            '时' when previous is DurationUnit.Day or DurationUnit.Month or DurationUnit.Year && !context.IsAny(end, "候间段") => DurationUnit.Hour,
            '分' when previous == DurationUnit.Hour => DurationUnit.Minute,
            '日' when previous is DurationUnit.Month or DurationUnit.Year || context.IsAny(end, "内后") || context.StartsWith(end, "之内") || context.StartsWith(end, "以内") => DurationUnit.Day,
            _ => DurationUnit.None,
        };
        return unit != DurationUnit.None;
    }

    private static bool IsUnit(in ScanContext context, DurationUnit unit, int start, int end, bool hasMeasure) => unit switch
    {
        DurationUnit.Month => hasMeasure,
        DurationUnit.Year => !hasMeasure && !context.IsAny(end, "级度底初代轻龄纪会"),
        DurationUnit.Week => context.At(start) != '周'
            ? !context.IsAny(end, "一二三四五六日天")
            : !context.IsAny(end, "年期围边报刊末日") && (!context.IsAny(end, "一二三四五六天") || context.StartsWith(end + 1, "次")),
        DurationUnit.Day => !context.IsAny(end, "气然津空安台") && !(hasMeasure && context.At(end) != '\0' && context.IsAny(end, "数")),
        _ => true,
    };

    private static bool TryReadAmount(in ScanContext context, int at, out decimal amount, out int end)
    {
        amount = 0;
        end = at;
        if (context.At(at) == '半')
        {
            (amount, end) = (0.5m, at + 1);
            return true;
        }

        if (!SmallNumber.TryRead(context.Text, at, 0, 99999, out var number) || number.Form == NumeralForm.Positional
            || (number.Length > 1 && context.At(at) == '0' && context.At(number.End) != '.'))
        {
            return false;
        }

        (amount, end) = (number.Value, number.End);
        if (number.Form == NumeralForm.Digits && context.At(end) == '.' && SmallNumber.TryRead(context.Text, end + 1, out var fraction) && fraction.Form == NumeralForm.Digits)
        {
            amount += fraction.Value / (decimal)Math.Pow(10, fraction.Length);
            end = fraction.End;
        }
        else if (context.At(end) == '点' && number.Form == NumeralForm.Structured && SmallNumber.DigitValue(context.At(end + 1)) is > 0 and var tenths && context.At(end + 1) != '两')
        {
            amount += tenths / 10m;
            end += 2;
        }

        return true;
    }

    private static int SkipConnector(in ScanContext context, int at)
    {
        var position = context.SkipBlanks(at);
        if (context.IsAny(position, "又零余多加和"))
        {
            position = context.SkipBlanks(position + 1);
        }

        return position;
    }
}
