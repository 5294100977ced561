using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Slots;

/// <summary>Reads the name of a meeting or activity as the member says it: 党课, 植树活动, 支部大会. A bare 会 or 活动 names none.</summary>
internal static class MeetingNameReader
{
    private enum Head
    {
        /// <summary>A name by itself.</summary>
        Proper,

        /// <summary>A name only with something before it: 座谈会, but not 会.</summary>
        Generic,
    }

    private static readonly Lexicon<Head> Heads = new(
    [
        .. Lexicon.Words(Head.Proper,
            "党课 团课 微党课 主题党日 主题党日活动 党日 党日活动 主题团日 党员大会 支部大会 支部党员大会 支委会 支部委员会 支委会议 党小组会 党小组会议 小组会 组织生活会 专题组织生活会 民主生活会 民主评议 民主评议会 民主评议党员 " +
            "学习会 例会 座谈会 报告会 动员会 宣讲会 表彰会 表彰大会 读书会 茶话会 交流会 研讨会 总结会 推进会 部署会 碰头会 分享会 述职会 评议会 见面会 欢送会 欢迎会 联欢会 运动会 发布会 恳谈会 故事会 党代会 职代会 班子会 党委会 中心组学习 " +
            "理论学习 专题学习 集中学习 政治学习 党史学习 三会一课 志愿服务 志愿活动 志愿者活动 志愿服务活动 义务劳动 义务植树 植树 植树活动 参观 参观活动 参观学习 观影 观影活动 红色教育 红色观影 培训 培训班 讲座 换届 换届选举 换届大会 选举大会 慰问 慰问活动 无偿献血 献血 献血活动 大扫除 " +
            "升旗仪式 升旗 宣誓 宣誓仪式 重温入党誓词 入党宣誓 知识竞赛 演讲比赛 竞赛 征文比赛 清扫活动 清扫 祭扫 祭扫活动 徒步 徒步活动 团建 团建活动 研学 采风 义诊 义卖 政治生日 谈心谈话 警示教育 警示教育大会 廉政党课 廉政教育 专题党课 辅导报告 送温暖 读书班 社区服务 走访 走访慰问 健步走 誓师大会 座谈"),
        .. Lexicon.Words(Head.Generic, "活动 会 会议 大会 课 学习 仪式 比赛 服务 教育 劳动"),
    ]);

    // What may stand before a proper name as part of it.
    private static readonly Lexicon<bool> Modifiers = Lexicon.Set(
        "专题 趣味 廉政 红色 集中 支部 党支部 青年 季度 年度 年终 线上 线下 视频 社区 党员 学雷锋 春季 秋季 老党员 新党员 预备党员 党史 表彰 换届 七一 国庆 清明 党建 入党 读书 廉洁 警示 主题 创城 文明 环保 爱心 义务 植树节 三八节 五四 机关 片区 联合 年中 半年 季度 全体 中心组 扩大 转正 发展 述职 总结 民主 党章 党纪 安全 消防 保密");

    // Where a name surely does not reach back over.
    private const string Stops = "已进入查问找改发么些哪啥几各每全多的了个那这次场去来参加报名取消请假开有在我你他她您它是不要想到和跟给帮上下退出把为从对错吗呢能会可以行点月日号周天午晚早期,。!?;:、\"“”()[] \t因忘没听说看问今明昨后前让叫还就都也被与及或等";

    // 会 in other words: 机会, 会不会, 不会, 会员.
    private const string NotBeforeHui = "机社不一待等约协工委聚议学都也就才可我你他她们能真还总只定应该想家长";
    private const string NotAfterHui = "场来参去到不员计面说做在有让被用见谈晤给帮加出按准成当变影提发客干商长费址";

    /// <summary>The best candidate.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="entities">Times in it: a name does not begin inside one.</param>
    /// <param name="start">Where the name begins.</param>
    /// <param name="end">Position after it; equal to <paramref name="start"/> where there is none.</param>
    public static string? Read(string text, IReadOnlyList<DateTimeEntity> entities, out int start, out int end)
    {
        string? best = null;
        var bestIsProper = false;
        (start, end) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            if (!Heads.TryMatch(text, at, out var head, out var afterHead))
            {
                at++;
                continue;
            }

            afterHead = head == Head.Proper ? AfterSort(text, afterHead) : afterHead;
            var first = head == Head.Proper ? ExtendProper(text, at) : ExtendGeneric(text, at, afterHead, entities);
            if (first >= 0 && (best is null || (head == Head.Proper && !bestIsProper)) && !IsOtherWord(text, at, afterHead))
            {
                best = text[first..afterHead];
                bestIsProper = head == Head.Proper;
                (start, end) = (first, afterHead);
            }

            at = afterHead;
        }

