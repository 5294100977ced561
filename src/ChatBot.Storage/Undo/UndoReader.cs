using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using ChatBot.Kernel.Ledger;

namespace ChatBot.Storage.Undo;

/// <inheritdoc/>
internal sealed class UndoReader(Postgres postgres) : IUndoReader
{
    private const string Newest = """
        SELECT undo_id, actor_id, kind, facts, done_at FROM undo_entry
        WHERE branch_id = $1 AND actor_id = $2 AND done_at >= $3 AND taken_at IS NULL
        ORDER BY seq DESC, done_at DESC LIMIT 1
        """;

    public async Task<UndoEntry?> NewestAsync(BranchId branch, MemberId actor, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var row = await postgres.FirstAsync<Row>(
            Scope.Of(branch), Newest, [P.Of(branch.Value), P.Of(actor.Value), P.Of(since)], cancellationToken);
        return row?.ToEntry();
    }

    private sealed record Row(Guid UndoId, MemberId ActorId, string Kind, string Facts, DateTimeOffset DoneAt)
    {
        public UndoEntry ToEntry() => new(UndoId, ActorId, Kind, FactsJson.Read(Facts), DoneAt);
    }
}
