namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>
/// Words of the field, as pieces of the patterns in <see cref="IntentPatterns"/>. All simplified and half-width.
/// </summary>
internal static class Vocabulary
{
    /// <summary>Asking for leave by name: 请假, 请个病假, 请半天假, 告假.</summary>
    public const string Leave = @"(请(?!问|大家|各位|教|放|勿)[^,。!?;放的了]{0,5}假|告个?假|准(我|个|一?天|半天)?假|批个[^,。!?]{0,2}假|(病|事|年|婚|丧|产|陪产|公|探亲|育儿|护理)假(?!还|剩|有几|多少|期|怎么|制度|规定|工资)|补个?假|休[^,。!?]{0,3}假|请[^,。!?]{0,2}(半天|[一两三]天)|请(?!问|大家|各位)[^,。!?;放]{0,8}的假(?!期|日|如))";

    /// <summary>Not being able to come.</summary>
    public const string Absence = @"((来|去|到|赶|参加|出席|过来|过去|回|赶过来|赶回来)(不了|不成|不到|不上)|赶不(上|过来|过去|回来|到)|(没办法|没法儿?|无法|不能|没空|没时间|不便|不方便|不克|恐怕不能|不得不缺)[^,。!?]{0,8}?(来|去|到|参加|出席|过去|参会|到会|到场|赶回|赶到)|缺席|走不开|脱不开身|抽不(开|出)身|抽不出(时间|空)|缺个?席|没法儿?参与|到场不了)";

    /// <summary>Deciding not to come.</summary>
    public const string NotComing = @"(不(打算|准备|想|再)?(去|来|参加|到|出席)了|就不(去|来|参加)了|(?<!要|能|可以)不(去|来|参加)(?!吗|行|可)[^,。!?吗没呢]{1,10}了|不(参加|出席)(?!吗|行|可)|不(去|来)(?!吗|行|可)(参加|开|听|上|了))";

    /// <summary>What meetings and activities are called, roughly.</summary>
    public const string Gathering = @"(党课|团课|党日|大会|支委会|小组会|生活会|例会|学习会|会议|活动|培训|讲座|参观|志愿|服务|植树|观影|比赛|座谈|义务劳动|劳动|慰问|祭扫|读书会|宣讲|评议|选举|换届|仪式|义诊|清扫|团建|竞赛|课|会(?!不|员|计|来|去|到|参|有|让|做|用))";

    /// <summary>Voluntary ones, from which one withdraws rather than asks leave.</summary>
    public const string Voluntary = @"(活动|参观|志愿|植树|服务|观影|比赛|劳动|慰问|祭扫|献血|徒步|团建|联欢|义卖|义诊|运动会|清扫|采风|研学)";

    private const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳鲍史唐费薛雷贺倪汤罗郝安于傅齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒项祝董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓洪石崔龚程裴陆甄段侯宁甘刘叶龙白赖乔谭申温庄柴阎连易廖聂曾关";

    /// <summary>Someone else as the subject: 老张, 王姐, 李书记, 他们, 谁.</summary>
    public const string Others =
        "([老小阿大][" + Surnames + @"](?![会课组])|[" + Surnames + @"][\p{IsCJKUnifiedIdeographs}]?(姐|哥|总|工(?!作|程|会)|主任|书记|委员|组长|科长|处长|同志|老师|师傅|局长|院长|校长|经理|部长|队长|阿姨|叔)" +
        "|他们?|她们?|谁|大家(?!好)|有人|别人|人家|同事|领导|室友|他俩|其他人|隔壁|某人|组员|新来的|对方)";

    /// <summary>A full name at the start: 王建国.</summary>
    public const string FullName = @"^[王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟段雷钱汤尹黎武乔贺赖龚][\p{IsCJKUnifiedIdeographs}]{1,2}";

    /// <summary>Asking when.</summary>
    public const string When = @"(几点|什么时候|啥时候|何时|哪天|哪一天|几号|几月|周几|星期几|礼拜几|什么时间|多久|多长时间|多会儿|时间)";

    /// <summary>Asking where.</summary>
    public const string Where = @"(在哪|哪里|哪儿|哪个(会议室|教室|地方|楼|厅)|几楼|什么地方|啥地方|地点|地址|哪开|线上还是|线下还是|在?线[上下](开|上|进行)?[吗么\?]|怎么去|位置|定位|哪间|哪栋)";

    /// <summary>Wanting to know.</summary>
    public const string Look = @"(查|看看|看一?下|瞧|瞅|想看|想知道|告诉我|发我|发一?下|多少|几|啥|什么|哪些|哪|吗|没有|么|问)";

    /// <summary>Asking how a thing is done.</summary>
    public const string How = @"(怎么|如何|怎样|咋|在哪里?|哪里|哪儿|从哪)";

    /// <summary>Small particles at the end of a sentence.</summary>
    public const string Particles = @"[吧啊了呗哈啦呀哦噢嘛哒的呢,。!~\s.]*";
}
