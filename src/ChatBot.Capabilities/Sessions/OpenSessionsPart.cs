using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Loads <see cref="OpenSessions"/> with the snapshot.</summary>
internal sealed class OpenSessionsPart : ISnapshotPart
{
    /// <summary>How long an ended session stays in the snapshot: 补假 and disputes are asked in these days.</summary>
    private static readonly TimeSpan KeepsEnded = TimeSpan.FromDays(45);

    private const string Select = $"""
        SELECT {SessionRow.Columns} FROM session
        WHERE branch_id = $1 AND (phase IN ('scheduled', 'open', 'listed') OR ends_at > $2)
        ORDER BY starts_at, number
        """;

    /// <inheritdoc/>
    public Type Type => typeof(OpenSessions);

    /// <inheritdoc/>
    public NpgsqlBatchCommand Statement(BranchId branch, DateTimeOffset now) =>
        new(Select) { Parameters = { P.Of(branch.Value), P.Of(now - KeepsEnded) } };

    /// <inheritdoc/>
    public async Task<object> ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken) =>
        new OpenSessions([.. (await rows.ListAsync<SessionRow>(cancellationToken)).Select(r => r.ToSession())]);
}
