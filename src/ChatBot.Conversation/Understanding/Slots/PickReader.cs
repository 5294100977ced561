using System.Globalization;
using System.Text.RegularExpressions;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Slots;

/// <summary>Reads a message that does nothing but pick one of the things offered: 第二个, 下一个, 最后一个.</summary>
internal static partial class PickReader
{
    /// <summary>Whether it is such a message.</summary>
    public static bool IsPick(string text) => Pick.IsMatch(text);

    /// <summary>The place from 1, <c>next</c> or <c>last</c>; null where nothing is picked.</summary>
    public static string? Read(string text)
    {
        var match = Pick.Match(text);
        if (match.Groups["next"].Success)
        {
            return "next";
        }

        if (match.Groups["last"].Success)
        {
            return "last";
        }

        if (match.Groups["first"].Success)
        {
            return "1";
        }

        return SmallNumber.TryRead(match.Groups["place"].Value, 0, out var place) ? place.Value.ToString(CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"^[,。!~\s]*(我?(就)?(选|要|挑|是|定))?\s*(第\s*(?<place>[0-9]{1,2}|[一二三四五六七八九十两]{1,3})\s*(个|项|场|条|次|份|种|位|号|节)?|(?<place>[0-9]{1,2})\s*(号|\.|个|项|、)?|(?<place>[一二三四五六七八九十])|(?<next>下一?(个|场|项|条|页)|后面那?个|下面那?个)|(?<last>最后(一|那)?(个|场|项|条)|倒数第一个)|(?<first>前面那?个|上面那?个|头一个|首个))[吧啊了呗哈啦呀哦噢嘛哒的呢,。!~\s.]*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex Pick { get; }
}
