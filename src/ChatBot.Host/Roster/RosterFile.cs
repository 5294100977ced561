using System.Globalization;
using ChatBot.Kernel.Roster;

namespace ChatBot.Host.Roster;

/// <summary>A row of a roster file, read and checked.</summary>
/// <param name="Name">Name; the key together with nothing else: names are unique in a branch.</param>
/// <param name="Group">Name of the group, or null.</param>
/// <param name="Roles">Rights in the bot.</param>
/// <param name="Standing">How the person belongs.</param>
/// <param name="IsLeader">Leading cadre (R-702).</param>
/// <param name="IsMobile">Mobile member (R-508).</param>
/// <param name="JoinedOn">First day, or null.</param>
/// <param name="LeftOn">Last day, or null.</param>
/// <param name="WeCom">WeCom user id, or null.</param>
/// <param name="DingTalk">DingTalk user id, or null.</param>
/// <param name="BotFramework">User id in a Bot Framework client (in Teams the object id of the directory), or null.</param>
public sealed record RosterRow(
    string Name,
    string? Group,
    Roles Roles,
    Standing Standing,
    bool IsLeader,
    bool IsMobile,
    DateOnly? JoinedOn,
    DateOnly? LeftOn,
    string? WeCom,
    string? DingTalk,
    string? BotFramework);

/// <summary>What is wrong in a roster file.</summary>
/// <param name="Row">Line or row number, from 1.</param>
/// <param name="Column">Heading of the column.</param>
/// <param name="Message">What is wrong and what is expected.</param>
public sealed record RosterFault(int Row, string Column, string Message);

/// <summary>Reads roster rows from the cells of a CSV or XLSX file. Headings are Chinese or English, in any order.</summary>
public static class RosterFile
{
    private static readonly Dictionary<string, string> Headings = Words<string>(
        ("name", "姓名|name"),
        ("group", "党小组|小组|group"),
        ("roles", "角色|职务|roles"),
        ("standing", "身份|党员类别|standing"),
        ("leader", "领导干部|leader"),
        ("mobile", "流动党员|mobile"),
        ("joined", "转入日期|加入日期|joined"),
        ("left", "转出日期|离开日期|left"),
        ("wecom", "企业微信|企业微信账号|wecom"),
        ("dingtalk", "钉钉|钉钉账号|dingtalk"),
        ("botframework", "Bot Framework|Bot Framework账号|botframework"));

    private static readonly Dictionary<string, Roles> RoleWords = Words<Roles>(
        (Roles.None, "党员|member"),
        (Roles.Secretary | Roles.Committee, "书记|支部书记|secretary"),
        (Roles.Deputy | Roles.Committee, "副书记"),
        (Roles.Deputy, "副手|deputy"),
        (Roles.Committee, "支委|委员|支部委员|committee"),
        (Roles.GroupLeader, "组长|党小组长|group leader"),
        (Roles.Recorder, "记录人|记录员|recorder"),
        (Roles.Observer, "上级派员|observer"));

    private static readonly Dictionary<string, Standing> StandingWords = Words<Standing>(
        (Standing.Full, "正式党员|正式|full"),
        (Standing.Probationary, "预备党员|预备|probationary"),
        (Standing.Applicant, "入党积极分子|积极分子|applicant"),
        (Standing.Guest, "列席|guest"));

    /// <summary>Reads all rows; with any fault no row counts.</summary>
    public static (IReadOnlyList<RosterRow> Rows, IReadOnlyList<RosterFault> Faults) Read(IReadOnlyList<IReadOnlyList<string>> cells)
    {
        var faults = new List<RosterFault>();
        if (cells.Count == 0)
        {
            return ([], [new RosterFault(1, "", "The file is empty; the first row holds the headings, e.g. 姓名,党小组,角色,企业微信,钉钉")]);
        }

        var columns = ReadHeadings(cells[0], faults);
        var rows = new List<RosterRow>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 1; i < cells.Count; i++)
        {
            if (cells[i].All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            var reader = new RowReader(i + 1, cells[i], columns, faults);
            var row = reader.Read();
            foreach (var (kind, key) in new[] { ("姓名", row.Name), ("企业微信", row.WeCom?.ToLowerInvariant()), ("钉钉", row.DingTalk), ("Bot Framework", row.BotFramework) })
            {
                if (!string.IsNullOrEmpty(key) && !seen.TryAdd($"{kind}:{key}", i + 1))
                {
                    faults.Add(new RosterFault(i + 1, kind, $"{key} stands in row {seen[$"{kind}:{key}"]} already"));
                }
            }

            rows.Add(row);
        }

        return (faults.Count == 0 ? rows : [], faults);
    }

