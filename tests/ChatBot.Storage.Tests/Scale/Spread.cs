using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatBot.Storage.Tests.Scale;

/// <summary>How <c>deploy/scale/citus.sql</c> spreads the tables, read from that file.</summary>
internal sealed partial record Spread(IReadOnlyDictionary<string, string> ByOther, IReadOnlySet<string> Whole, IReadOnlySet<string> Local)
{
    public static Spread Read([CallerFilePath] string here = "")
    {
        var sql = File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../deploy/scale/citus.sql")));
        return new Spread(
            JsonSerializer.Deserialize<Dictionary<string, string>>(ByOtherLine().Match(sql).Groups[1].Value)!,
            Names(WholeLine().Match(sql)),
            Names(LocalLine().Match(sql)));
    }

    /// <summary>The column by which a table is distributed; null when it is whole on every node, or not there.</summary>
    public string? ColumnOf(string table) =>
        Whole.Contains(table) || Local.Contains(table) ? null : ByOther.GetValueOrDefault(table, "branch_id");

    private static HashSet<string> Names(Match match) => [.. Name().Matches(match.Groups[1].Value).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"by_other CONSTANT jsonb := '([^']*)'")]
    private static partial Regex ByOtherLine();

    [GeneratedRegex(@"whole\s+CONSTANT text\[\] := ARRAY\[([^\]]*)\]")]
    private static partial Regex WholeLine();

    [GeneratedRegex(@"local\s+CONSTANT text\[\] := ARRAY\[([^\]]*)\]")]
    private static partial Regex LocalLine();

    [GeneratedRegex("'([a-z_]+)'")]
    private static partial Regex Name();
}
