using Npgsql;

namespace ChatBot.Storage.Tests.Ledger;

public sealed class PostgresFailuresTests
{
    [Theory]
    [InlineData("inbox_key", "duplicate key value violates unique constraint \"inbox_key\"", true)]
    [InlineData("inbox_submission", "", true)]
    [InlineData("inbox_key_102091", "", true)]
    [InlineData("inbox_keys", "", false)]
    [InlineData("leave_request_standing", "duplicate key value violates unique constraint \"inbox_key\"", false)]
    [InlineData(null, "duplicate key value violates unique constraint \"inbox_key_102091\"", true)]
    [InlineData(null, "duplicate key value violates unique constraint \"inbox_submission_102120\"", true)]
    [InlineData(null, "doppelter Schlüsselwert verletzt Unique-Constraint »inbox_key_102091«", true)]
    [InlineData(null, "duplicate key value violates unique constraint \"old_inbox_key_102091\"", false)]
    [InlineData(null, "duplicate key value violates unique constraint \"inbox_key_of_member_102091\"", false)]
    [InlineData(null, "duplicate key value violates unique constraint \"outbox_dedupe_102300\"", false)]
    [InlineData("", "duplicate key value violates unique constraint \"inbox_key_102091\"", true)]
    public void IsRepeat_UniqueViolation_IsToldFromOthersByItsConstraint(string? constraint, string message, bool isRepeat)
    {
        var exception = new PostgresException(message, "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation, constraintName: constraint);

        Assert.Equal(isRepeat, PostgresFailures.IsRepeat(exception));
        Assert.True(PostgresFailures.IsConflict(exception));
    }

    [Fact]
    public void IsRepeat_AnotherError_IsNone() => Assert.False(PostgresFailures.IsRepeat(
        new PostgresException("\"inbox_key\"", "ERROR", "ERROR", PostgresErrorCodes.CheckViolation, constraintName: "inbox_key")));
}
