using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads what stands after or before the hour: minutes, quarters, seconds, a.m. and p.m.</summary>
internal static class ClockParts
{
    public static void ReadMinutes(in ScanContext context, ref int end, out int minute, out int second)
    {
        minute = second = -1;
        var position = end;
        context.Accept(ref position, "过");
        position = context.SkipBlanks(position);
        if (context.At(position) == '半' && !context.IsAny(position + 1, "天个小年月价数路"))
        {
            (minute, end) = (30, position + 1);
            return;
        }

        if (context.At(position) == '整' && !context.IsAny(position + 1, "个体理"))
        {
            (minute, end) = (0, position + 1);
            return;
        }

        if (!SmallNumber.TryRead(context.Text, position, 0, 59, out var number) || number.Length > 3)
        {
            return;
        }

        var after = context.SkipBlanks(number.End);
        if (context.At(after) == '刻' && number.Value is >= 1 and <= 3)
        {
            (minute, end) = (15 * number.Value, context.At(after + 1) == '钟' ? after + 2 : after + 1);
            return;
        }

        if (context.At(after) == '分' && !context.IsAny(after + 1, "之享别"))
        {
            minute = number.Value;
            end = after + 1;
            context.Accept(ref end, "钟");
            ReadSeconds(context, ref end, out second);
        }
        else if ((number.Form == NumeralForm.Digits ? number.Length == 2 : number.Length >= 2 || number.Value == 10)
            && position == end && !context.IsAny(number.End, "个人名位元万度%天号日月年次周点时小户"))
        {
            (minute, end) = (number.Value, number.End);
        }
    }

    private static void ReadSeconds(in ScanContext context, ref int end, out int second)
    {
        second = -1;
        if (SmallNumber.TryRead(context.Text, context.SkipBlanks(end), 0, 59, out var number) && context.At(number.End) == '秒')
        {
            second = number.Value;
            end = number.End + 1;
        }
    }

    /// <summary>五分, 一刻.</summary>
    public static bool TryReadQuantity(in ScanContext context, int at, out int minutes, out int end)
    {
        minutes = 0;
        end = at;
        if (!SmallNumber.TryRead(context.Text, at, 1, 59, out var number) || context.At(number.End) is not ('分' or '刻'))
        {
            return false;
        }

        minutes = context.At(number.End) == '刻' ? 15 * number.Value : number.Value;
        end = number.End + 1;
        context.Accept(ref end, "钟");
        return minutes < 60;
    }

    public static bool TryReadMeridiem(in ScanContext context, int at, out bool isAfternoon, out int end)
    {
        end = context.SkipBlanks(at);
        isAfternoon = context.At(end) == 'p';
        if (!isAfternoon && context.At(end) != 'a')
        {
            return false;
        }

        end++;
        context.Accept(ref end, ".");
        if (!context.Accept(ref end, "m"))
        {
            return false;
        }

        context.Accept(ref end, ".");
        return !char.IsAsciiLetter(context.At(end));
    }

    public static bool TryReadTwoDigits(in ScanContext context, int at, out int value)
    {
        value = -1;
        if (!char.IsAsciiDigit(context.At(at)) || !char.IsAsciiDigit(context.At(at + 1)))
        {
            return false;
        }

        value = ((context.At(at) - '0') * 10) + (context.At(at + 1) - '0');
        return value < 60;
    }
}
