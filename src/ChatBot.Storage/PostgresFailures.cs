using System.Text.RegularExpressions;
using Npgsql;

namespace ChatBot.Storage;

/// <summary>What an error of Postgres means.</summary>
internal static partial class PostgresFailures
{
    /// <summary>SQLSTATE that <c>guard_held</c> raises.</summary>
    public const string GuardDidNotHold = "BB409";

    private const int PatternMilliseconds = 100;

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

    /// <summary>
    /// The message or the submission was committed before. A distributed database numbers its indexes (<c>inbox_key_102091</c>)
    /// and names them in the message alone.
    /// </summary>
    public static bool IsRepeat(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.UniqueViolation
        && (string.IsNullOrEmpty(exception.ConstraintName)
            ? InboxIndexQuoted().IsMatch(exception.MessageText)
            : InboxIndex().IsMatch(exception.ConstraintName));

    [GeneratedRegex(@"^inbox_(?:key|submission)(?:_[0-9]+)?$", RegexOptions.None, PatternMilliseconds)]
    private static partial Regex InboxIndex();

    // In whatever quotes the server's language has, but not as a part of a longer name.
    [GeneratedRegex(@"(?<![\w$])inbox_(?:key|submission)(?:_[0-9]+)?(?![\w$])", RegexOptions.None, PatternMilliseconds)]
    private static partial Regex InboxIndexQuoted();

    private static bool IsClass(PostgresException exception, string prefix) =>
        exception.SqlState.StartsWith(prefix, StringComparison.Ordinal);
}
