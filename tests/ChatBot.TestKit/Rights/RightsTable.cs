using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Roster;

namespace ChatBot.TestKit.Rights;

/// <summary>The table of rules.md §20 as data: <c>rights.txt</c>, one row for each use case that exists.</summary>
public static class RightsTable
{
    private const string Columns = "MLRCDIBSOA";
    private const string NoOffice = "the roster has no such office yet";
    private const string NoGrant = "an observer's time-limited grant is not built; without it O sees nothing";

    /// <summary>All rows, by use case.</summary>
    public static IReadOnlyDictionary<string, RightsRow> Rows { get; } = Read();

    /// <summary>What is declared otherwise today. None may be added without a reason, and one that is mended goes.</summary>
    public static IReadOnlyList<RightsDeparture> Departures { get; } =
    [
        new("leave.request", "place", "P", "PrivateAnswer", "a request begun in the group goes on in the private chat; the group hears nothing of it"),
        new("leave.withdraw", "place", "P", "PrivateAnswer", "as leave.request"),
        new("points.claim", "place", "P", "PrivateAnswer", "as leave.request"),
        new("points.withdraw", "place", "P", "PrivateAnswer", "as leave.request"),
        new("sessions.answers", "place", "B", "Private", "its answer is names of those who have not answered, and these are for the private chat"),
        new("sessions.next", "O", "sh", "-", NoGrant),
        new("sessions.show", "O", "sh", "-", NoGrant),
        new("points.items", "O", "sh", "-", NoGrant),
        new("study.list", "O", "sh", "-", NoGrant),
        new("study.read", "O", "sh", "-", NoGrant),
        new("dispute.pending", "C", "points", "-", "points cannot be disputed yet"),
        new("dispute.decide", "C", "points", "-", "points cannot be disputed yet"),
        new("attendance.sheet", "own case", "≠ own line", "own", "it shows the list and marks nothing"),
        new("attendance.mark", "own case", "≠ own line", "own", "one marks a list, so the row asks for the list; the use case looks at the own line"),
        new("roster.list", "L", "grp", "-", "the list shows the whole branch; there is none of one group yet"),
        new("roster.list", "I", "✔", "-", NoOffice),
        new("branch.bind", "L", "grp", "-", "a chat is bound by the branch's code, which only the secretary is given"),
        new("branch.bind_webhook", "L", "grp", "-", "a route cannot be bound to one group yet"),
    ];

    /// <summary>Where the declarations say something else than the table, cell by cell; known departures included.</summary>
    public static IReadOnlyList<string> Faults(IEnumerable<UseCaseDeclaration> declarations)
    {
        var declared = declarations.ToDictionary(d => d.Name, StringComparer.Ordinal);
        return
        [
            .. declared.Keys.Where(name => !Rows.ContainsKey(name)).Select(name => $"{name} is declared and has no row in the table"),
            .. Rows.Keys.Where(name => !declared.ContainsKey(name)).Select(name => $"{name} has a row in the table and is not declared"),
            .. declared.Values.Where(d => Rows.ContainsKey(d.Name)).SelectMany(d => Faults(Rows[d.Name], d)),
        ];
    }

    /// <summary>What of a cell holds today: the table's, or what is known to be declared in its place.</summary>
    public static string CellToday(string useCase, char column) =>
        Departures.FirstOrDefault(d => d.UseCase == useCase && d.Column == column.ToString())?.Declared ?? Rows[useCase].Cells[column];

    private static IEnumerable<string> Faults(RightsRow row, UseCaseDeclaration declared)
    {
        var place = declared.Place.ToString();
        if (place != (row.Place.StartsWith('P') ? nameof(UseCasePlace.Private) : nameof(UseCasePlace.Open)))
        {
            yield return new RightsDeparture(row.UseCase, "place", row.Place, place, "").Fault;
        }

        // The table writes what is for everybody either way: "own" where it touches oneself, "-" where it is nobody's case.
        var own = declared.Rule.OwnCase switch { OwnCase.Never => "≠", OwnCase.TwoPeople => "≠d", OwnCase.Allowed => row.OwnCase is "-" or "own" ? row.OwnCase : "own" };
        if (own != (row.OwnCase == "≠ own line" && own == "≠" ? own : row.OwnCase))
        {
            yield return new RightsDeparture(row.UseCase, "own case", row.OwnCase, own, "").Fault;
        }

        // A has no rights in a chat; its column is about the command line.
        foreach (var (column, table) in row.Cells.Where(c => c.Key != 'A'))
        {
            var found = Cell(column, table, declared.Rule.Who);
            if (found != table)
            {
                yield return new RightsDeparture(row.UseCase, column.ToString(), table, found, "").Fault;
            }
        }
    }

    // What is declared, as the table writes it. "+" is what everybody has, and dr and 2nd are told apart by the own case.
    private static string Cell(char column, string table, Who who)
    {
        var has = column switch
        {
            'M' => who.HasFlag(Who.Member) ? (table is "own" ? "own" : "✔") : "-",
            'L' => (who & (Who.SessionLeader | Who.PersonLeader)) != Who.Nobody ? "grp" : "-",
            'R' => who.HasFlag(Who.Recorder) ? "ses" : "-",
            'C' => who.HasFlag(Who.Committee) ? "✔" : "-",
            'D' => who.HasFlag(Who.Deputy) ? "✔" : who.HasFlag(Who.DeputyForSecretary) ? "sec" : "-",
            'S' => who.HasFlag(Who.Secretary) ? "✔" : "-",
            _ => "-",
        };
        return has switch
        {
            "-" when who.HasFlag(Who.Member) && column != 'O' => table is "+" or "✔" ? table : "+",
            "✔" when table is "dr" or "2nd" => table,
            _ => has,
        };
    }

    private static Dictionary<string, RightsRow> Read()
    {
        using var text = new StreamReader(typeof(RightsTable).Assembly.GetManifestResourceStream("rights.txt")!);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .SelectMany(cells => cells[0].Split(' ').Select(
                key => new RightsRow(key, cells[1], cells[2], Columns.Zip(cells[3..]).ToDictionary(c => c.First, c => c.Second))))
            .ToDictionary(row => row.UseCase, StringComparer.Ordinal);
    }
}
