using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Numbers;

/// <summary>
/// Reads one number from digits, Chinese digits and units, blanks between them allowed: 3万4000, 两千四百五, 七 萬5 千, 4.78万亿.
/// A missing unit takes the next one down (九万四 is 94000); 多, 余 and 几 before a unit drop the rest (一千多万 is 10000000).
/// </summary>
internal ref struct NumeralParser(ReadOnlySpan<char> text)
{
    // More characters than the longest number that anybody writes out.
    private const int Longest = 48;

    private readonly ReadOnlySpan<char> _text = text;

    // What lies above the current section (below 万), the section itself, and the digit that waits for its unit.
    private decimal _total;
    private decimal _section;
    private decimal? _pending;
    private bool _isPendingSingle;
    private bool _followsZero;
    private decimal _lastUnit;
    private decimal _lastSmallUnit;
    private decimal _lastBigUnit;
    private bool _hasUnit;
    private int _end;

    /// <summary>Reads the longest number at <paramref name="at"/>.</summary>
    public bool TryRead(int at, out decimal value, out int end)
    {
        var position = at;
        _lastSmallUnit = 10000;
        _end = at;
        while (position < _text.Length && position - at < Longest && Step(ref position))
        {
            _end = position;
            position = SkipBlanks(position);
        }

        end = _end;
        value = _total + _section + Rest();
        return end > at;
    }

    private bool Step(ref int position)
    {
        var character = _text[position];
        var isApart = position > _end;
        if (char.IsAsciiDigit(character))
        {
            return !(isApart && _pending is not null) && _pending is null or 0 && StepDigits(ref position);
        }

        if (SmallNumber.DigitValue(character) is >= 0 and var digit)
        {
            return _pending is null or 0 && !(isApart && !_hasUnit) && StepDigit(ref position, digit);
        }

        return SmallUnit(character) is > 0 and var small ? StepSmallUnit(ref position, small)
            : BigUnit(character) is > 0 and var big ? StepBigUnit(ref position, big)
            : StepApproximation(ref position);
    }

    private bool StepDigits(ref int position)
    {
        if (!Digits.TryRead(_text, position, out var value, out var end))
        {
            return false;
        }

        _isPendingSingle = end - position == 1;
        _pending = value;
        position = end;
        return true;
    }

    private bool StepDigit(ref int position, int digit)
    {
        if (digit == 0)
        {
            _followsZero = true;
            // 零十 is ten, 五亿零六 goes on, 零 alone is zero.
            _pending = 0;
        }
        else
        {
            _pending = digit;
            _isPendingSingle = true;
        }

        position++;
        return true;
    }

    private bool StepSmallUnit(ref int position, decimal unit)
    {
        if (unit >= _lastSmallUnit || (_pending is null && (unit != 10 || _section > 0)) || _pending > 9999)
        {
            return false;
        }

        _section += (_pending is null or 0 ? 1 : _pending.Value) * unit;
        _pending = null;
        _followsZero = false;
        _hasUnit = true;
        _lastSmallUnit = _lastUnit = unit;
        position++;
        return true;
    }

    private bool StepBigUnit(ref int position, decimal unit)
    {
        var part = _section + (_pending ?? 0);
        if ((part == 0 && _total == 0) || _total + part > decimal.MaxValue / unit)
        {
            return false;
        }

        if (unit < _lastBigUnit || _lastBigUnit == 0)
        {
            if (part == 0)
            {
                return false;
            }

            _total += part * unit;
        }
        else
        {
            // 万亿, 万万: all that is smaller is multiplied.
            var above = _total >= 1_0000_0000_0000m && unit < 1_0000_0000_0000m ? decimal.Truncate(_total / 1_0000_0000_0000m) * 1_0000_0000_0000m : 0;
            _total = above + ((_total - above + part) * unit);
        }

        _lastBigUnit = _lastUnit = unit;
        _section = 0;
        _pending = null;
        _lastSmallUnit = 10000;
        _followsZero = false;
        _hasUnit = true;
        position++;
        return true;
    }

    /// <summary>多, 余 and 几 count for nothing, but only where a big unit follows.</summary>
    private readonly bool StepApproximation(ref int position)
    {
        if (_text[position] is not ('多' or '余' or '几') || _end == 0)
        {
            return false;
        }

        var next = SkipBlanks(position + 1);
        if (next >= _text.Length || BigUnit(_text[next]) == 0)
        {
            return false;
        }

        position++;
        return true;
    }

    private readonly decimal Rest() => _pending switch
    {
        null => 0,
        { } digit when _hasUnit && _isPendingSingle && !_followsZero && _lastUnit > 10 => digit * _lastUnit / 10,
        { } digit => digit,
    };

    private readonly int SkipBlanks(int at)
    {
        while (at < _text.Length && _text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static decimal SmallUnit(char character) => character switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        _ => 0,
    };

    private static decimal BigUnit(char character) => character switch
    {
        '万' => 1_0000,
        '亿' => 1_0000_0000,
        '兆' => 1_0000_0000_0000,
        _ => 0,
    };
}

/// <summary>Reads numbers in digits: 1,050,000 and 4.78.</summary>
internal static class Digits
{
    public static bool TryRead(ReadOnlySpan<char> text, int at, out decimal value, out int end)
    {
        value = 0;
        end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - at < 20)
        {
            value = (value * 10) + (text[end] - '0');
            end++;
        }

        while (end - at <= 27 && IsGroup(text, end) && (end - at <= 3 || text[end - 4] == ','))
        {
            value = (value * 1000) + ((text[end + 1] - '0') * 100) + ((text[end + 2] - '0') * 10) + (text[end + 3] - '0');
            end += 4;
        }

        ReadFraction(text, ref value, ref end);
        return end > at;
    }

    private static bool IsGroup(ReadOnlySpan<char> text, int at) =>
        at + 3 < text.Length && text[at] == ',' && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
        && (at + 4 >= text.Length || !char.IsAsciiDigit(text[at + 4]));

    // One point is a decimal point, several part the numbers of an address.
    private static void ReadFraction(ReadOnlySpan<char> text, ref decimal value, ref int end)
    {
        var at = end;
        if (at + 1 >= text.Length || text[at] != '.' || !char.IsAsciiDigit(text[at + 1]) || IsAfterPoint(text, at))
        {
            return;
        }

        at++;
        var scale = 0.1m;
        var fraction = 0m;
        for (; at < text.Length && char.IsAsciiDigit(text[at]) && scale > 0.0000000001m; at++)
        {
            fraction += (text[at] - '0') * scale;
            scale /= 10;
        }

        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            return;
        }

        value += fraction;
        end = at;
    }

    private static bool IsAfterPoint(ReadOnlySpan<char> text, int point)
    {
        var at = point - 1;
        while (at >= 0 && char.IsAsciiDigit(text[at]))
        {
            at--;
        }

        return at > 0 && text[at] == '.' && char.IsAsciiDigit(text[at - 1]);
    }
}
