using System.Text;

namespace ChatBot.Conversation.Understanding.Text;

/// <summary>A chat message made ready for understanding: plain characters, mentions blanked out, common typos mended. Positions stay those of the message.</summary>
internal static class MessageText
{
    // As long as the word they stand for, by sound (情假) or by shape.
    private static readonly Lexicon<string> Typos = new(
    [
        .. Lexicon.Words("请假", "情假 清假 请甲 请价 青假 请架 清价 轻假 亲假 请嫁"),
        .. Lexicon.Words("签到", "千到 签道 钱到 签倒 欠到 牵到 迁到 鉴到 签刀"),
        .. Lexicon.Words("报名", "抱名 暴名 保名 报明 爆名 抱明 报铭 豹名 报鸣"),
        .. Lexicon.Words("积分", "积份 机分 级分 鸡分 积芬 计份 几份 记份 积粉 集分"),
        .. Lexicon.Words("党课", "党客 挡课 党刻 档课 党颗 当课 党科"),
        .. Lexicon.Words("主题党日", "主题挡日 主提党日 主题党曰 主题档日 主体党日 主题当日 主题党目"),
        .. Lexicon.Words("支部大会", "支步大会 支不大会 支布大会 枝部大会 支部大惠 只部大会"),
        .. Lexicon.Words("志愿", "志原 只愿 志怨 自愿服 志远服 志院"),
        .. Lexicon.Words("志愿服务", "自愿服务 志愿服物 志愿付务 志远服务"),
        .. Lexicon.Words("志愿活动", "自愿活动 志远活动"),
        .. Lexicon.Words("取消", "取肖 取晓 取宵 去消 取消消 娶消 取销"),
        .. Lexicon.Words("撤销", "撤消 彻销 撤肖"),
        .. Lexicon.Words("出差", "出查 出叉 出岔 初差 出差差"),
        .. Lexicon.Words("参加", "参家 餐加 参佳 参假 叁加 掺加"),
        .. Lexicon.Words("会议", "会意 会义 汇议"),
        .. Lexicon.Words("申报", "申抱 伸报 申暴 审报 神报"),
        .. Lexicon.Words("学习", "学息 学系 学西 雪习"),
        .. Lexicon.Words("帮助", "帮住 邦助 帮组"),
        .. Lexicon.Words("发烧", "发骚 法烧 发烧烧"),
        .. Lexicon.Words("查询", "查寻 察询"),
        .. Lexicon.Words("考勤", "考琴 烤勤 考情"),
        .. Lexicon.Words("组织生活会", "组织生活惠 组只生活会 组织声活会"),
    ]);

    // What a bot's name ends with, where no blank follows it.
    private static readonly Lexicon<bool> BotNameEnds = Lexicon.Set("助手 机器人 小秘书 小书记 bot 助理");

    /// <summary>The text as rules and readers want it.</summary>
    public static NormalizedText From(string message)
    {
        var text = NormalizedText.From(message);
        StringBuilder? changed = null;
        var plain = text.Plain;
        for (var at = 0; at < plain.Length;)
        {
            if (plain[at] == '@')
            {
                var end = EndOfMention(plain, at);
                changed ??= new StringBuilder(plain);
                for (; at < end; at++)
                {
                    changed[at] = ' ';
                }
            }
            else if (Typos.TryMatch(plain, at, out var word, out var end) && end - at == word.Length)
            {
                changed ??= new StringBuilder(plain);
                for (var index = 0; index < word.Length; index++)
                {
                    changed[at + index] = word[index];
                }

                at = end;
            }
            else
            {
                at++;
            }
        }

        return changed is null ? text : text with { Plain = changed.ToString() };
    }

    private static int EndOfMention(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && end - at <= 32 && !char.IsWhiteSpace(text[end]) && !(char.IsPunctuation(text[end]) && text[end] is not ('_' or '-' or '.' or '(' or ')')))
        {
            if (BotNameEnds.TryMatch(text, end, out _, out var afterName))
            {
                return afterName;
            }

            end++;
        }

        return end;
    }
}
