using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Storage.Outbox;

/// <inheritdoc/>
internal sealed class DeadLetterReader(Postgres postgres) : IDeadLetterReader
{
    private const string Dead = """
        SELECT kind, recipient || ': ' || detail, finished_at FROM outbox
        WHERE branch_id = $1 AND state = 'dead' ORDER BY finished_at DESC LIMIT $2
        """;

    public Task<IReadOnlyList<(string Kind, string Detail, DateTimeOffset At)>> ListAsync(
        BranchId branch, int most, CancellationToken cancellationToken) =>
        postgres.ListAsync(
            Scope.Of(branch), Dead, [P.Of(branch.Value), P.Of((long)most)], row => (row.GetString(0), row.GetString(1), row.At(2)), cancellationToken);
}
