using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads years: 2026年, 二零二六年, 26年, 去年, 康熙三年.</summary>
internal static class YearReader
{
    // First year of the era; 元年 is year one.
    private static readonly Lexicon<int> Eras = new(
    [
        ("贞观", 627), ("永徽", 650), ("开元", 713), ("天宝", 742), ("建隆", 960), ("太平兴国", 976), ("庆历", 1041), ("熙宁", 1068),
        ("元丰", 1078), ("宣和", 1119), ("绍兴", 1131), ("至元", 1264), ("洪武", 1368), ("建文", 1399), ("永乐", 1403), ("洪熙", 1425),
        ("宣德", 1426), ("正统", 1436), ("景泰", 1450), ("天顺", 1457), ("成化", 1465), ("弘治", 1488), ("正德", 1506), ("嘉靖", 1522),
        ("隆庆", 1567), ("万历", 1573), ("泰昌", 1620), ("天启", 1621), ("崇祯", 1628), ("顺治", 1644), ("康熙", 1662), ("雍正", 1723),
        ("乾隆", 1736), ("嘉庆", 1796), ("道光", 1821), ("咸丰", 1851), ("同治", 1862), ("光绪", 1875), ("宣统", 1909), ("民国", 1912),
    ]);

    private static readonly Lexicon<int> Relative = new(
    [
        ("今年", 0), ("本年", 0), ("这一年", 0), ("这年", 0), ("明年", 1), ("来年", 1), ("下一年", 1), ("后年", 2), ("大后年", 3), ("去年", -1), ("上一年", -1), ("上年", -1), ("前年", -2), ("大前年", -3),
    ]);

    /// <summary>Reads a year at <paramref name="at"/>, with its 年.</summary>
    /// <param name="context">The text.</param>
    /// <param name="at">Where to read.</param>
    /// <param name="year">The year, full.</param>
    /// <param name="end">Position after 年.</param>
    /// <param name="isAlsoDuration">True where 十五年 or 20年 could just as well be a length of time.</param>
    public static bool TryRead(in ScanContext context, int at, out int year, out int end, out bool isAlsoDuration)
    {
        isAlsoDuration = false;
        if (Relative.TryMatch(context.Text, at, out var offset, out end))
        {
            year = context.Reference.Year + offset;
            return true;
        }

        if (Eras.TryMatch(context.Text, at, out var first, out var afterEra))
        {
            return TryReadEraYear(context, afterEra, first, out year, out end);
        }

        return TryReadNumber(context, at, out year, out end, out isAlsoDuration);
    }

    private static bool TryReadEraYear(in ScanContext context, int at, int first, out int year, out int end)
    {
        year = first;
        end = at;
        if (context.Accept(ref end, "元年"))
        {
            return true;
        }

        if (SmallNumber.TryRead(context.Text, at, 1, 70, out var number))
        {
            end = context.SkipBlanks(number.End);
            year = first + number.Value - 1;
            return context.Accept(ref end, "年");
        }

        return false;
    }

    private static bool TryReadNumber(in ScanContext context, int at, out int year, out int end, out bool isAlsoDuration)
    {
        year = 0;
        end = at;
        isAlsoDuration = false;
        if (char.IsAsciiDigit(context.At(at - 1)) || !SmallNumber.TryRead(context.Text, at, out var number) || number.Value > 9000)
        {
            return false;
        }

        end = context.SkipBlanks(number.End);
        if (!context.Accept(ref end, "年") || context.IsAny(end, "级代纪轻龄"))
        {
            return false;
        }

        var hasFewDigits = number.Form != NumeralForm.Structured && number.Length <= 2;
        switch (number.Form)
        {
            case NumeralForm.Structured when number.Value < 1000:
                year = number.Value < 50 ? 2000 + number.Value : number.Value;
                isAlsoDuration = true;
                return number.Value is > 9 and < 100;
            case NumeralForm.Digits when number.Length == 1:
                return false;
            case NumeralForm.Digits when number.Length == 2:
                // 07年 and 98年 are years; 10年 and 20年 rather lengths of time, unless a month follows.
                isAlsoDuration = number.Value is >= 10 and < 70;
                break;
            case NumeralForm.Digits when number.Length == 3:
                isAlsoDuration = number.Value % 10 == 0;
                break;
            default:
                break;
        }

        year = hasFewDigits ? number.Value + (number.Value < 50 ? 2000 : 1900) : number.Value;
        return year > 0;
    }
}
