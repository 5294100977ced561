using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatBot.EndToEnd.Story.Harness;

/// <summary>
/// Prints the lines of the chats so that one can read along: a ruler whenever the clock has moved, and one entry for the
/// same words pushed to many people.
/// </summary>
public sealed partial class Transcript(TextWriter output)
{
    private const int NamesShown = 3;
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    private readonly List<ChatLine> _pushes = [];
    private DateTimeOffset? _at;

    /// <summary>Takes one line.</summary>
    public void Hear(ChatLine line)
    {
        if (line.IsPush && (_pushes.Count == 0 || _pushes[0].At == line.At))
        {
            _pushes.Add(line);
            return;
        }

        Flush();
        if (line.IsPush)
        {
            _pushes.Add(line);
        }
        else
        {
            Write(line.At, Heading(line), line.Text);
        }
    }

    /// <summary>A heading of a chapter.</summary>
    public void Chapter(string title)
    {
        Flush();
        output.WriteLine();
        output.WriteLine($"══════ {title} ══════");
        _at = null;
    }

    /// <summary>Something that was checked, and held.</summary>
    public void Check(string what)
    {
        Flush();
        output.WriteLine($"  ✓ {what}");
    }

    /// <summary>Prints what waits to be joined with others.</summary>
    public void Flush()
    {
        foreach (var same in _pushes.GroupBy(p => (p.Place == ChatPlace.Group, p.Text)).ToList())
        {
            var first = same.First();
            var names = same.Select(p => p.To).ToList();
            Write(first.At, first.Place == ChatPlace.Group ? "小助手 ⇒ 群" : $"小助手 ⇒ {Names(names)}（{Places(same)}）", first.Text);
        }

        _pushes.Clear();
    }

    private static string Names(List<string?> names) => names.Count <= NamesShown
        ? string.Join('、', names)
        : $"{string.Join('、', names.Take(NamesShown))} 等{names.Count}人";

    private static string Places(IEnumerable<ChatLine> lines) => string.Join('、', lines.Select(l => NameOf(l.Place)).Distinct());

    private static string NameOf(ChatPlace place) => place switch
    {
        ChatPlace.WeComPrivate => "企业微信私聊",
        ChatPlace.DingTalkPrivate => "钉钉私聊",
        ChatPlace.Group => "群",
    };

    private static string Heading(ChatLine line)
    {
        var partner = line.Place == ChatPlace.Group ? "群" : null;
        return line.From is { } speaker
            ? $"{speaker} → {partner ?? $"小助手（{NameOf(line.Place)}）"}"
            : $"小助手 → {partner ?? $"{line.To}（{NameOf(line.Place)}）"}";
    }

    private void Write(DateTimeOffset at, string heading, string text)
    {
        var minute = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
        if (_at != minute)
        {
            _at = minute;
            output.WriteLine();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"── {at.Month}月{at.Day}日（{Weekdays[(int)at.DayOfWeek]}）{at:HH:mm} ──"));
        }

        var lines = Mention().Replace(text, "").Split('\n');
        output.WriteLine($"{heading}：{lines[0]}");
        foreach (var more in lines.Skip(1))
        {
            output.WriteLine($"      {more}");
        }
    }

    [GeneratedRegex("^@ding[0-9]+ ")]
    private static partial Regex Mention();
}
