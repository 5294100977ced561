using System.Globalization;
using Humanizer;

namespace ChatBot.Conversation.Wording;

/// <summary>Numbers and durations in words.</summary>
internal static class Counts
{
    static Counts() => Configurator.Formatters.Register(Chinese.Name, _ => new ChineseFormatter());

    /// <summary>The culture under which Humanizer finds our formatter and its own Chinese number words.</summary>
    internal static CultureInfo Chinese { get; } = CultureInfo.GetCultureInfo("zh-CN");

    /// <summary>A duration in its two largest units, minutes the smallest: 3天, 2小时30分钟.</summary>
    public static string Duration(TimeSpan duration) =>
        duration.Humanize(2, Chinese, maxUnit: TimeUnit.Day, minUnit: TimeUnit.Minute, collectionSeparator: "");

    /// <summary>A number without needless zeros: 3, 2.5.</summary>
    public static string Number(object value) => value switch
    {
        decimal d => d.ToString("0.##", CultureInfo.InvariantCulture),
        double d => d.ToString("0.##", CultureInfo.InvariantCulture),
        float f => f.ToString("0.##", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
