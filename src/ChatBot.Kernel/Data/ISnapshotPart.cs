using Npgsql;

namespace ChatBot.Kernel.Data;

/// <summary>
/// What a capability keeps in the cached <see cref="BranchSnapshot"/>: one statement, sent in the snapshot's round trip.
/// It is read by its type with <see cref="BranchSnapshot.Part{T}"/>.
/// </summary>
public interface ISnapshotPart
{
    /// <summary>The type of what <see cref="ReadAsync"/> returns.</summary>
    Type Type { get; }

    /// <summary>The statement; <paramref name="now"/> is the present.</summary>
    NpgsqlBatchCommand Statement(BranchId branch, DateTimeOffset now);

    /// <summary>Reads the statement's result.</summary>
    Task<object> ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken);
}
