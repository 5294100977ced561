using System.Globalization;
using Humanizer;

namespace ChatBot.Conversation.Wording;

/// <summary>Humanizer's words in Chinese; its own satellite packages are not to be had (design §2).</summary>
internal sealed class ChineseFormatter : IFormatter
{
    public string DateHumanize_Now() => "现在";

    public string DateHumanize_Never() => "从未";

    public string DateHumanize(TimeUnit timeUnit, Tense timeUnitTense, int unit) =>
        TimeSpanHumanize(timeUnit, unit) + (timeUnitTense == Tense.Future ? "后" : "前");

    public string TimeSpanHumanize_Zero() => "0分钟";

    public string TimeSpanHumanize_Age() => "{0}";

    public string TimeSpanHumanize(TimeUnit timeUnit, int unit, bool toWords = false) =>
        (toWords ? unit.ToWords(Counts.Chinese) : unit.ToString(CultureInfo.InvariantCulture)) + TimeUnitHumanize(timeUnit);

    public string DataUnitHumanize(DataUnit dataUnit, double count, bool toSymbol = true) => dataUnit switch
    {
        DataUnit.Bit => "b",
        DataUnit.Byte => "B",
        DataUnit.Kilobyte => "KB",
        DataUnit.Megabyte => "MB",
        DataUnit.Gigabyte => "GB",
        DataUnit.Terabyte => "TB",
    };

    public string TimeUnitHumanize(TimeUnit timeUnit) => timeUnit switch
    {
        TimeUnit.Millisecond => "毫秒",
        TimeUnit.Second => "秒",
        TimeUnit.Minute => "分钟",
        TimeUnit.Hour => "小时",
        TimeUnit.Day => "天",
        TimeUnit.Week => "周",
        TimeUnit.Month => "个月",
        TimeUnit.Year => "年",
    };
}
