using System.Text.RegularExpressions;
using Xunit;

namespace ChatBot.Architecture.Tests.Sources;

/// <summary>SQL stands in the files that are there for it: readers, writes, and those of Storage that are listed.</summary>
public sealed partial class SqlTests
{
    private static readonly PlaceRule Rule = new(PlaceRule.Text(Sql()), new Dictionary<string, string>
    {
        ["*Reader.cs"] = "reads",
        ["*Writes.cs"] = "writes",
        ["*Part.cs"] = "reads a part of a branch's snapshot",
        ["src/ChatBot.Kernel/Data/WriteBatch.cs"] = "asks the guard of a change",
        ["src/ChatBot.Kernel/Data/Scope.cs"] = "says the branch of a connection",
        ["src/ChatBot.Storage/Ledger/PostgresLedger.cs"] = "the commit of a turn",
        ["src/ChatBot.Storage/Outbox/OutboxStatements.cs"] = "the statements of OutboxStore",
        ["src/ChatBot.Storage/Channels/SpendLedger.cs"] = "what a platform's budget has spent",
        ["src/ChatBot.Storage/Channels/ConversationReferences.cs"] = "where a Bot Framework client was heard",
        ["src/ChatBot.Storage/Roster/BranchAdmin.cs"] = "branches, for the operator",
        ["src/ChatBot.Storage/Roster/BranchDirectory.cs"] = "the branch of a chat account",
        ["src/ChatBot.Storage/Roster/SnapshotLoader.cs"] = "the snapshot of a branch",
        ["src/ChatBot.Storage/Audit/AuditSealer.cs"] = "seals audit lines",
        ["src/ChatBot.Storage/Audit/AuditVerifier.cs"] = "verifies them",
        ["src/ChatBot.Storage/Housekeeping/Sweeper.cs"] = "removes what served its time",
        ["src/ChatBot.Storage/Migrations/Migrator.cs"] = "runs the migrations and notes which ran",
        ["src/ChatBot.Storage/Probes.cs"] = "probes Postgres",
        ["src/ChatBot.Storage/WriteProbe.cs"] = "probes writing and the wall between branches",
        ["src/ChatBot.Host/Cli/DoctorCommand.cs"] = "asks the clock of Postgres",
    });

    [Fact]
    public void Src_Sql_StandsInReadersWritesAndStoresAlone() => Assert.Empty(Rule.Faults(SourceTokens.OfSrc));

    [Fact]
    public void Fixture_UseCaseWithSql_IsReported() => Assert.Equal(
        [
            "src/ChatBot.Capabilities/Dues/PayDues.cs:2: \"SELECT amount FROM dues\"",
            "src/ChatBot.Capabilities/Dues/PayDues.cs:3: \"\"\"     UPDATE dues     SET paid = true     \"\"\"",
        ],
        (Rule with { Places = new Dictionary<string, string> { ["*Reader.cs"] = "reads" } }).Faults(
        [
            .. SourceTokens.Of("src/ChatBot.Capabilities/Dues/PayDues.cs", """"
                // SELECT in a comment is none.
                var read = "SELECT amount FROM dues";
                var write = """
                    UPDATE dues
                    SET paid = true
                    """;
                var said = "UPDATE me, SELECTED";
                """"),
            .. SourceTokens.Of("src/ChatBot.Capabilities/Dues/DuesReader.cs", "var read = \"SELECT amount FROM dues\";"),
        ]));

    [GeneratedRegex(@"\b(SELECT|INSERT INTO|DELETE FROM|UPDATE [a-z_]+\s+SET|SET LOCAL|CREATE TABLE|ALTER TABLE)\b")]
    private static partial Regex Sql();
}
