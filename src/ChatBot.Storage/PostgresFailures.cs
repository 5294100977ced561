using Npgsql;

namespace ChatBot.Storage;

/// <summary>What an error of Postgres means.</summary>
internal static class PostgresFailures
{
    /// <summary>SQLSTATE that <c>guard_held</c> raises.</summary>
    public const string GuardDidNotHold = "BB409";

    /// <summary>The server cannot be reached, is overloaded, shutting down, read-only after a failover, or too slow.</summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        PostgresException e => e.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction
            || IsClass(e, "08") || IsClass(e, "53") || IsClass(e, "57P") || IsClass(e, "58"),
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>Somebody else was faster: a guard, a lost race for a key, a deadlock.</summary>
    public static bool IsConflict(PostgresException exception) => exception.SqlState
        is GuardDidNotHold
        or PostgresErrorCodes.UniqueViolation
        or PostgresErrorCodes.SerializationFailure
        or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.LockNotAvailable;

    /// <summary>The message or the submission was committed before. Sharded tables append to the name of an index.</summary>
    public static bool IsRepeat(PostgresException exception) =>
        exception is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } name }
        && (name.StartsWith("inbox_key", StringComparison.Ordinal) || name.StartsWith("inbox_submission", StringComparison.Ordinal));

    private static bool IsClass(PostgresException exception, string prefix) =>
        exception.SqlState.StartsWith(prefix, StringComparison.Ordinal);
}
