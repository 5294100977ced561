using System.Data;
using System.Data.Common;
using ChatBot.Kernel;
using ChatBot.Kernel.Data;
using Npgsql;

namespace ChatBot.Storage.Audit;

/// <summary>What a check of a branch's audit trail found.</summary>
/// <param name="Sealed">Lines whose seal holds.</param>
/// <param name="Unsealed">Lines that still wait for their seal.</param>
/// <param name="BrokenAt">Position of the first seal that does not hold; null when all hold.</param>
/// <param name="Fault">What is wrong there, for the operator; empty when all hold.</param>
/// <param name="Head">The newest seal as hexadecimal: kept elsewhere, it also shows if the end of the trail was cut off.</param>
public sealed record AuditReport(long Sealed, long Unsealed, long? BrokenAt, string Fault, string Head)
{
    /// <summary>Nothing was changed, removed or slipped in.</summary>
    public bool IsWhole => BrokenAt is null;
}

/// <summary>Recomputes the chain of a branch from its start.</summary>
public sealed class AuditVerifier
{
    private const string Chain = $"""
        SELECT {AuditLine.Columns}, s.position, s.seq AS sealed_seq, s.hash FROM audit_seal s
        LEFT JOIN audit a ON a.branch_id = s.branch_id AND a.seq = s.seq
        WHERE s.branch_id = $1 ORDER BY s.position
        """;

    private const string Waiting = "SELECT count(*) FROM audit_unsealed WHERE branch_id = $1";

    // A line that neither waits nor is sealed was slipped past the ledger.
    private const string Stray = """
        SELECT a.seq FROM audit a
        WHERE a.branch_id = $1
            AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.branch_id = $1 AND s.seq = a.seq)
            AND NOT EXISTS (SELECT FROM audit_unsealed u WHERE u.branch_id = $1 AND u.seq = a.seq)
        ORDER BY a.seq LIMIT 1
        """;

    private readonly Postgres _postgres;

    internal AuditVerifier(Postgres postgres) => _postgres = postgres;

    /// <summary>Checks every seal of a branch, oldest first, and reports the first one that does not hold.</summary>
    /// <exception cref="Kernel.Turns.StoreUnavailableException">Postgres is away.</exception>
    public Task<AuditReport> VerifyAsync(BranchId branch, CancellationToken cancellationToken) =>
        _postgres.TransactionAsync(
            Scope.Of(branch),
            // One moment for all three questions: a sealer may be at work.
            IsolationLevel.RepeatableRead,
            (transaction, token) => VerifyAsync(transaction.Connection!, branch.Value, token),
            cancellationToken);

    private static async Task<AuditReport> VerifyAsync(NpgsqlConnection connection, Guid branch, CancellationToken cancellationToken)
    {
        var waiting = (long)(await ScalarAsync(connection, Waiting, branch, cancellationToken))!;
        var (good, head, fault) = await WalkAsync(connection, branch, cancellationToken);
        if (fault.Length == 0 && await ScalarAsync(connection, Stray, branch, cancellationToken) is long stray)
        {
            fault = $"line {stray} has no seal and does not wait for one";
        }

        return new AuditReport(good, waiting, fault.Length == 0 ? null : good + 1, fault, Convert.ToHexStringLower(head));
    }

    private static async Task<(long Good, byte[] Head, string Fault)> WalkAsync(
        NpgsqlConnection connection, Guid branch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Chain, connection) { CommandTimeout = 0 };
        command.Parameters.Add(P.Of(branch));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var (good, hash) = (0L, AuditChain.Start);
        Func<DbDataReader, SealRow>? parser = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            parser ??= RowParser<SealRow>.Of(rows);
            var seal = parser(rows);
            if (seal.Position != good + 1)
            {
                return (good, hash, $"seal {good + 1} is missing");
            }

            if (seal.Line is not { } line)
            {
                return (good, hash, $"line {seal.SealedSeq} is missing");
            }

            var expected = AuditChain.Seal(hash, branch, seal.Position, line);
            if (!expected.AsSpan().SequenceEqual(seal.Hash))
            {
                return (good, hash, $"line {seal.SealedSeq} or its seal was changed");
            }

            (good, hash) = (seal.Position, expected);
        }

        return (good, hash, "");
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, Guid branch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.Add(P.Of(branch));
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    // Of the line only the actor may be null; without the line all of its columns are.
    private sealed record SealRow(
        long? Seq,
        Guid? ActorId,
        string? Action,
        string? Subject,
        string? Detail,
        DateTimeOffset? DoneAt,
        long Position,
        long SealedSeq,
        byte[] Hash)
    {
        public AuditLine? Line =>
            this is { Seq: { } seq, Action: { } action, Subject: { } subject, Detail: { } detail, DoneAt: { } at }
                ? new AuditLine(seq, ActorId, action, subject, detail, at)
                : null;
    }
}
