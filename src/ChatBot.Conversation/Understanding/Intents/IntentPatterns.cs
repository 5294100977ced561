using System.Text.RegularExpressions;
using V = ChatBot.Conversation.Understanding.Intents.Vocabulary;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>Patterns over the plain text, compiled ahead of time.</summary>
internal static partial class IntentPatterns
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <summary>
    /// A pattern that repeats words over a whole message. It must not backtrack: 哈哈哈哈哈… can be cut into words in so many ways that
    /// trying them all takes minutes.
    /// </summary>
    private static Regex Whole(string pattern) => new(pattern, Options | RegexOptions.NonBacktracking);

    [GeneratedRegex(V.Leave, Options, PatternLimit.Milliseconds)]
    public static partial Regex Leave { get; }

    [GeneratedRegex(V.Absence, Options, PatternLimit.Milliseconds)]
    public static partial Regex Absence { get; }

    [GeneratedRegex(V.NotComing, Options, PatternLimit.Milliseconds)]
    public static partial Regex NotComing { get; }

    [GeneratedRegex(V.Gathering, Options, PatternLimit.Milliseconds)]
    public static partial Regex Gathering { get; }

    [GeneratedRegex(V.Voluntary, Options, PatternLimit.Milliseconds)]
    public static partial Regex Voluntary { get; }

    /// <summary>Somebody else does it, and nobody asks the bot to do it for them.</summary>
    [GeneratedRegex(@"^[^我,。!?]{0,12}?(?<![帮替代给为跟和陪])" + V.Others + @"[^我,。!?]{0,10}?(请了?[^,。!?]{0,4}假|请了|又请|假|报名|报了|签到|签了|到了|来了|来不了|不来|没来|去不了|不去|没去|参加|退出|缺席|出差|打卡|迟到|积分|多少分|几分|得分|要来|撤销|取消)|" + V.FullName + @"(今天|昨天|明天|上午|下午|刚刚?|已经|也|又|都|怎么|还)*(请假了|请假没|签到了|报名了|到了|来了|没来|来不了|不来了|退出了|没到|没签到|没报名|请假吗)", Options, PatternLimit.Milliseconds)]
    public static partial Regex OthersDoing { get; }

    /// <summary>Words of others: 老王说要请假, 他说“我来不了”.</summary>
    [GeneratedRegex(V.Others + @"[^我,。!?]{0,4}?(说|讲|问我?|发消息|通知|告诉我|让我问|喊|转告)|[说问讲](了|着|过)?[,:]?[""“「『']|^[""“「『][^""”」』]*[""”」』]$|^转发?[:：]", Options, PatternLimit.Milliseconds)]
    public static partial Regex Quote { get; }

    /// <summary>A wish denied: 我没有要请假, 不用报名.</summary>
    [GeneratedRegex(@"(?<!还|能|可|来得及)(没(?!来得及|法|办法|能|空|时间)有?|(?<!能)不(?!能|可以|了|得不|知|是不)|并没有?|并不|未曾|无需|不用|不必|别)(人|是|我|来|要|给我|帮我|替我|打算|会|想要?|说过?|说要|说我?要|用|需要|必|准备|考虑|曾|提过?|有要?|点过?|说我){0,3}(请假|请[^,。!?]{0,3}假|报名|报过名|签到|退出|申报|登记|加分|记分|记积分|加积分|取消|撤销|查)(?!成功|上|成|吗|了)|还没(想|打算|准备|决定|考虑)[^,。!?]{0,4}(请假|报名|签到|退出|申报|取消)|没有?说(过)?我?(要|想)?(不?参加|不?来|不?去|请假|报名|退出)", Options, PatternLimit.Milliseconds)]
    public static partial Regex DeniedWish { get; }

    /// <summary>Things named after what the bot does.</summary>
    [GeneratedRegex(@"(签到(的人|人数|笔|册|牌|墙|设备|表|本|簿|机|码|领|有奖|送|系统|页面|墙|率|处|台|点|二维码|名单|记录表|环节|那个)|请假(要|会|是不是)?(扣|影响|罚)|请假(别|不要|就|都|可以|请)?找|请假(手续|条(?!\s*:)|单|制度|率|系统|表|的人|人数|规定|太多|多的)|报名(表|费|截止了|已经|结束|满了|的人|人数|系统|的人数|通道|链接|群)|积分(榜|制|商城|系统|墙|卡|表|规则|牌|奖品|制度|管理办法|兑换)|(请假|报名|签到|参加)(的)?(人|同志|名单|时候|时请|时记得))", Options, PatternLimit.Milliseconds)]
    public static partial Regex NamedThing { get; }

    /// <summary>Something is wanted of the bot.</summary>
    [GeneratedRegex(@"(帮我|给我|替我|麻烦|我要|我想|想(?!起|法)|查|看看|看一?下|看下|多少|第几|发我|发一?下|怎么|如何|需要|能不能|可以[^,。]{0,4}吗|能[^,。]{0,4}吗|在哪|申请|提交|要交|我的|申报)", Options, PatternLimit.Milliseconds)]
    public static partial Regex Request { get; }

    /// <summary>An opinion, good or bad.</summary>
    [GeneratedRegex(@"(真|太|好|挺|很|特别|非常|相当|超|越来越|有点|这么)(?!的|像|吗)[^,。!?我]{0,4}?(漂亮|好(?!吗)|棒|不错|精彩|累|长|慢|难|烦|有意思|好听|好看|卡|智能|聪明|感人|成功|热闹|及时|多|少|高|低|差|丑|快|方便|麻烦|用心|生动|辛苦|无聊|给力|厉害|贴心|准时|赞|满|火|冷|热|激动|快乐|开心|踊跃|积极|激烈|顺利|隆重)|(讲|办|做|开|搞|弄|写|拍|布置|组织)得|(不错|真好|太好了|好看|好听|好玩)[呀啊的了吧。!]*$|感谢|点赞|不容易|收获满满|受益匪浅|坏了|卡了|崩了|死机", Options, PatternLimit.Milliseconds)]
    public static partial Regex Opinion { get; }

    /// <summary>Leave that was asked for before: a statement, no request.</summary>
    [GeneratedRegex(@"(我|已经|之前|上次|昨天|当时|早就)[^,。!?]{0,5}请(过|了)[^,。!?]{0,3}假", Options, PatternLimit.Milliseconds)]
    public static partial Regex LeaveAskedBefore { get; }

    /// <summary>Good wishes.</summary>
    [GeneratedRegex("祝|快乐|恭喜|安康|恭贺|节日好|过年好|新年好", Options, PatternLimit.Milliseconds)]
    public static partial Regex Wishes { get; }

    /// <summary>Words without which the examples' vote for anything to do with meetings is chance.</summary>
    [GeneratedRegex("假|报|参加|签|积分|分|会|课|学|活动|志愿|党|考勤|出勤|资料|材料|文件|申|登记|取消|撤|退|到|来|去|植树|参观|培训|讲座|服务|缺席|名额|名单|记|读|观影|劳动|接龙", Options, PatternLimit.Milliseconds)]
    public static partial Regex Domain { get; }

    [GeneratedRegex(V.Gathering + "|开会|安排|集合|日程|通知|地点", Options, PatternLimit.Milliseconds)]
    public static partial Regex AboutMeetings { get; }

    [GeneratedRegex("分|排名|名次|排第|学时|课时|时长|志愿|登记|申报|献血|岗|植树|慰问|走访|义务|劳动|心得|党课|讲课|征文|捐|读书|清扫|支教|值守", Options, PatternLimit.Milliseconds)]
    public static partial Regex AboutPoints { get; }

    [GeneratedRegex("学|材料|资料|文件|课件|读|书|文章|视频|教材|篇", Options, PatternLimit.Milliseconds)]
    public static partial Regex AboutStudy { get; }

    /// <summary>Asking other people: 你们报名了吗, 都签到了没.</summary>
    [GeneratedRegex(@"(你们?|都|各位|大家|你俩|咱们)[^我,。!?]{0,6}(请假|报名|报了|签到|签了|到了|参加|去|来|学完|看完)[^,。!?]{0,6}(吗|没|么|\?|呀)|^[^我]{0,4}(都|全)(报名|签到|到|请假)了|^(请)?(大家|各位)|有没有人|没人(报|签|来|去|参加|请)|(?<!我|还)记得(带|签到|报名|请假|按时|准时|来)|(请|麻烦)(大家|各位|同志们)", Options, PatternLimit.Milliseconds)]
    public static partial Regex AskingPeople { get; }

    [GeneratedRegex(@"(签到|打卡)[^0-9]{0,6}(?<code>[0-9]{4,6})(?![0-9])|^\s*(?<code>[0-9]{4,6})\s*(签到|打卡)", Options, PatternLimit.Milliseconds)]
    public static partial Regex CheckInCode { get; }

    [GeneratedRegex(@"(签到|签个到|签一?下到|打卡|打个卡|报到|请签(?!字|名)|帮我签(?!字|名)|给我签(?!字|名)|签一下(?!字|名)|来签|我签(?!字|名|收|了名)|签到了|[,\s](请|帮忙?|我来)?签(到|一下|个)?[!。~\s]*$)", Options, PatternLimit.Milliseconds)]
    public static partial Regex CheckIn { get; }

    public static Regex Arrived { get; } = Whole(@"^[,。!~\s]*((报告)?[,\s]*(书记|组长|主任|各位|大家)?(好|您好)?[,\s]*)?(我|人|本人|俺|我人)?(现在|刚刚?|已经?|都|也|准时|正)*(到(了|啦|场|位|会|咯|喽|达|齐|呀|哟)+|抵达[^,。?]{0,5}|到(会场|现场|会议室|活动室|教室|场|了会场|地方|门口|单位|社区|集合点|了现场|了会议室)[^,。?]{0,3}|在(会场|现场|会议室|活动室|场|教室|里面|线上|会上|集合点)[^,。?]{0,4}|来(了|啦|咯|喽)|进(入|到)?(了)?(腾讯|线上|视频|钉钉)?(会议室?|会场|场|会|直播间)了?|入(会|场|座)了?|坐(好|下|到位)了?|上线了?|报到|到)([,。!~\s]|在(门口|楼下|大厅|外面|后排|前排|第[一二三四五]排)|了|啦|的|哈|呢|吧|请|帮|麻烦|登记|记录|记一下|签|到|我|来|人|在|场|现)*$");

    [GeneratedRegex(@"(快|马上|还没|没有?|未|怎么还|路上|晚点|即将|准备|还要|才|几点|什么时候|能不能|谁|怎么|如何|忘了?带|表|吗|没$|\?)", Options, PatternLimit.Milliseconds)]
    public static partial Regex NotYetThere { get; }

    [GeneratedRegex(@"((撤回|撤销|撤掉|取消|收回|作废|退掉|撤)[^,。?!]{0,8}(假(?!期|日|如)|请假)|(请假|的假|病假|事假|假条|假)(申请)?[^,。?!]{0,5}(撤回|撤销|撤了|撤掉|撤一下|取消|不请了|作废|收回|不要了|不需要了|退掉|用不着了|不用了)|不(用|需要|想|要)?请[^,。!?]{0,3}假了|不(用|需要)请了|销假)", Options, PatternLimit.Milliseconds)]
    public static partial Regex WithdrawLeave { get; }

    [GeneratedRegex(@"(假|请假|假条)(申请)?[^,。!?]{0,6}(批(了|没|准|过|下来)|审批|同意了?[没吗么]|通过(了)?[没吗么]|过了?[没吗么]|结果|进度|状态|有回复|准了|审核|到哪|驳回|被驳|记录)|(批|同意|审批)[^,。!?]{0,3}我[^,。!?]{0,4}假|我[^,。!?]{0,8}请(了|过)(几次|多少|哪些)[^,。!?]{0,3}假|(查|看)[^,。!?]{0,6}(请假|假条)(记录|状态|进度|情况|审批)?", Options, PatternLimit.Milliseconds)]
    public static partial Regex QueryLeave { get; }

    [GeneratedRegex(@"(申诉|有异议|提异议|(记录|考勤|出勤|签到|积分|统计|登记)[^,。!?]{0,6}(有误|错了|(?<!对)不对|有问题|不准|搞错|弄错|记错|漏)|(记|登|标|算|统计)(错|漏)了?|(?<!不)明明[^,。!?]{0,6}(到|来|去|参加|签|请|在|交)|误记|(缺勤|缺席|旷会|未到|没到|没来|迟到|无故)[^,。!?]{0,6}(不对|错|有误|不属实|冤)|(怎么|为什么|为啥|凭什么|咋)[^,。!?]{0,4}(记|算|标|写|显示)[^,。!?]{0,6}(缺|没|旷|未|迟到|无故)|漏记|少记|少给我|多扣|扣错|没给我(记|算|加)|(但是?|却|可是?|就是|怎么|为什么|为啥)[^,。!?]{0,4}(没有?|未)(记|显示|算|加|录)(上|到|进|我)?|(不是|不算|不该算|不应该?算|(?<!有)没有?|并未|不能算)(我|的)?(缺席|旷会|旷课|缺勤|无故|迟到))", Options, PatternLimit.Milliseconds)]
    public static partial Regex Dispute { get; }

    [GeneratedRegex(@"(我的?|查|看|本人|自己|个人)?[^,。!?]{0,8}(考勤|出勤|到会率|参会率|出席率|到会(情况|记录|次数)|参会(情况|记录|次数)|签到记录|签到情况|缺席记录|缺勤|(缺|旷|少)[^,。!?]{0,3}(几|多少)(次|回|场)|(几|多少)(次|回|场)[^,。!?]{0,4}(没来|没去|没参加|缺席|缺勤|没到|没签到)|(参加|到|去|来)(了|过)?(几|多少)(次|回|场))", Options, PatternLimit.Milliseconds)]
    public static partial Regex QueryAttendance { get; }

    [GeneratedRegex(@"^[^,。!?]{0,6}(撤销|撤回|回退|回滚|undo)[^,。!?]{0,10}$|(刚才|刚刚|刚|上一(个|条|步|次)|上个|前面)[^,。!?]{0,8}(撤|取消|不算|作废|删|退|点错|弄错|发错|按错|收回)|(撤|取消|作废|收回)[^,。!?]{0,4}(刚才|刚刚|刚|上一(个|条|步|次)|上个)", Options, PatternLimit.Milliseconds)]
    public static partial Regex Undo { get; }

    [GeneratedRegex(@"(取消|撤销|撤回|撤掉|退掉|退出|退了|退|去掉|删掉|删除|划掉|移除|撤|不要|作废|收回)[^,。?]{0,10}(报名|名单|名额|我的名字|名字|接龙|报的|登记)|报(了|过|上)?(的)?名[^,。?!]{0,8}(取消|撤|退|作废|删|去掉|不要了|不算|收回)|不(用|想|要|打算|准备)?报(名)?了(?!吗)|(我报|报的)[^。?!]{0,14}(取消|撤|退)|我(要|想)?退(了|出)(?!休)|(名单|接龙|群接龙)[^,。?!]{0,5}(删|去掉|移|撤|退|划)|(不用|别|不要|不必)[^,。?!]{0,4}留|" + V.Voluntary + @"[^,。!?]{0,6}(退掉|退了|取消掉|取消吧|取消一下|帮我取消|撤掉|撤了)|(?<!可)取消[^,。?!]{0,8}(参加|活动|志愿|服务|参观|植树|劳动|比赛|预约|预订|占位|席位)(?!了吗|了没)|退出(?!群|登录|系统|来)[^,。?!]{1,12}|(名额|位置|位子|席位)[^,。?!]{0,5}(让|给别|空出|腾|退)|(把|将)我[^,。?!]{0,6}(去掉|划掉|删|移|拿掉|撤|除名|踢)|(别|不用|不要|不必|先别)(算|带|加|报|留)(上)?我|^\s*-\s*[1一]|减一|别给我报|退报|(?<!可以|能)(退掉|退了)(?!休|票|款|货|订|快|烧|群|吗|没)|报名[^。?!]{0,16}(撤了|撤掉|取消吧|取消掉|退了|退掉|作废)|报(了|过)名[^。?!]{0,12}(取消|撤|退)", Options, PatternLimit.Milliseconds)]
    public static partial Regex CancelSignup { get; }

    [GeneratedRegex(@"(之前|原来|本来|先前|昨天|上次|已经|刚|原先|原本)?[^,。!?]{0,4}(报过名|报了名|报名了|报的名|报上了|报了的|报过|已报名|报了|报名的|我报的)", Options, PatternLimit.Milliseconds)]
    public static partial Regex HadSignedUp { get; }

    [GeneratedRegex(@"(报名(?!费|表|的人|人数|截止|时间|通道|链接|群)|报个名|报一?下名|报上名|报一个|报我|我报(?!告|销|警|错|仇)|我也报|帮我报(?!销)|给我报(?!销)|也报|报上我|报一下(?![^,。]{0,12}(积分|学时|学分|时长|小时|分))|报下(?![^,。]{0,14}(积分|学时|学分|时长|小时|分))|\+\s*1(?![0-9])|加一(?!下|次|点|分|个小)|加1(?![0-9分])|(算|加|带|捎|写|记|添|叫)(上)?(我|俺|咱)(一?个|的名字?|名字?|一份|一员|呗|吧|哈|啊|$|[,。!~])|算我|加我一|带我一|(留|占|预留|保留|订)[^,。!?]{0,3}(位|名额|座|席)|留(一?个|一?份)|把我[^,。?!]{0,2}加|要报(?!销|告|警|积|学|志|时)|让我[^,。?!]{0,2}(参加|去|来)|把(我|俺)[^,。?!]{0,3}(算|加|带|写|放|填|排)(进|上|入|到)|(有|留)我一(份|个)|少不?了我|我要上[!。~\s]*$|登记[^。!?]{0,8}参加|我[^,。?!]{0,3}(列入|加入|放进|写进|编入|排进)|名单[^,。?!]{0,3}(加|写|添)我|(?<!不)(来|去|到)得了|^我?要去|接龙|预约|登记参加|把(我|俺|咱)?的?名(字|额)?[^,。!?]{0,3}(写|加|填|记|报|添|登)|登个记|[,。]\s*我(一定|会|肯定|准时)*(到|来|去|参加)[!~\s]*$|" + V.Gathering + @"[^,。!?]{0,2}我(这边|这里)?(也|都)?(ok|okay|没问题|有空|行|可以)|名额[^,。!?]{0,4}(还有|给我)|我(也)?(去|来|参加)(吧|哈|啊|呀|!|。|$)|我(也)?(想|要|能|会|可以|愿意|一定|肯定|准时|按时|保证|必须|争取)(要|能|会|可以|准时|按时|去|来)*(参加|出席|到场|到会|来|去|到)|(能|可以|会|一定|准时|按时|肯定|保证)(准时|按时)?(来|去|参加|到|出席|到场|到会)(?!不)|想(去|来|参加|报)|(要|想|愿意|打算|准备)参加|确认(参加|出席|参会|到会)|参加[!。]?$|没问题[,]?我?(来|去|参加))", Options, PatternLimit.Milliseconds)]
    public static partial Regex Signup { get; }

    [GeneratedRegex(@"(申报|登记(?!参加)|填报|补报|上报|申请|提交|补录|录入|录一?下|录|记一?下|记上)[^,。?!多查看]{0,14}(志愿服务|志愿时|义务)|(申报|登记|填报|补报|上报|申请|提交|补录|录入|录一?下|录|记一?下|记上|记个?|加一?下|加上|加个?|补上?|报一?下|报|算|计)[^,。?!多查看]{0,14}(积分|学分|学时|课时|时长|工时|加分|[0-9一二三四五六七八九十两半]+个?(小时|学时|课时|钟头|次|分(?!钟)|天|户))|(积分|学分|学时|课时|时长)[^,。?!多查看]{0,8}(申报|登记|填报|补报|上报|录入|录一?下|记一?下|加一?下|加上|补上|补录|补一下|报一下|报上|没加|领一下)|(算|记|计)(上|进|成|作|为|做)?(志愿|积分|学时)|^(报|申报|登记|加|记|领)[^,。?!]{0,4}(积分|学分|学时)|(加|记|报|领|算)(个|点|些)?分(?=$|[,。!~\s])|申报[:,\s]|报[^,。?!多查看]{0,10}的分(?!钟|享|会)|(?<!查)(分|积分)[^,。?]{0,3}(给我|帮我)?(加|记|补|算)(上|一下|下)", Options, PatternLimit.Milliseconds)]
    public static partial Regex PointsClaim { get; }

    [GeneratedRegex(@"(积分|分数|得分|我的分|总分|学分|排名|名次|排行|多少分|几分(?!钟)|排第几|排多少|(?<![十百部])分[^,。?!钟]{0,3}(多少|够|几)|第几名|积了多少|(我的?|月|周|季度|年)的?分(?!钟|会|享|工|配|组|支|别))", Options, PatternLimit.Milliseconds)]
    public static partial Regex Points { get; }

    [GeneratedRegex(@"(多少|几分|几个|第几|排|查|看|问|明细|剩|余额|一共|总共|目前|现在|累计|够|达标|还差|差多少|变化|涨|扣|情况|咋样|怎么样|有没有|吗|么|呢|\?|名次|统计|发我|告诉我|我的(积)?分|我积分|^积分$|^分数$|总分)", Options, PatternLimit.Milliseconds)]
    public static partial Regex AskingPoints { get; }

    [GeneratedRegex(V.Gathering + @"[^,。!?]{0,10}?(" + V.When + "|" + V.Where + @"|改到|改期|推迟|延期|提前|取消了?[吗没么\?]|谁(主持|讲|来讲|主讲|上|带队|负责|组织|通知)|议程|议题|主题(是|啥|什么)|内容(是|啥|什么)|讲(什么|啥)|要带|带什么|需要带|要准备|准备什么|穿什么|集合|安排|通知|还开|开不开|开吗|开了?没|还有吗|有吗|是(今天|明天|后天|周|几)|要不要|用不用|需不需要|必须|要参加吗|哪些人|都有谁|还办|照常|正常|如期|还?剩下?(几|多少))", Options, PatternLimit.Milliseconds)]
    public static partial Regex MeetingAsked { get; }

    [GeneratedRegex("(" + V.When + "|" + V.Where + @"|有(什么|啥|哪些|没有|几个|几场)|有没有|有|还有|还开|开不开|要开|要不要|开什么|开哪|开不开|安排了?(什么|啥|哪些)|是不是)[^,。!?]{0,8}?(开会|上课|集合|开始|活动|党日|党课|会|课|大会|培训|安排)", Options, PatternLimit.Milliseconds)]
    public static partial Regex MeetingAskedBefore { get; }

    [GeneratedRegex(@"((最近|下一?(次|场|个)|近期|接下来|下周|这周|本周|本月|这个月|下个月|今天|明天|后天|周[一二三四五六日天末])[^,。!?]{0,8}(会|活动|安排|党课|党日|日程|会议)[^,。!?]{0,6}(是|有|呢|安排|\?|吗|么|$|什么|啥|哪|几|没)|(会议|活动|日程|开会)(通知|安排|时间|地点|日程|表|计划)|^(查|看)[^,。!?]{0,6}(会|活动|日程|安排|会议)|开会(不|吗|没|么)|(活动|党课|会议|的会)(不|没)[呀啊?]*$)", Options, PatternLimit.Milliseconds)]
    public static partial Regex MeetingListed { get; }

    [GeneratedRegex(@"(吗|么|没(?!问题|事|关系|意见)|\?|呢|嘛|不(?=[呀啊呢?!。~\s]*$)|(?<x>[\p{IsCJKUnifiedIdeographs}])不\k<x>|是不|啥|什么|哪|几|何|谁|多久|多长|怎|查|看|问(?!题)|时间|地点|安排|通知|发我|地址|告诉)", Options, PatternLimit.Milliseconds)]
    public static partial Regex Question { get; }

    [GeneratedRegex(@"(学(的|过|了)?(什么|啥|哪|些什么|些啥|到哪|点什么|的是)|(党课|培训|会议)[^,。!?]{0,3}(资料|材料|课件|文件|视频|链接)|(学习|自学|必读|必学|要学|党史|理论|阅读|要看|要读|指定|本期|课程|党章)[^,。!?]{0,6}(资料|材料|文件|课件|清单|内容|任务|进度|计划|要求|篇目|书目|视频|链接|文章|书|完成|情况|多少|几|状态|安排|主题|重点|记录|时长|课时|学时|率|打卡)|(资料|材料|课件|学习文件|学习内容|学习任务|读物|文件|书目)[^,。!?]{0,8}(发|给|在哪|哪里|哪儿|有|看|下载|链接|要|呢|是|什么|啥)|(发|给|要|看|找|下载|查)[^,。!?]{0,6}(资料|材料|课件|学习文件|学习内容|学习任务|文件|读物|学习|书目)|(还|有)[^,。!?]{0,4}(没学|要学|没看|没读|未学)|(读|看)(什么|啥|哪些|哪本)(书|文章|材料|资料|文件)?|学(完|习|了)?(了|完)?(多少|几|没|吗)|我[^,。!?]{0,3}学习[^,。!?]{0,6}(完成|进度|多少|怎么样|咋样|情况|够)|(书|文章|材料|资料|文件|课程)[^,。!?]{0,3}(哪|几)(几|些|本|篇|个|份)|学习[^,。!?]{0,4}(完成|做完|落下|没完成)[^,。!?]{0,4}(多少|没|吗|几|率|情况))", Options, PatternLimit.Milliseconds)]
    public static partial Regex Study { get; }

    [GeneratedRegex(@"^[^?吗没怎多几]{0,14}?(已读|已阅|阅毕|已学(?!多少)|已学习|(学|看|读)(完|过|好)(了|啦|毕)|学习(完成|完毕|结束|完)了?|看完|读完|已经?(学|看|读)(完|过)了?|全部学完|学习打卡)[^?吗没多几]{0,6}$", Options, PatternLimit.Milliseconds)]
    public static partial Regex ReadMaterial { get; }

    [GeneratedRegex(@"(帮助|help|求助|^\s*[\?？]+\s*$|怎么(用|使用|操作|玩|弄|搞)|如何(使用|操作)|使用(说明|方法|指南|手册)|^说明$|(可以|能|会)(干嘛|干啥|做啥|干吗|做什么)|说明书|操作(说明|指南|手册)|用法|(你|您|机器人|小助手|这个?)[^,。]{0,3}(会|能|可以|都能|都会)[^,。!]{0,6}(什么|啥|哪些|干嘛|干吗)|(能|可以|会)(帮我|帮忙|给我|替我)?[^,。]{0,2}(做|干|办|帮)[^,。]{0,3}(什么|啥|哪些|些什么)|(有|都有)[^,。]{0,3}(什么|哪些|啥)[^,。]{0,2}(功能|命令|指令|用处|本事|技能|菜单|用)|怎么跟你(说|用|讲)|功能[^,。]{0,2}(哪些|什么|啥)|功能(介绍|列表|菜单|清单|说明)?[吧呗]?$|^(主)?菜单|指令|命令|不会用|教(教|一下|我)|你是(谁|干嘛|干什么|做什么|什么)|新手|指引|介绍一下(你|自己|功能)|干什么用|有啥用|能干啥|能干嘛)", Options, PatternLimit.Milliseconds)]
    public static partial Regex Help { get; }

    [GeneratedRegex(V.How + @"[^,。!?]{0,6}(请假|请个假|报名|签到|申报|登记积分|报积分|打卡|取消报名|销假|申诉|加积分|加分|查积分|查分|补签|操作|使用|补假|提交)|(请假|报名|签到|申报|积分申报|打卡|申诉|补签|补假)[^,。!?]{0,4}(怎么|如何|咋)((弄|操作|办|搞|做|走|用|写|填|报|整|请|签|说|讲|跟你)|[弄搞呀啊呢?]*$)|(请假|报名|签到|申报|补签|申诉|积分)(的)?(流程|步骤|方法|程序|要什么|需要什么)", Options, PatternLimit.Milliseconds)]
    public static partial Regex HowTo { get; }

    public static Regex Cancel { get; } = Whole(@"^[,。!~\s]*((我|那|那就|还是|就|先|你|给我|嗯|呃|额|哎|唉|好吧|不了|不对|等等|对不起|抱歉|不好意思|麻烦|帮我|请|这个|此次|本次|当前)*(取消(掉|一下)?(这次|这个|本次|此次|当前)?的?(操作|填写|流程|申请|办理|表单)?|算(了|啦)|不要(了|啦)?|退出(这个|本次|此次|当前)?的?(流程|填写|表单|操作|办理|来)?|谢谢(你|您|啦|了)?|多谢|停(止|下|一下)?|不用(麻烦|管|弄|填|办|继续)?(了|啦)|先放(着|一放|一下|放)?|不需要(了|啦)?|不(弄|填|办|搞|做|写|继续|申请|请|报|想弄|玩|聊|操作|登记|申报|想填)(了|啦)|放弃(了|填写|办理|操作)?|结束(吧|了|流程|对话|填写)?|终止|关闭|作罢|拉倒|撤吧|先不[^,。!?]{0,4}|先这样|下次(再说|吧|再[^,。!?]{1,3})|回头(再)?(说|弄|填|办)?|改天(再说|吧|再[^,。!?]{1,3})?|以后再[^,。!?]{1,3}|待会再[^,。!?]{1,3}|等会再[^,。!?]{1,3}|晚点再[^,。!?]{1,3}|等等再[^,。!?]{1,3}|过会儿?再[^,。!?]{1,3}|一会儿?再[^,。!?]{1,3}|当我没(说|问)|没事了?|没什么|别(弄|填|办|管|问|继续)了?|不了|不必了|免了|quit|exit|cancel|stop|中断|到此为止|暂停|还没想好|再想想|再考虑|我再想想)" + V.Particles + @")+$");

    public static Regex Confirm { get; } = Whole(@"^[,。!~\s]*((嗯+|恩+|哦|噢)?[,\s]*(我)?(是(的|啊|呀|滴|哒)?|对(的|啊|呀|头|滴)?|好(的|啊|呀|嘞|滴|哒|吧|好)?|行(的|啊|吧)?|可以(的|啊|呀)?|确定|确认(无误|提交|一下)?|没(问题|错|毛病)|ok|okay|yes|y|嗯+|恩+|就(这样|是这样|是(这|那)个|是|这么办|它|这个)|提交|同意|成|妥|正确|无误|要的?|需要|当然|必须的?|发吧|就这么定|没异议)" + V.Particles + @")+$");

    public static Regex Deny { get; } = Whole(@"^[,。!~\s]*((不是(的|这个|这样|啊)?|不对(的|啊)?|不行|不可以|不(要这个|同意|正确|确定|确认|提交|好)|没有|错(了|的|啦)?|说错了|填错了|弄错了|有误|否|no|n|nope|别|不)" + V.Particles + @")+$");

    [GeneratedRegex(@"^[,。!~\s]*(我?(就)?(选|要|挑|是|定))?\s*(第\s*(?<place>[0-9]{1,2}|[一二三四五六七八九十两]{1,3})\s*(个|项|场|条|次|份|种|位|号|节)?|(?<place>[0-9]{1,2})\s*(号|\.|个|项|、)?|(?<place>[一二三四五六七八九十])|(?<next>下一?(个|场|项|条|页)|后面那?个|下面那?个)|(?<last>最后(一|那)?(个|场|项|条)|倒数第一个)|(?<first>前面那?个|上面那?个|头一个|首个))" + V.Particles + "$", Options, PatternLimit.Milliseconds)]
    public static partial Regex Pick { get; }

    /// <summary>Asking when or where.</summary>
    [GeneratedRegex(V.When + "|" + V.Where, Options, PatternLimit.Milliseconds)]
    public static partial Regex WhenOrWhere { get; }

    /// <summary>Signing up in so many words, whatever else is said.</summary>
    [GeneratedRegex(@"报名|报个名|报我|帮我报|给我报|算我|加我|带我|接龙|\+\s*1", Options, PatternLimit.Milliseconds)]
    public static partial Regex ExplicitSignup { get; }

    /// <summary>Whether a deed earns points: a claim, politely put.</summary>
    [GeneratedRegex(@"(能|可以|可|能不能)(加|算|计|记|申报|拿)[^,。?!]{0,3}分", Options, PatternLimit.Milliseconds)]
    public static partial Regex EarnsPoints { get; }

    /// <summary>Courtesies that start nothing.</summary>
    public static Regex Courtesy { get; } = Whole(@"^([,。!~\s\p{So}\p{Cs}\uFE0F\u200D]|(好的?|ok|嗯+)?[,\s]*(收到|谢谢(你|您|大家|书记|啦|了|提醒|通知)?|多谢|感谢|辛苦(了|啦|大家|各位|书记)?|(大家|各位|书记|你|您|同志们)?(早上|上午|中午|下午|晚上)?好(呀|啊|哇)|(大家|各位|书记|你|您|同志们|早上|上午|中午|下午|晚上)(们)?好|早(安|啊|呀)?|晚安|在吗|在不在|知道了|了解(了)?|明白(了)?|好嘞|哈+|嘿+|再见|拜拜|赞|hello|hi|嗨|哈喽|666|👍|nice|[哦噢]+)(了|啊|呀|哈|啦)?)+$");

    /// <summary>Points that were forgotten and are claimed now: no dispute.</summary>
    [GeneratedRegex("补报|补录|补登|补记|补申", Options, PatternLimit.Milliseconds)]
    public static partial Regex ClaimedLate { get; }

    /// <summary>Telling what one has sent or handed over: 材料我发您邮箱了.</summary>
    [GeneratedRegex(@"我(已经?|刚刚?|都)?(发|交|传|递|寄|送|放|打印|印|整理|转)[^,。!?]{0,8}(了|啦|好了)[!。~\s]*$", Options, PatternLimit.Milliseconds)]
    public static partial Regex OwnDeedTold { get; }

    /// <summary>A question that can be nothing else.</summary>
    [GeneratedRegex(@"吗|么|\?|呢|啥|什么|哪|几|何时|谁|多久|怎|没有?[呀啊!。~\s]*$|不[呀啊!。~\s]*$", Options, PatternLimit.Milliseconds)]
    public static partial Regex PlainQuestion { get; }

    /// <summary>Somebody else, by name or title.</summary>
    [GeneratedRegex(V.Others, Options, PatternLimit.Milliseconds)]
    public static partial Regex OtherPerson { get; }

    /// <summary>Rooms and things that the bot does not look after.</summary>
    [GeneratedRegex("密码|wifi|钥匙|空调|投影|打印机|充电|遥控|话筒|麦克风|插座|停车|车位|水壶|桌椅|椅子|订单|快递|外卖|报销|发票", Options, PatternLimit.Milliseconds)]
    public static partial Regex Facility { get; }

    /// <summary>Somebody else was meant: 我是说小张请假，不是我.</summary>
    [GeneratedRegex(@"(不是|并非)(我|本人|我自己)(的事)?[吧啊呀呢!。~\s]*$|^(我是说|我说的是|说的是)" + V.Others, Options, PatternLimit.Milliseconds)]
    public static partial Regex OtherMeant { get; }

    /// <summary>Talk about work and others rather than a reason of one's own: 老板又让加班.</summary>
    [GeneratedRegex("老板|领导|他|她|又|真|好|太|谁|都", Options, PatternLimit.Milliseconds)]
    public static partial Regex Complaint { get; }
}
