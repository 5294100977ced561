using Npgsql;

namespace ChatBot.Kernel.Data;

/// <summary>
/// Whose rows a statement may see and touch. Row level security holds it (<c>0021_second_wall.sql</c>): a statement that
/// forgot its WHERE still stays within its branch, and without a scope it finds nothing at all.
/// </summary>
public readonly record struct Scope
{
    /// <summary>The setting that names one branch.</summary>
    public const string BranchSetting = "branchbot.branch";

    /// <summary>The setting that opens all branches when it is <see cref="All"/>.</summary>
    public const string ScopeSetting = "branchbot.scope";

    /// <summary>The value that opens all branches.</summary>
    public const string All = "all";

    // Local to the transaction: nothing stays on a pooled connection, nor behind a pooler in transaction mode.
    private const string Set = "SELECT set_config($1, $2, true)";

    private readonly string? _setting;
    private readonly string? _value;

    private Scope(string setting, string value) => (_setting, _value) = (setting, value);

    /// <summary>For statements that touch no table of a branch.</summary>
    public static Scope NoBranch => default;

    /// <summary>The rows of one branch: what nearly every statement needs.</summary>
    public static Scope Of(BranchId branch) => new(BranchSetting, branch.Value.ToString());

    /// <summary>The rows of all branches, for the few statements whose purpose that is.</summary>
    /// <param name="why">What the statement is for, in a few words: whoever reads it should agree.</param>
    public static Scope AllBranches(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new(ScopeSetting, All);
    }

    /// <summary>Puts the scope in front of the statements of a batch, so that it travels with them; whether there was one to put.</summary>
    public bool OpenOn(NpgsqlBatch batch)
    {
        if (_setting is null)
        {
            return false;
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Set) { Parameters = { P.Of(_setting), P.Of(_value) } });
        return true;
    }
}
