using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Storage.Outbox;

/// <inheritdoc/>
internal sealed class DeadLetterReader(Postgres postgres) : IDeadLetterReader
{
    private const string Dead = """
        SELECT kind, recipient || ': ' || detail AS detail, finished_at FROM outbox
        WHERE branch_id = $1 AND state = 'dead' ORDER BY finished_at DESC LIMIT $2
        """;

    public async Task<IReadOnlyList<(string Kind, string Detail, DateTimeOffset At)>> ListAsync(
        BranchId branch, int most, CancellationToken cancellationToken)
    {
        var rows = await postgres.QueryAsync<Row>(Scope.Of(branch), Dead, [P.Of(branch.Value), P.Of((long)most)], cancellationToken);
        return [.. rows.Select(r => (r.Kind, r.Detail, r.FinishedAt))];
    }

    private sealed record Row(string Kind, string Detail, DateTimeOffset FinishedAt);
}
