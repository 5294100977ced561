using System.Text;

namespace ChatBot.Conversation.Understanding.Text;

/// <summary>A chat message made ready for understanding: plain characters, mentions blanked out, common typos mended. Positions stay those of the message.</summary>
internal static class MessageText
{
    // As long as the word they stand for, by sound (情假) or by shape.
    private static readonly Lexicon<string> Typos = new(
    [
        .. HeardAs("请假", "情清青轻晴亲", "甲价架嫁驾稼", "轻价"),
        .. Lexicon.Words("请个假", "请个价 请个甲 请个架 请个嫁 情个假 清个假 轻个假"),
        .. HeardAs("签到", "千牵迁铅谦鉴欠钱", "道倒导刀", ""),
        .. HeardAs("报名", "抱暴保爆包豹宝", "明铭鸣命", "保命 保明 包明"),
        .. HeardAs("积分", "机级鸡集即极基", "份芬粉纷奋", "级份 极份 基份 即份"),
        .. Lexicon.Words("积分", "计份 记份"),
        .. HeardAs("党课", "挡档当荡", "客刻颗科棵", "当客 当刻"),
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

    // Every way to write a word wrong by sound; what is another word, or part of one, is left alone.
    private static IEnumerable<(string Wrong, string Word)> HeardAs(string word, string first, string second, string others)
    {
        var real = others.Split(' ');
        return
            from a in first.Prepend(word[0])
            from b in second.Prepend(word[1])
            let wrong = $"{a}{b}"
            where wrong != word && !real.Contains(wrong)
            select (wrong, word);
    }

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
            if (IsPicture(plain[at]))
            {
                changed ??= new StringBuilder(plain);
                changed[at++] = ' ';
            }
            else if (plain[at] == '@')
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

        // The end of the words is where the patterns look for it, whatever pictures follow.
        return changed is null ? text : text with { Plain = changed.ToString().TrimEnd() };
    }

    // Emoji, what joins and colours them, and marks without width.
    private static bool IsPicture(char character) =>
        char.IsSurrogate(character) || character is (>= '\u200B' and <= '\u200F') or '\u2060' or (>= '\u2600' and <= '\u27BF') or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF';

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
