using ChatBot.Architecture.Tests.Types;
using Xunit;

namespace ChatBot.Architecture.Tests.Folders;

/// <summary>Folders of a project do not use each other in a circle (design §2), apart from the known uses listed here.</summary>
public sealed class FolderCycleTests
{
    private const string Fixture = "ChatBot.Architecture.Tests.Fixtures.Cycle";

    /// <summary>Types that register or map everything in their project; they may use every folder.</summary>
    private static readonly HashSet<string> Composition =
    [
        "ChatBot.Kernel.KernelServices",
        "ChatBot.Conversation.ConversationServices",
        "ChatBot.Storage.StorageServiceCollectionExtensions",
        "ChatBot.Channels.WeCom.WeComServiceCollectionExtensions",
        "ChatBot.Channels.WeCom.WeComEndpoints",
        "ChatBot.Channels.WeCom.WeComProbe",
        "ChatBot.Channels.DingTalk.DingTalkServiceCollectionExtensions",
        "ChatBot.Channels.DingTalk.DingTalkProbe",
        "ChatBot.Host.Serving.BotHost",
    ];

    /// <summary>
    /// Uses that close a cycle today, by project: without them its folders are in order. A use may leave this list; none may join.
    /// </summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["ChatBot.Kernel"] = """
            (top) -> Roster
            (top) -> UseCases
            Ledger -> Cards
            Ledger -> Outbox
            Ledger -> Roster
            Outbox -> Cards
            Outbox -> Routing
            Roster -> UseCases
            Telemetry -> Turns
            UseCases -> Declarations
            UseCases -> Undo
            Wording -> Channels
            """,
        ["ChatBot.Capabilities"] = """
            Attendance -> Escalation
            CheckIn -> SignUp
            Disputes -> Escalation
            Leave -> Attendance
            Leave -> Escalation
            Sessions -> Attendance
            Sessions -> CheckIn
            Sessions -> Leave
            Sessions -> SignUp
            SignUp -> Leave
            """,
        ["ChatBot.Conversation"] = "Understanding.Intents -> Understanding",
        ["ChatBot.Storage"] = "",
        ["ChatBot.Channels"] = "",
        ["ChatBot.Channels.WeCom"] = "(top) -> Webhook",
        ["ChatBot.Channels.DingTalk"] = """
            (top) -> Cards
            Webhook -> (top)
            """,
        ["ChatBot.Channels.BotFramework"] = "",
        ["ChatBot.Host"] = "",
    };

    public static TheoryData<string> Projects => [.. Repository.SourceProjects.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_Folders_FormNoCycleThatIsNotListed(string project) => Assert.Empty(FolderCycles.Faults(GraphOf(project), FolderUse.All(Known[project])));

    [Fact]
    public void Composition_Types_StillUseSeveralFolders() => Assert.All(
        Composition,
        name => Assert.True(
            Repository.SourceProjects.Keys.Where(p => name.StartsWith(p + ".", StringComparison.Ordinal)).SelectMany(p => TypeUses.OfAssembly(Repository.AssemblyOf(p)))
                .Where(u => u.From == name && u.ToNamespace.StartsWith("ChatBot.", StringComparison.Ordinal)).Select(u => u.ToNamespace).Distinct().Count() > 1,
            name));

    [Fact]
    public void Fixture_TwoFoldersThatUseEachOther_AreReported()
    {
        var faults = FolderCycles.Faults(FixtureGraph(), FolderUse.All(""));

        Assert.Equal(
            ["One -> Two is part of a new cycle: One.Hen uses Two.Egg", "Two -> One is part of a new cycle: Two.Egg uses One.Hen"],
            faults);
    }

    [Fact]
    public void Fixture_UseThatIsListed_IsNotReported() => Assert.Empty(FolderCycles.Faults(FixtureGraph(), FolderUse.All("Two -> One")));

    [Theory]
    [InlineData("Two -> One\nThree -> Two", "Three -> Two is gone: take it off the list")]
    [InlineData("Two -> One\nOne -> Three", "One -> Three closes no cycle any more: take it off the list")]
    public void Fixture_ListedUseThatClosesNoCycle_IsReported(string known, string fault) =>
        Assert.Equal([fault], FolderCycles.Faults(FixtureGraph(), FolderUse.All(known)));

    private static FolderGraph GraphOf(string project) => FolderGraph.Of(project, TypeUses.OfAssembly(Repository.AssemblyOf(project)), Composition);

    private static FolderGraph FixtureGraph() =>
        FolderGraph.Of(Fixture, TypeUses.OfNamespace(typeof(FolderCycleTests).Assembly.Location, Fixture), Composition);
}
