using Npgsql;

namespace ChatBot.Kernel.Data;

/// <summary>The statements of one commit, in order. <c>$1</c> is the branch in every one.</summary>
public sealed class WriteBatch(NpgsqlBatch batch, BranchId branch)
{
    /// <summary>Opens a statement that must touch exactly one row; <see cref="CloseGuard"/> ends it.</summary>
    public const string OpenGuard = "WITH written AS (";

    /// <summary>Ends a guarded statement: anything but one row rolls the whole commit back.</summary>
    public const string CloseGuard = " RETURNING 1) SELECT guard_held(count(*)) FROM written";

    private readonly HashSet<object> _seen = [];

    /// <summary>The branch of every statement.</summary>
    public BranchId Branch => branch;

    /// <summary>Adds a statement; the parameters are <c>$2</c> and so on.</summary>
    public void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(P.Of(branch.Value));
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>
    /// True for the first time in this commit that <paramref name="subject"/> is named: what is counted once a commit (a
    /// session's sign-up counter) moves once, however many changes touch it.
    /// </summary>
    public bool IsFirst(object subject) => _seen.Add(subject);
}
