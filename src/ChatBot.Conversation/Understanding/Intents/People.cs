using System.Text.RegularExpressions;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>How people speak of others: by title, by surname, by full name. Simplified and half-width.</summary>
internal static partial class People
{
    /// <summary>Someone else as the subject: 老张, 王姐, 李书记, 他们, 谁.</summary>
    public const string Others =
        "([老小阿大][" + Surnames + @"](?![会课组])|[" + Surnames + @"][\p{IsCJKUnifiedIdeographs}]?(姐|哥|总|工(?!作|程|会)|主任|书记|委员|组长|科长|处长|同志|老师|师傅|局长|院长|校长|经理|部长|队长|阿姨|叔)" +
        "|他们?|她们?|谁|大家(?!好)|有人|别人|人家|同事|领导|室友|他俩|其他人|隔壁|某人|组员|新来的|对方)";

    /// <summary>A full name at the start: 王建国.</summary>
    public const string FullName = @"^[王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟段雷钱汤尹黎武乔贺赖龚][\p{IsCJKUnifiedIdeographs}]{1,2}";

    private const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳鲍史唐费薛雷贺倪汤罗郝安于傅齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒项祝董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓洪石崔龚程裴陆甄段侯宁甘刘叶龙白赖乔谭申温庄柴阎连易廖聂曾关";

    /// <summary>Somebody else, by name or title.</summary>
    [GeneratedRegex(Others, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, PatternLimit.Milliseconds)]
    public static partial Regex Other { get; }
}
