using Xunit;

namespace ChatBot.Architecture.Tests.Sources;

/// <summary>The scope that reaches every branch is asked for only where that is the purpose; a reader or writer of one branch has no place here.</summary>
public sealed class AllBranchesTests
{
    private static readonly PlaceRule Rule = new(token => token.Text == "AllBranches", new Dictionary<string, string>
    {
        ["src/ChatBot.Kernel/Data/Scope.cs"] = "declares it",
        ["src/ChatBot.Storage/Audit/AuditSealer.cs"] = "finds the branches whose lines wait for a seal",
        ["src/ChatBot.Storage/Housekeeping/Sweeper.cs"] = "removes what served its time",
        ["src/ChatBot.Storage/Migrations/Migrator.cs"] = "a migration changes the rows of every branch",
        ["src/ChatBot.Storage/Outbox/OutboxStore.cs"] = "claims what is due in any branch",
        ["src/ChatBot.Storage/Roster/BranchAdmin.cs"] = "an operator names a branch by its code",
        ["src/ChatBot.Storage/Roster/BranchDirectory.cs"] = "finds the branch of a chat account",
    });

    [Fact]
    public void Src_AllBranches_IsSaidOnlyWhereThatIsThePurpose() => Assert.Empty(Rule.Faults(SourceTokens.OfSrc));

    [Fact]
    public void Fixture_CapabilityThatReachesAllBranches_IsReported() => Assert.Equal(
        ["src/ChatBot.Capabilities/Dues/DuesReader.cs:2: AllBranches"],
        (Rule with { Places = new Dictionary<string, string>() }).Faults(SourceTokens.Of(
            "src/ChatBot.Capabilities/Dues/DuesReader.cs", "// AllBranches\nvar all = Scope.AllBranches(\"AllBranches\");")));
}
