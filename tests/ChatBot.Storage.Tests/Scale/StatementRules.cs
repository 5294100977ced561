using System.Text.RegularExpressions;

namespace ChatBot.Storage.Tests.Scale;

/// <summary>
/// What Citus 13 refuses of a statement, or sends to nodes that it does not concern. Read from the text, so that it holds
/// without a cluster; each rule was taken from a statement that a cluster refused.
/// </summary>
internal static partial class StatementRules
{
    private static readonly Spread Spread = Spread.Read();

    /// <summary>What is wrong with a statement; empty when nothing is. Distributed tables are those of <paramref name="tables"/>.</summary>
    public static IEnumerable<string> FaultsOf(string sql, IReadOnlySet<string> tables)
    {
        var text = Blanks().Replace(sql, " ");
        var names = TableNames().Matches(text).Select(m => m.Groups[1].Value).Where(tables.Contains).ToList();
        var spread = names.Where(t => Spread.ColumnOf(t) is not null).ToList();
        var strangers = spread.Distinct().Where(t => !NamesOwner(text, t)).ToList();
        if (strangers.Count > 0)
        {
            yield return $"owner: does not say whose rows of {string.Join(", ", strangers)}";
        }

        if (text.Contains("set_config", StringComparison.OrdinalIgnoreCase))
        {
            yield return "set_config: does not reach the nodes; SET LOCAL does";
        }

        if (text.Contains("pg_advisory", StringComparison.OrdinalIgnoreCase) || text.Contains("pg_try_advisory", StringComparison.OrdinalIgnoreCase))
        {
            yield return "advisory lock: holds on one node only; lock a row of the branch";
        }

        if (text.Contains("nextval", StringComparison.OrdinalIgnoreCase))
        {
            yield return "nextval: differs from node to node";
        }

        if (RowLock().IsMatch(text) && (strangers.Count > 0 || spread.Count > OwnerParameters().Count(text)))
        {
            yield return "row lock: a part of the statement does not name the owner by itself";
        }

        if (text.Contains(" LATERAL ", StringComparison.OrdinalIgnoreCase) && strangers.Count > 0)
        {
            yield return "lateral: over rows of several nodes";
        }

        if (text.Contains("WITH RECURSIVE", StringComparison.OrdinalIgnoreCase) && strangers.Count > 0)
        {
            yield return "recursive: over rows of several nodes";
        }

        if (InsertInWith().IsMatch(text))
        {
            yield return "insert in WITH: is carried out apart and its rows are sent round";
        }

        if (InsertSelect().Match(text) is { Success: true } insert && Spread.ColumnOf(insert.Groups[1].Value) is not null && !InsertSelectOfOneNode().IsMatch(text))
        {
            yield return "insert select: the first column is not the owner of rows of the same node";
        }

        if (ClockInCase().IsMatch(text))
        {
            yield return "clock in CASE: give the time as a parameter";
        }

        if (ConflictWhere().Match(text) is { Success: true } where && FunctionCall().IsMatch(where.Groups[1].Value))
        {
            yield return "on conflict where: calls a function or a sub-select";
        }

        if (names.Any(t => Spread.Whole.Contains(t)) && spread.Count > 0 && Exists().IsMatch(text))
        {
            yield return "correlated: asks for rows of branches beside a table that is whole on each node";
        }

        if (ChangeOfLimited().IsMatch(text) && strangers.Count > 0)
        {
            yield return "limited change: chooses rows of several nodes and changes them";
        }
    }

    private static bool NamesOwner(string text, string table)
    {
        var column = Spread.ColumnOf(table)!;
        return Regex.IsMatch(text, $@"\b{column} = (?:ANY \()?\$\d")
            || Regex.IsMatch(text, $@"INSERT INTO {table} (?:AS \w+ )?\((?:[^)]*, )?{column}\b[^)]*\) VALUES");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE|USING) ([a-z_]+)\b")]
    private static partial Regex TableNames();

    [GeneratedRegex(@"\bFOR (?:NO KEY )?(?:UPDATE|SHARE)|FOR KEY SHARE")]
    private static partial Regex RowLock();

    [GeneratedRegex(@"\b(?:branch_id|code_hash|user_id|address) = \$\d")]
    private static partial Regex OwnerParameters();

    [GeneratedRegex(@"\bAS (?:NOT MATERIALIZED |MATERIALIZED )?\( ?INSERT\b")]
    private static partial Regex InsertInWith();

    [GeneratedRegex(@"\bINSERT INTO ([a-z_]+) (?:AS \w+ )?\([^)]*\) SELECT\b")]
    private static partial Regex InsertSelect();

    [GeneratedRegex(@"\bINSERT INTO [a-z_]+ (?:AS \w+ )?\(branch_id\b[^)]*\) SELECT (\w+)\.branch_id\b.* FROM [a-z_]+ \1\b")]
    private static partial Regex InsertSelectOfOneNode();

    [GeneratedRegex(@"\b(?:CASE|coalesce\()(?:(?!\bEND\b).)*\b(?:now\(\)|clock_timestamp\(\)|current_timestamp)", RegexOptions.IgnoreCase)]
    private static partial Regex ClockInCase();

    [GeneratedRegex(@"DO UPDATE SET .* WHERE (.*)$")]
    private static partial Regex ConflictWhere();

    [GeneratedRegex(@"\w\(|\(SELECT|EXISTS", RegexOptions.IgnoreCase)]
    private static partial Regex FunctionCall();

    [GeneratedRegex(@"\bEXISTS \(", RegexOptions.IgnoreCase)]
    private static partial Regex Exists();

    [GeneratedRegex(@"^(?:DELETE|UPDATE)\b.*\bLIMIT\b|^WITH .*\bLIMIT\b.*\b(?:DELETE FROM|UPDATE)\b")]
    private static partial Regex ChangeOfLimited();
}
