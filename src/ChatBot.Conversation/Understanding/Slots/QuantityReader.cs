using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Slots;

/// <summary>Reads how much of something a message names.</summary>
internal static class QuantityReader
{
    private static readonly Lexicon<string> Units = new(
    [
        .. Lexicon.Words("hours", "小时 个小时 钟头 个钟头 h 个多小时 工时"),
        .. Lexicon.Words("class_hours", "学时 个学时 课时 个课时"),
        .. Lexicon.Words("days", "天 日"),
        .. Lexicon.Words("times", "次 回 场 趟 节 期 堂 节课 堂课 篇 次会 遍 人次"),
        .. Lexicon.Words("points", "分 积分 个积分 个分 点积分 学分 个学分"),
        .. Lexicon.Words("households", "户 家 户人家 户居民 个家庭 家住户"),
    ]);

    private static readonly Lexicon<string> UnitsBefore = new([.. Lexicon.Words("class_hours", "学时 课时"), .. Lexicon.Words("points", "积分")]);

    /// <summary>How much: 三个小时, 八学时, 40分, 半天.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="entities">Dates and times in it, whose numbers do not count.</param>
    /// <param name="quantity">The number.</param>
    /// <param name="unit">Its unit.</param>
    public static bool TryReadQuantity(string text, IReadOnlyList<DateTimeEntity> entities, out decimal quantity, out string unit)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsInsideDate(entities, at) && TryReadAt(text, at, out quantity, out unit))
            {
                return true;
            }
        }

        return TryReadAfterUnit(text, entities, out quantity, out unit);
    }

    /// <summary>学时12个: the unit first.</summary>
    private static bool TryReadAfterUnit(string text, IReadOnlyList<DateTimeEntity> entities, out decimal quantity, out string unit)
    {
        for (var at = 0; at + 2 < text.Length; at++)
        {
            if (UnitsBefore.TryMatch(text, at, out unit!, out var end))
            {
                while (end < text.Length && text[end] is ' ' or ':' or '是' or '共')
                {
                    end++;
                }

                if (!IsInsideDate(entities, end) && SmallNumber.TryRead(text, end, out var number))
                {
                    quantity = number.Value;
                    return true;
                }
            }
        }

        quantity = 0;
        unit = "";
        return false;
    }

    private static bool TryReadAt(string text, int at, out decimal quantity, out string unit)
    {
        quantity = 0;
        unit = "";
        int end;
        if (text[at] == '半')
        {
            (quantity, end) = (0.5m, at + 1);
        }
        else if ((at == 0 || (!SmallNumber.IsNumeral(text[at - 1]) && !"第.下上这每近那头".Contains(text[at - 1], StringComparison.Ordinal))) && SmallNumber.TryRead(text, at, out var number))
        {
            (quantity, end) = (number.Value, number.End);
            ReadFraction(text, ref quantity, ref end, number);
        }
        else
        {
            return false;
        }

        end = SkipBlanks(text, end);
        if (end < text.Length && text[end] == '个' && end + 1 < text.Length && text[end + 1] == '半')
        {
            // 一个半小时
            quantity += 0.5m;
            end += 2;
        }

        if (!Units.TryMatch(text, end, out unit!, out var afterUnit) || !IsUnit(text, at, end, afterUnit, unit))
        {
            return false;
        }

        if (afterUnit < text.Length && text[afterUnit] == '半')
        {
            quantity += 0.5m;
        }

        return true;
    }

    private static void ReadFraction(string text, ref decimal quantity, ref int end, SmallNumber number)
    {
        if (end + 1 >= text.Length || text[end] is not ('.' or '点'))
        {
            return;
        }

        if (text[end] == '.' && SmallNumber.TryRead(text, end + 1, out var fraction) && fraction.Form == NumeralForm.Digits && number.Form == NumeralForm.Digits)
        {
            quantity += fraction.Value / (decimal)Math.Pow(10, fraction.Length);
            end = fraction.End;
        }
        else if (text[end] == '点' && SmallNumber.DigitValue(text[end + 1]) > 0 && number.Form == NumeralForm.Structured)
        {
            quantity += SmallNumber.DigitValue(text[end + 1]) / 10m;
            end += 2;
        }
    }

    private static bool IsUnit(string text, int start, int unitStart, int end, string unit)
    {
        var next = end < text.Length ? text[end] : '\0';
        return (unit, text[unitStart]) switch
        {
            // 十分感谢, 30分钟, 三分之一
            ("points", '分') => next is not ('钟' or '之' or '享' or '别' or '感' or '满' or '高' or '重' or '需') && !(text[start] == '十' && end - start == 2 && next is not ('\0' or ',' or '。' or '的')),
            ("days", _) => next is not ('气' or '前' or '后'),
            ("households", '家') => next is not ('里' or '人' or '长' or '庭' or '属' or '委'),
            // 报一次名 counts nothing; 节 as in 三八节.
            ("times", '节') => next is not '日' and not '活' && text[start] is not '八',
            ("times", '场') => next is not '地' and not '所',
            ("times", '期') => next is not '间' and not '待',
            ("hours", 'h') => !char.IsAsciiLetter(next),
            _ => true,
        };
    }

    private static bool IsInsideDate(IReadOnlyList<DateTimeEntity> entities, int at)
    {
        foreach (var entity in entities)
        {
            if (at >= entity.Start && at < entity.End)
            {
                return entity.Type is not (DateTimeType.Duration or DateTimeType.Set);
            }
        }

        return false;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
