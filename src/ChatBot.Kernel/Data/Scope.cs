namespace ChatBot.Kernel.Data;

/// <summary>
/// Whose rows a statement may see and touch. Row level security holds it (<c>0021_second_wall.sql</c>,
/// <c>0023_distributable.sql</c>): a statement that forgot its WHERE still stays within its branch, and without a scope it
/// finds nothing at all.
/// </summary>
public readonly record struct Scope
{
    /// <summary>The setting that names one branch.</summary>
    public const string BranchSetting = "branchbot.branch";

    /// <summary>The setting that opens all branches when it is <see cref="All"/>.</summary>
    public const string ScopeSetting = "branchbot.scope";

    /// <summary>The value that opens all branches.</summary>
    public const string All = "all";

    private readonly Guid? _branch;
    private readonly bool _isAll;

    private Scope(Guid? branch, bool isAll) => (_branch, _isAll) = (branch, isAll);

    /// <summary>For statements that touch no table of a branch.</summary>
    public static Scope NoBranch => default;

    /// <summary>The rows of one branch: what nearly every statement needs.</summary>
    public static Scope Of(BranchId branch) => new(branch.Value, isAll: false);

    /// <summary>The rows of all branches, for the few statements whose purpose that is.</summary>
    /// <param name="why">What the statement is for, in a few words: whoever reads it should agree.</param>
    public static Scope AllBranches(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new(null, isAll: true);
    }

    /// <summary>
    /// The statement that opens the scope until the transaction ends, so that nothing stays on a pooled connection, nor behind
    /// a pooler in transaction mode; null when there is none to open.
    /// </summary>
    /// <remarks>
    /// <c>SET LOCAL</c> and not <c>set_config</c>, because only that reaches the nodes of a distributed database. It takes no
    /// parameters; the text is made of constants and the digits of a <see cref="Guid"/>, and of nothing that anybody typed.
    /// </remarks>
    public string? Statement => this switch
    {
        { _isAll: true } => $"SET LOCAL {ScopeSetting} = '{All}'",
        { _branch: { } branch } => $"SET LOCAL {BranchSetting} = '{branch:D}'",
        _ => null,
    };
}