        return best;
    }

    // 研学活动, 培训会: the sort of thing belongs to the name.
    private static int AfterSort(string text, int end)
    {
        var rest = text.AsSpan(end);
        if (rest.StartsWith("活动") || rest.StartsWith("比赛") || rest.StartsWith("仪式") || rest.StartsWith("大会"))
        {
            return end + 2;
        }

        return rest.StartsWith("会") && text[end - 1] != '会' && (rest.Length == 1 || (!NotAfterHui.Contains(rest[1], StringComparison.Ordinal) && rest[1] != '带')) ? end + 1 : end;
    }

    private static int ExtendProper(string text, int at)
    {
        for (var length = 4; length >= 2; length--)
        {
            if (at >= length && Modifiers.TryMatch(text, at - length, out _, out var end) && end == at)
            {
                return at - length;
            }
        }

        return at;
    }

    /// <summary>Reaches back over the words before 活动, 会 and the like; -1 where there are none.</summary>
    private static int ExtendGeneric(string text, int at, int end, IReadOnlyList<DateTimeEntity> entities)
    {
        var first = at;
        while (first > 0 && at - first < 6 && !Stops.Contains(text[first - 1], StringComparison.Ordinal) && char.IsLetter(text[first - 1]) && !IsInsideTime(text, entities, first - 1))
        {
            first--;
        }

        var isBareHui = text[at] == '会' && end - at == 1;
        if (isBareHui && ((first < at && NotBeforeHui.Contains(text[at - 1], StringComparison.Ordinal)) || (end < text.Length && NotAfterHui.Contains(text[end], StringComparison.Ordinal))))
        {
            return -1;
        }

        if (first == at && text.AsSpan(at, end - at) is "学习")
        {
            // 下午的学习 is a session, 学习任务 is none.
            return at > 0 && text[at - 1] is '的' or '个' or '次' && !(end < text.Length && "强资任内进文材完要计记视平课时".Contains(text[end], StringComparison.Ordinal)) ? at : -1;
        }

        // A tool to meet with is no meeting's name.
        if (text.AsSpan(first, end - first) is "腾讯会议" or "钉钉会议" or "飞书会议" or "视频会议" or "线上会议")
        {
            return -1;
        }

        return at - first >= 2 || (at - first == 1 && !isBareHui && text[at] != '课') ? first : -1;
    }

    // 学习强国 is an app, 培训机构 a firm; 会议室 is a room.
    private static bool IsOtherWord(string text, int at, int end)
    {
        var rest = text.AsSpan(end);
        return rest.StartsWith("强国") || rest.StartsWith("室") || rest.StartsWith("资料") || rest.StartsWith("材料") || rest.StartsWith("文件") || rest.StartsWith("纪要") || rest.StartsWith("机构")
            || (rest.StartsWith("节") && !rest.StartsWith("节课")) || IsElsewhere(text.AsSpan(0, at))
            || (text.AsSpan(at, end - at) is "学习" && rest.StartsWith("任务"));
    }

    // 外地培训 is where one is meanwhile.
    private static bool IsElsewhere(ReadOnlySpan<char> before) =>
        before.EndsWith("外地") || before.EndsWith("外出") || before.EndsWith("省里") || before.EndsWith("市里") || before.EndsWith("脱产") || before.EndsWith("业务") || before.EndsWith("岗前") || before.EndsWith("公司") || before.EndsWith("单位");

    private static bool IsInsideTime(string text, IReadOnlyList<DateTimeEntity> entities, int at)
    {
        foreach (var entity in entities)
        {
            // 妇女节活动, 清明祭扫: a holiday may be part of the name.
            if (at >= entity.Start && at < entity.End)
            {
                return !(entity.Type == DateTimeType.Date && (text[entity.End - 1] == '节' || text.AsSpan(entity.Start, entity.Length) is "清明" or "端午" or "中秋" or "国庆" or "五一"));
            }
        }

        return false;
    }
}
