using System.Text.RegularExpressions;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Slots;

/// <summary>Reads the sort of reason that a leave request gives. The words themselves stay with the message.</summary>
internal static partial class ReasonReader
{
    private enum Hint
    {
        Illness,
        Trip,
        Relative,
        Home,
        Family,
        Other,
    }

    private static readonly Lexicon<Hint> Words = new(
    [
        .. Lexicon.Words(Hint.Illness,
            "病 感冒 发烧 发热 高烧 低烧 咳嗽 头疼 头痛 头晕 牙疼 牙痛 看牙 拔牙 补牙 牙科 胃疼 胃痛 肚子 拉肚子 腹泻 过敏 骨折 扭伤 崴 摔伤 受伤 手术 开刀 住院 医院 看病 看医生 中医 吃药 牙医 配药 取药 抽血 验血 拍片 就医 就诊 复诊 复查 体检 挂号 " +
            "打针 输液 吊水 点滴 挂水 化疗 不舒服 难受 不适 身体 阳了 新冠 流感 甲流 甲型 肺炎 腰疼 腰痛 腰伤 腰椎 颈椎 脚伤 腿伤 嗓子 喉咙 扁桃体 中暑 中毒 急诊 门诊 产检 孕检 孕吐 坐月子 痛经 痔疮 眼睛 眼科 打疫苗 疫苗 做检查 胃镜 肠镜 核磁 CT ct 针灸 理疗 康复 隔离 呕吐 吐了 失眠 肠胃炎 胃炎 发炎 鼻炎 咽炎 炎症 摔了 摔断 摔跤 腿断 腿疼 脚崴 卧床 静养 休养 缝针 割伤 烧伤 骨裂 感染 肿了 胸闷 心慌 痛风 皮疹 荨麻疹 湿疹 水痘 疱疹 支气管 哮喘 偏头痛 智齿 种牙 矫正 眩晕 脑震荡 心脏 血压 结石 阑尾 烫伤 晕倒 养伤 养病"),
        .. Lexicon.Words(Hint.Trip, "外出调研 外出考察 外出学习 外出培训 外出开会 外出办公 出差 公差 外出公干 公干 外派 驻场 出公差 因公外出 差旅 在外地开会 外地培训 外地调研"),
        .. Lexicon.Words(Hint.Relative,
            "岳父 岳母 父亲 母亲 爸 妈 老爸 老妈 爸妈 父母 爹 娘 双亲 孩子 小孩 宝宝 娃 儿子 女儿 闺女 老婆 爱人 老公 丈夫 妻子 媳妇 家人 家属 亲人 亲属 亲戚 爷爷 奶奶 外公 外婆 姥姥 姥爷 公公 婆婆 丈母娘 老丈人 哥哥 弟弟 姐姐 妹妹 表哥 表弟 表姐 表妹 堂哥 堂弟 堂姐 堂妹 舅舅 姑姑 姨妈 叔叔 伯伯 孙子 孙女 侄子 侄女 外甥 老人 长辈"),
        .. Lexicon.Words(Hint.Home, "家里 家中 老家 回家 家务 家事"),
        .. Lexicon.Words(Hint.Family, "家长会 婚礼 丧事 葬礼 奔丧 白事 红事 喜事 办酒 订婚 结婚 接送孩子 陪护 陪床 婚假 丧假 陪产假 育儿假 探亲 探亲假 护理假 搬家 满月 升学宴 扫墓 上坟 祭祖"),
        .. Lexicon.Words(Hint.Other,
            "办事 值班 加班 考证 考驾照 科目 追尾 爆胎 剐蹭 停电 有事 急事 私事 要事 事情 考试 补考 上课 走不开 忙 赶项目 赶工 赶材料 赶稿 赶报告 项目 客户 面试 年检 堵车 车坏 修车 堵在 堵路 抛锚 晚点 停运 航班 开会 会议冲突 冲突 时间撞 撞了 撞期 培训 外地 出国 旅游 休假 年假 事假 调休 调班 轮班 夜班 早班 中班 倒班 上班 当班 排班 执勤 抢修 检修 验收 迎检 检查组 督查 检查 审计 汇报 答辩 论文 出庭 开庭 办证 签证 驾照 搬办公室 接待 约了人 有约 有别的安排 另有安排 有安排 另外有会 活动冲突 应急 救灾 防汛 抗洪 抢险 临时任务 任务 走访 下乡 出警 出任务 公务 公假"),
    ]);

