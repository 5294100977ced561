using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Slots;

/// <summary>Reads what points are claimed for, and how much of it.</summary>
internal static class PointsReader
{
    // Of several words the weightiest counts, see Weight.
    private static readonly Lexicon<string> Categories = new(
    [
        .. Lexicon.Words(SlotWords.Volunteer,
            "志愿 志愿者 志愿服务 义工 义务劳动 义务植树 义务清扫 义诊 义卖 义务 社区服务 养老院 敬老院 福利院 孤儿院 植树 种树 捡垃圾 清扫 打扫卫生 大扫除 扫雪 铲雪 文明劝导 交通劝导 支教 帮扶 扶贫 助老 助残 助学 慰问 走访 入户 探望 防疫 巡逻 夜巡 送餐 禁毒 反诈 垃圾分类 核酸 防火 抗洪 护河 巡河 清河 环保 公益"),
        .. Lexicon.Words(SlotWords.Study,
            "学习 学习强国 强国 学时 课时 网课 网络学院 干部网络学院 干教网 读书 自学 慕课 心得 学习心得 读后感 党史学习 在线学习 线上学习 刷题 答题 挑战答题 视频课 听课 理论学习 学课程 课程 学完 看书 观看视频 研读"),
        .. Lexicon.Words(SlotWords.Meeting,
            "党课 支部大会 党员大会 组织生活会 民主生活会 主题党日 党日 党小组会 小组会 支委会 开会 会议 参会 到会 学习会 例会 座谈会 民主评议 大会 讲党课 上党课 出席 三会一课"),
        .. Lexicon.Words(SlotWords.Post,
            "先锋岗 示范岗 责任岗 责任区 岗位 值岗 站岗 上岗 党员岗 岗 值守 值勤 执勤 守岗 设岗定责 承诺践诺 党员突击队 突击队"),
        .. Lexicon.Words(SlotWords.Other,
            "献血 无偿献血 献完血 献了血 献过血 捐款 捐献 捐赠 捐物 捐书 征文 投稿 获奖 得奖 比赛 表彰 荣誉 建议 提案 宣传 演讲 见义勇为 好人好事 先进 优秀党员 发表 文章 调研 调研报告 拾金不昧 技能竞赛 竞赛 转发 投票"),
    ]);

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

    /// <summary>What the points are for, or null.</summary>
    public static string? ReadCategory(string text)
    {
        string? found = null;
        for (var at = 0; at < text.Length;)
        {
            if (Categories.TryMatch(text, at, out var category, out var end))
            {
                // 学习 among other things is the weakest hint (学习雷锋志愿服务), a named meeting the strongest.
                if (found is null || Weight(category) > Weight(found))
                {
                    found = category;
                }

                at = end;
            }
            else
            {
                at++;
            }
        }

        return found;
    }

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

    private static int Weight(string category) => category switch
    {
        SlotWords.Meeting => 2,
        SlotWords.Study => 1,
        SlotWords.Volunteer => 2,
        SlotWords.Post => 2,
        _ => 3,
    };

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
