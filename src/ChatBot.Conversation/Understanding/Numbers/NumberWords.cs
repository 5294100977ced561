using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Numbers;

/// <summary>Words that hold a number character and no number: 一切, 四川, 陆地, 星期一.</summary>
internal static class NumberWords
{
    private static readonly Lexicon<bool> Words = Lexicon.Set(
        "一切 壹切 一样 一起 一下 一定 一般 一直 一些 一边 一旦 一向 一概 一律 一致 一共 一再 一味 一带 一同 一齐 一流 一举 一贯 一会儿 一方面 一体 一线 一无 一如 一瞬 一阵 一身 一心 一面 " +
        "二手 二维 二胡 三明治 三轮车 三亚 三峡 三星 四川 四处 四海 四面 四邻 四周围 五金 五官 五谷 五花 五湖 五粮 六神 六安 七夕 八卦 八仙 八股 八婆 八方 九州 九江 九寨 十足 十堰 十字 " +
        "两手 两岸 两边 两侧 两会 两旁 两性 两口子 零食 零件 零售 零散 零星 零钱 零碎 " +
        "陆地 陆续 陆军 陆路 陆上 陆战 陆家 大陆 登陆 着陆 内陆 水陆 海陆 放肆 肆意 肆虐 肆无忌惮 大肆 拾取 拾到 拾起 拾掇 捡拾 收拾 夕拾 拾荒 拾金 拾遗 队伍 退伍 入伍 伍仁 军伍 行伍 落伍 为伍 玖瑰 幺儿 " +
        "统一 唯一 万一 逐一 专一 单一 划一 合一 惟一 不一 归一 如一 之一 星期一 星期二 星期三 星期四 星期五 星期六 礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 周一 周二 周三 周四 周五 周六 再三 张三 李四 王五 赵六 老二 老三 老大 小三 " +
        "三心二意 不三不四 乱七八糟 七上八下 五颜六色 一五一十 丢三落四 朝三暮四 四面八方 千方百计 成千上万 三三两两 五光十色 十全十美 九牛一毛");

    // Only these may follow 两 where a word goes on: measure words and units.
    private const string AfterTwo = "个位名天日周年月季小分秒点次条双对只块元张本家件项场门岁节课届期倍种回层栋间部台辆艘架幅首篇页封句段口把支枝根头匹群套份批组排列堆滴杯碗瓶盒箱袋包桶斤公千百十万亿户人里米厘毫吨克平的是和或与、,。!?遍趟顿圈步声下星礼刻代级班队处种重道样";

    // Formal digits that live in other words; alone they count only when nothing stands beside them.
    private const string FormalAlone = "陆肆拾伍";

    private const int LongestWord = 4;

    /// <summary>Whether what was read as a number belongs to a word.</summary>
    public static bool IsPartOfWord(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start == 1 && char.IsAsciiDigit(text[start]))
        {
            return false;
        }

        for (var at = Math.Max(0, start - LongestWord + 1); at <= start; at++)
        {
            if (Words.TryMatch(text, at, out _, out var wordEnd) && wordEnd > start && (at < start || wordEnd > end || wordEnd - at == end - start))
            {
                return true;
            }
        }

        return end - start == 1 && IsLonelyDigit(text, start);
    }

    /// <summary>How far to go on where no number was found: past a doubled digit as a whole.</summary>
    public static int LengthToSkip(ReadOnlySpan<char> text, int at) =>
        IsDoubled(text, at) ? 2 : 1;

    /// <summary>九九, 两两, 万万: one by one or a name, no number.</summary>
    public static bool IsDoubled(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && text[at] == text[at + 1] && (SmallNumber.DigitValue(text[at]) >= 0 || text[at] == '万')
        && (at + 2 >= text.Length || !SmallNumber.IsNumeral(text[at + 2]));

    private static bool IsLonelyDigit(ReadOnlySpan<char> text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        var previous = at > 0 ? text[at - 1] : '\0';
        return text[at] switch
        {
            '零' or '〇' or '○' => previous == '点',
            '两' => char.IsLetter(next) && !AfterTwo.Contains(next, StringComparison.Ordinal),
            '十' => next == '分' && at + 2 < text.Length && char.IsLetter(text[at + 2]) && text[at + 2] is not '钟' and not '之',
            '幺' => true,
            var digit when FormalAlone.Contains(digit, StringComparison.Ordinal) => char.IsLetter(previous) || char.IsLetter(next),
            _ => false,
        };
    }
}
