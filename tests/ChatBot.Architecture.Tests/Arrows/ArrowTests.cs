using System.Xml.Linq;
using Mono.Cecil;
using Xunit;

namespace ChatBot.Architecture.Tests.Arrows;

/// <summary>Design §2: arrows only downward, in the project files and in what was built from them.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["ChatBot.Kernel"] = [],
        ["ChatBot.Capabilities"] = ["ChatBot.Kernel"],
        ["ChatBot.Conversation"] = ["ChatBot.Kernel"],
        ["ChatBot.Storage"] = ["ChatBot.Kernel"],
        ["ChatBot.Channels"] = [],
        ["ChatBot.Channels.WeCom"] = ["ChatBot.Channels", "ChatBot.Kernel"],
        ["ChatBot.Channels.DingTalk"] = ["ChatBot.Channels", "ChatBot.Kernel"],
        ["ChatBot.Channels.BotFramework"] = ["ChatBot.Kernel"],
        ["ChatBot.Host"] =
        [
            "ChatBot.Kernel", "ChatBot.Capabilities", "ChatBot.Conversation", "ChatBot.Storage", "ChatBot.Channels", "ChatBot.Channels.WeCom", "ChatBot.Channels.DingTalk",
            "ChatBot.Channels.BotFramework",
        ],
    };

    /// <summary>Tools of others that an assembly does not know.</summary>
    private static readonly Dictionary<string, string[]> Strange = new(StringComparer.Ordinal)
    {
        ["ChatBot.Kernel"] = ["Microsoft.AspNetCore", "StackExchange.Redis", "System.Net.Http", "YamlDotNet"],
        ["ChatBot.Capabilities"] = ["Microsoft.AspNetCore", "StackExchange.Redis", "System.Net.Http", "YamlDotNet"],
        ["ChatBot.Conversation"] = ["Microsoft.AspNetCore", "Npgsql", "StackExchange.Redis", "System.Net.Http"],
        ["ChatBot.Storage"] = ["Microsoft.AspNetCore", "System.Net.Http", "YamlDotNet"],
        ["ChatBot.Channels"] = ["Npgsql", "StackExchange.Redis", "YamlDotNet"],
        ["ChatBot.Channels.WeCom"] = ["Npgsql", "StackExchange.Redis", "YamlDotNet"],
        ["ChatBot.Channels.DingTalk"] = ["Npgsql", "StackExchange.Redis", "YamlDotNet"],
        ["ChatBot.Channels.BotFramework"] = ["Npgsql", "StackExchange.Redis", "YamlDotNet"],
        ["ChatBot.Host"] = ["Dapper"],
    };

    private static readonly ArrowRule Rule = new(MayUse);

    public static TheoryData<string> Projects => [.. MayUse.Keys];

    [Fact]
    public void Src_Projects_AreTheOnesOfTheDesign() => Assert.Equal(MayUse.Keys.Order(), Repository.SourceProjects.Keys.Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_PointDownward(string project) =>
        Assert.Empty(Rule.Faults(project, Repository.ReferencesOf(Repository.SourceProjects[project], "ProjectReference")));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_PointDownward(string project) => Assert.Empty(Rule.Faults(project, AssembliesOf(Repository.AssemblyOf(project))));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_Layer_DoesNotKnowAnothersTools(string project) => Assert.Empty(ToolsIn(AssembliesOf(Repository.AssemblyOf(project)), Strange[project]));

    [Theory]
    [InlineData("Npgsql", "ChatBot.Kernel", "ChatBot.Storage")] // Parameters and rows are part of the kernel's data port.
    [InlineData("Dapper", "ChatBot.Kernel")]
    [InlineData("StackExchange.Redis", "ChatBot.Storage")]
    public void ProjectFile_DriverOfAStore_IsForStorageAlone(string package, params string[] places) => Assert.Equal(
        places,
        Repository.SourceProjects.Where(p => Repository.ReferencesOf(p.Value, "PackageReference").Contains(package)).Select(p => p.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void PlatformDoubles_ProjectFile_KnowsNothingOfTheProduct()
    {
        // A double that shared code with the product would share its mistakes.
        var project = XDocument.Load(Path.Combine(Repository.Root, "tests/ChatBot.PlatformDoubles/ChatBot.PlatformDoubles.csproj"));

        Assert.Empty(Repository.ReferencesOf(project, "ProjectReference"));
    }

    [Fact]
    public void Fixture_ReferenceUpward_IsReported()
    {
        var project = XDocument.Parse("""
            <Project>
              <ItemGroup>
                <ProjectReference Include="../ChatBot.Kernel/ChatBot.Kernel.csproj" />
                <ProjectReference Include="..\ChatBot.Storage\ChatBot.Storage.csproj" />
              </ItemGroup>
            </Project>
            """);

        Assert.Equal(["ChatBot.Capabilities uses ChatBot.Storage"], Rule.Faults("ChatBot.Capabilities", Repository.ReferencesOf(project, "ProjectReference")));
    }

    [Fact]
    public void Fixture_AssemblyThatKnowsTheDriver_IsReported() =>
        Assert.Equal(["Npgsql"], ToolsIn(AssembliesOf(Repository.AssemblyOf("ChatBot.Storage")), ["Npgsql", "YamlDotNet"]));

    private static IEnumerable<string> ToolsIn(IEnumerable<string> references, string[] tools) =>
        references.Where(reference => tools.Any(tool => reference == tool || reference.StartsWith(tool + ".", StringComparison.Ordinal)));

    private static List<string> AssembliesOf(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return [.. assembly.MainModule.AssemblyReferences.Select(r => r.Name)];
    }
}
