using System.Text;
using ChatBot.Conversation.DataFiles;
using ChatBot.Conversation.Understanding;

namespace ChatBot.Conversation.Tests.Fuzz;

/// <summary>Makes texts that members never type, and texts that they nearly type.</summary>
internal sealed class TextForge
{
    private const int LongestText = 5000;

    /// <summary>What dates, numbers, wishes and commands are made of.</summary>
    private static readonly string[] Pieces =
    [
        "一", "二", "十", "百", "千", "万", "亿", "零", "〇", "半", "两", "廿", "卅", "1", "29", "2026", "31", "99", "9999", "001", "0", "-", "~", "/", ".", ":", "：", " ", "　", "，", ",", "。",
        "年", "月", "日", "号", "周", "星期", "礼拜", "天", "点", "分", "秒", "刻", "小时", "个", "上", "下", "本", "这", "每", "隔", "初", "底", "中旬", "季度", "世纪", "年代", "农历", "春节", "清明节",
        "到", "至", "从", "自", "起", "之前", "以后", "之间", "内", "前", "后", "最后一个", "第", "差", "钟", "明天", "大后天", "下午", "晚上", "凌晨", "现在", "刚才", "周末", "康熙", "p.m.", "am", "T", "Z",
        "请假", "请", "假", "报名", "签到", "取消", "不", "没", "我", "你", "老张", "他", "说", "党课", "支部大会", "会", "活动", "志愿", "积分", "申报", "查", "多少", "吗", "？", "！", "嗯", "哈", "好", "的", "了", "吧", "算了", "是的", "收到",
        "/", "／", "、", "#", "@小助手", "=", "\"", "“", "”", "「", "」", "姓名", "主题", "地点", "确认", "+1", "#a1b2c3", "12",
    ];

    private static readonly string[] Oddities =
    [
        "\uD83D", "\uDE00", "😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "\u0301", "\u20E3", "\u200B", "\u200D", "\u200E", "\u202E", "\u202C", "\u2066", "\uFEFF", "\uFFFD", "\uFFFF", "\0", "\u0007", "\u001B[31m", "\r\n", "\n", "\t", "\u2028", "\u0085", "\u00A0",
        "ﷺ", "مرحبا", "שלום", "İ", "ı", "ß", "ﬁ", "ǅ", "Ω", "Å", "９", "Ａ", "％", "٣", "१", "๓", "㊙", "㍿", "①", "⑩", "㈠", "Ⅻ", "½", "𠮷", "𝟗", "が", "か\u3099", "한", "ⁿ", "<script>", "%s%n", "{0}", "${x}", "';--", "\\", "&#x0;",
    ];

    private readonly string[] _sentences;
    private readonly string[] _commands;

    /// <summary>Begins with what the product's own files say.</summary>
    /// <param name="commands">Command lines that are right.</param>
    public TextForge(IEnumerable<string> commands)
    {
        _sentences = [.. IntentDefinition.Load(ProductFiles.Dialogs, new List<Fault>()).SelectMany(i => i.Examples)];
        _commands = [.. commands];
    }

    /// <summary>A sentence as people say it.</summary>
    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>Right command lines.</summary>
    public IReadOnlyList<string> Commands => _commands;

    /// <summary>Any text.</summary>
    public string Text(Random random) => random.Next(10) switch
    {
        0 => Noise(random),
        1 => Repeated(random),
        2 or 3 => Mutated(random, Pick(random, _sentences)),
        4 => Pick(random, _sentences) + Pick(random, Oddities) + Pick(random, _sentences),
        5 => Numeral(random),
        _ => Joined(random, random.Next(1, 14)),
    };

    /// <summary>A command line, or nearly one.</summary>
    public string Command(Random random) => random.Next(6) switch
    {
        0 => Text(random),
        1 => "/" + Text(random),
        2 => Pick(random, _commands) + " " + Text(random),
        3 => Pick(random, _commands) + Repeated(random),
        _ => Mutated(random, Pick(random, _commands)),
    };

    /// <summary>The text with a few things done to it.</summary>
    public static string Mutated(Random random, string text)
    {
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            text = Mutate(random, text);
        }

        return text;
    }

    private static string Mutate(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        var end = Math.Min(text.Length, at + random.Next(1, 6));
        return random.Next(9) switch
        {
            0 => text.Remove(at, end - at),
            1 => text.Insert(at, Pick(random, Pieces)),
            2 => text.Insert(at, Pick(random, Oddities)),
            3 => text[..at] + text[at..end] + text[at..],
            4 => text.Insert(at, Repeated(random)),
            5 => text[..at],
            6 => string.Concat(text.Select(c => c is > ' ' and < '\u007F' ? (char)(c + 0xFEE0) : c)),
            7 => text[at..] + text[..at],
            _ => at < text.Length ? text[..at] + (char)(text[at] ^ (1 << random.Next(16))) + text[(at + 1)..] : text,
        };
    }

    private static string Joined(Random random, int count)
    {
        var text = new StringBuilder();
        for (; count > 0; count--)
        {
            text.Append(Pick(random, random.Next(12) == 0 ? Oddities : Pieces));
        }

        return text.ToString();
    }

    // 哈哈哈哈…, 111111…, 从从从从…: alone, in pairs, and with something at the end that spoils a match.
    private static string Repeated(Random random)
    {
        var unit = Joined(random, random.Next(1, 4));
        var length = random.Next(4) switch { 0 => LongestText, 1 => 300, 2 => 40, _ => random.Next(2, 1200) };
        var text = new StringBuilder();
        while (text.Length + unit.Length <= length)
        {
            text.Append(unit);
        }

        return text.Append(random.Next(2) == 0 ? "" : Pick(random, Pieces)).ToString();
    }

    private static string Numeral(Random random)
    {
        const string numerals = "零〇一二三四五六七八九十百千万亿两半点廿0123456789壹贰叁拾佰仟萬億负-.,%/几多余";
        return string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => numerals[random.Next(numerals.Length)])) + Pick(random, Pieces);
    }

    private static string Noise(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 200)).Select(_ => (char)random.Next(1 << random.Next(7, 17))));

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
