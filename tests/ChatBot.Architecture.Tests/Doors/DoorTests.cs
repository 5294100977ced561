using ChatBot.Architecture.Tests.Types;
using Xunit;

namespace ChatBot.Architecture.Tests.Doors;

/// <summary>Rules, records and use cases do no I/O (design §2): they use no driver of a store, no file and no socket.</summary>
public sealed class DoorTests
{
    private const string Fixture = "ChatBot.Architecture.Tests.Fixtures.Doors";

    /// <summary>What leads out of the process, and the kernel's own way to Postgres.</summary>
    private static readonly string[] Closed = ["Npgsql", "Dapper", "StackExchange.Redis", "System.Data", "System.IO", "System.Net", "Microsoft.AspNetCore", "ChatBot.Kernel.Data"];

    /// <summary>Who may, by project.</summary>
    private static readonly Dictionary<string, string[]> Open = new(StringComparer.Ordinal)
    {
        // It hands a capability's writes to the data port.
        ["ChatBot.Kernel"] = ["ChatBot.Kernel.Declarations.CapabilityBuilder"],

        // The files of a capability that hold its SQL, and its declaration, which names its writes.
        ["ChatBot.Capabilities"] = ["*Reader", "*Writes", "*Row", "*Part", "*Capability"],

        // The files under dialogs/ are read here, and the console of `chatbot understand` reads lines.
        ["ChatBot.Conversation"] =
        [
            "ChatBot.Conversation.DataFiles.DataFile", "ChatBot.Conversation.DataFiles.LiveFiles`1", "ChatBot.Conversation.DataFiles.PlainParser",
            "ChatBot.Conversation.DialogsCheck", "ChatBot.Conversation.Policies.PolicyLibrary", "ChatBot.Conversation.Understanding.UnderstandingConsole",
        ],
    };

    public static TheoryData<string> Projects => [.. Open.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_Types_UseNoStoreFileOrSocketButWhereListed(string project)
    {
        // Inside Kernel/Data the driver's types are the port; everybody else is asked, Kernel/Data not.
        var uses = TypeUses.OfAssembly(Repository.AssemblyOf(project)).Where(u => u.FromNamespace != "ChatBot.Kernel.Data").ToList();

        Assert.Empty(new DoorRule(Closed, Open[project]).Faults(project, uses));
    }

    [Fact]
    public void Fixture_RuleThatReadsAFileOrCallsOut_IsReported() => Assert.Equal(
        [$"{Fixture}.LateRule uses System.IO.File", $"{Fixture}.PriceRule uses System.Net.Http.HttpClient"],
        new DoorRule(Closed, [$"{Fixture}.FileReader"]).Faults(Fixture, FixtureUses()));

    [Fact]
    public void Fixture_TypeThatIsListedAndDoesNoIo_IsReported() => Assert.Contains(
        $"{Fixture}.PureRule uses nothing that is closed: take it off the list",
        new DoorRule(Closed, [$"{Fixture}.PureRule"]).Faults(Fixture, FixtureUses()));

    private static IReadOnlyList<TypeUse> FixtureUses() => TypeUses.OfNamespace(typeof(DoorTests).Assembly.Location, Fixture);
}