    private static Dictionary<string, int> ReadHeadings(IReadOnlyList<string> headings, List<RosterFault> faults)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i].Trim();
            if (heading.Length == 0)
            {
                continue;
            }

            if (!Headings.TryGetValue(heading, out var column))
            {
                faults.Add(new RosterFault(1, heading, $"unknown heading; known are {string.Join(' ', Headings.Keys)}"));
            }
            else if (!columns.TryAdd(column, i))
            {
                faults.Add(new RosterFault(1, heading, "this column stands twice"));
            }
        }

        if (!columns.ContainsKey("name"))
        {
            faults.Add(new RosterFault(1, "姓名", "the column 姓名 is missing"));
        }

        return columns;
    }

    /// <summary>Every word of a meaning, words separated by |.</summary>
    private static Dictionary<string, T> Words<T>(params (T Meaning, string Words)[] groups) => groups
        .SelectMany(g => g.Words.Split('|').Select(word => (word, g.Meaning)))
        .ToDictionary(w => w.word, w => w.Meaning, StringComparer.OrdinalIgnoreCase);

    private sealed class RowReader(int number, IReadOnlyList<string> cells, Dictionary<string, int> columns, List<RosterFault> faults)
    {
        public RosterRow Read()
        {
            var name = Cell("name") ?? "";
            if (name.Length == 0 && columns.ContainsKey("name"))
            {
                Fault("姓名", "the name is missing");
            }

            var joined = Day("joined", "转入日期");
            var left = Day("left", "转出日期");
            if (joined > left)
            {
                Fault("转出日期", "the last day lies before the first");
            }

            var roles = ReadRoles();
            var group = Cell("group");
            if (roles.HasFlag(Roles.GroupLeader) && group is null)
            {
                Fault("党小组", "a group leader needs a group");
            }

            return new RosterRow(
                name, group, roles, ReadStanding(), YesNo("leader", "领导干部"), YesNo("mobile", "流动党员"), joined, left, Cell("wecom"), Cell("dingtalk"), Cell("botframework"));
        }

        private string? Cell(string column) =>
            columns.TryGetValue(column, out var i) && i < cells.Count && cells[i].Trim() is { Length: > 0 } text ? text : null;

        private Roles ReadRoles()
        {
            var roles = Roles.None;
            foreach (var word in (Cell("roles") ?? "").Split(['、', ',', '，', ';', '；', '/', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (RoleWords.TryGetValue(word, out var role))
                {
                    roles |= role;
                }
                else
                {
                    Fault("角色", $"unknown role {word}; known are {string.Join(' ', RoleWords.Keys)}");
                }
            }

            return roles;
        }

        private Standing ReadStanding()
        {
            if (Cell("standing") is not { } word)
            {
                return Standing.Full;
            }

            if (StandingWords.TryGetValue(word, out var standing))
            {
                return standing;
            }

            Fault("身份", $"unknown standing {word}; known are {string.Join(' ', StandingWords.Keys)}");
            return Standing.Full;
        }

        private bool YesNo(string column, string heading)
        {
            switch (Cell(column)?.ToLowerInvariant())
            {
                case null or "否" or "no" or "0" or "false":
                    return false;
                case "是" or "yes" or "1" or "true":
                    return true;
                default:
                    Fault(heading, $"是 or 否 is expected, not {Cell(column)}");
                    return false;
            }
        }

        private DateOnly? Day(string column, string heading)
        {
            if (Cell(column) is not { } text)
            {
                return null;
            }

            if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            // A spreadsheet keeps a day as a count of days from 1899-12-30.
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && serial is > 20_000 and < 80_000)
            {
                return DateOnly.FromDateTime(DateTime.FromOADate(serial));
            }

            Fault(heading, $"not a date: {text} (write 2026-03-11)");
            return null;
        }

        private void Fault(string column, string message) => faults.Add(new RosterFault(number, column, message));
    }
}