    /// <summary><c>sick</c>, <c>business_trip</c>, <c>family</c>, <c>other</c>, or null where no reason is given.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="meetingStart">Where the meeting's name stands; its words are no reason.</param>
    /// <param name="meetingEnd">Position after it.</param>
    public static string? Read(string text, int meetingStart, int meetingEnd)
    {
        var illness = false;
        var trip = false;
        var relative = false;
        var family = false;
        var other = false;
        for (var at = 0; at < text.Length;)
        {
            if (at >= meetingStart && at < meetingEnd)
            {
                at = meetingEnd;
                continue;
            }

            if (!Words.TryMatch(text, at, out var hint, out var end) || IsDenied(text, at, end))
            {
                at++;
                continue;
            }

            illness |= hint == Hint.Illness;
            trip |= hint == Hint.Trip;
            relative |= hint == Hint.Relative;
            family |= hint is Hint.Family or Hint.Home;
            other |= hint == Hint.Other;
            at = end;
        }

        var rest = meetingEnd > meetingStart ? text.Remove(meetingStart, meetingEnd - meetingStart) : text;
        trip |= Sent.IsMatch(rest);
        illness |= Ache.IsMatch(rest);
        if (family && !relative && Friend.IsMatch(rest))
        {
            (family, other) = (false, true);
        }

        return family || relative ? SlotWords.Family : trip ? SlotWords.BusinessTrip : illness ? SlotWords.Sick : other ? SlotWords.Other : null;
    }

    /// <summary>Writes a sign over each word of a reason, one for each sort.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="signs">As long as the text.</param>
    /// <param name="first">The sign of the first sort.</param>
    public static void Mark(string text, Span<char> signs, char first)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Words.TryMatch(text, at, out var hint, out var end) && !IsDenied(text, at, end))
            {
                signs[at..end].Fill((char)(first + (int)hint));
                at = end;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>Sent somewhere: 公司派我去成都, 到省里开会, 跑一趟上海.</summary>
    [GeneratedRegex("(领导|公司|单位|部门|局里?|集团|总部|老板|上级|厂里|所里|院里|科里|组织上?|临时)[^,。!?]{0,4}(派|安排|让|叫|要求|调)[^,。!?]{0,6}(去|到|赴|跑|飞|往)|(派|调|安排|叫)我(去|到|赴|飞|往)|跑一?趟(?!医院|厕所|老家|学校)|(去|到|赴|在|飞|往)(外地|外省|外市|省里|市里|部里|县里|区里|省城|总部|总公司|分公司|子公司|兄弟单位|北京|上海|广州|深圳|成都|武汉|南京|杭州|西安|重庆|天津)[^,。!?]{0,4}(开会|开个会|参会|汇报|培训|调研|考察|学习|办事|办公|公务|验收|谈|支援|督导|参展|交流)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex Sent { get; }

    /// <summary>A part of the body that hurts.</summary>
    [GeneratedRegex("(头|牙|胃|腰|腿|脚|手|肩|颈|脖子|背|胸|膝|眼|耳|嗓|鼻|关节|肠)[^,。!?]{0,3}(疼|痛|酸|肿|扭|麻|断|受伤|伤|出血|发炎|骨折|不行|不好|难受|犯了)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex Ache { get; }

    /// <summary>People who are no relatives: their wedding is no family matter.</summary>
    [GeneratedRegex("朋友|同学|同事|战友|闺蜜|哥们|发小|老师|徒弟|师傅", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    private static partial Regex Friend { get; }

    // 没什么事, 没病; 有事没事. 毛病 and 身体好 are no illness.
    private static bool IsDenied(string text, int at, int end) =>
        (at > 0 && text[at - 1] is '毛' or '没')
        || (end < text.Length && text[end - 1] == '病' && text[end] == '人')
        || (end - at == 1 && text[at] is '忙' && ((at > 0 && text[at - 1] is '帮') || (end < text.Length && text[end] is '帮')))
        || (end - at == 1 && text[at] is '妈' or '娘' && end < text.Length && text[end] is '呀' or '的')
        || (text.AsSpan(at, end - at) is "晚点" && end < text.Length && text[end] is '到' or '来' or '去' or '再')
        || (text.AsSpan(at, end - at) is "身体" && end < text.Length && text[end] is '好' or '棒')
        || (text.AsSpan(at, end - at) is "开会" or "培训" or "上班" or "项目" or "任务" or "事情" or "活动冲突" && IsQuestion(text, end));

    private static bool IsQuestion(string text, int end) => end < text.Length && text[end] is '吗' or '么' or '?';
}

/// <summary>Values of slots that are chosen from a list.</summary>
internal static class SlotWords
{
    public const string Sick = "sick";
    public const string BusinessTrip = "business_trip";
    public const string Family = "family";
    public const string Other = "other";
    public const string Volunteer = "volunteer";
    public const string Study = "study";
    public const string Meeting = "meeting";
    public const string Post = "post";
}
