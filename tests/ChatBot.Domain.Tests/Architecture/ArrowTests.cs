using Xunit;

namespace ChatBot.Domain.Tests.Architecture;

/// <summary>Design §2: arrows only downward, in the project files and in what was built from them.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["ChatBot.Domain"] = [],
        ["ChatBot.Application"] = ["ChatBot.Domain"],
        ["ChatBot.Conversation"] = ["ChatBot.Application", "ChatBot.Domain"],
        ["ChatBot.Storage"] = ["ChatBot.Application", "ChatBot.Domain"],
        ["ChatBot.Channels"] = [],
        ["ChatBot.Channels.WeCom"] = ["ChatBot.Channels", "ChatBot.Application", "ChatBot.Domain"],
        ["ChatBot.Channels.DingTalk"] = ["ChatBot.Channels", "ChatBot.Application", "ChatBot.Domain"],
        ["ChatBot.Host"] =
        [
            "ChatBot.Application", "ChatBot.Domain", "ChatBot.Conversation", "ChatBot.Storage", "ChatBot.Channels", "ChatBot.Channels.WeCom", "ChatBot.Channels.DingTalk",
        ],
    };

    /// <summary>All of the base class library that the rules need; a new one here is worth a thought (no I/O, no network).</summary>
    private static readonly string[] DomainMayUse =
        ["System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Security.Cryptography"];

    public static TheoryData<string> Projects => [.. MayUse.Keys];

    [Fact]
    public void Src_Projects_AreTheOnesOfTheDesign() => Assert.Equal(MayUse.Keys.Order(), Repository.SourceProjects.Keys.Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_PointDownward(string project) =>
        Assert.Subset(MayUse[project].ToHashSet(), Repository.ReferencesOf(Repository.SourceProjects[project], "ProjectReference").ToHashSet());

    [Theory]
    [InlineData("ChatBot.Domain")]
    [InlineData("ChatBot.Application")]
    public void ProjectFile_RulesAndUseCases_NeedNoPackage(string project) =>
        Assert.Empty(Repository.ReferencesOf(Repository.SourceProjects[project], "PackageReference"));

    [Theory]
    [InlineData("Npgsql")]
    [InlineData("Dapper")]
    [InlineData("StackExchange.Redis")]
    public void ProjectFile_DriverOfAStore_IsForStorageAlone(string package) => Assert.Subset(
        new HashSet<string> { "ChatBot.Storage" },
        Repository.SourceProjects.Where(p => Repository.ReferencesOf(p.Value, "PackageReference").Contains(package)).Select(p => p.Key).ToHashSet());

    [Fact]
    public void Assembly_Domain_UsesNothingButTheBaseClassLibrary() => Assert.Subset(
        DomainMayUse.ToHashSet(),
        typeof(BranchId).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToHashSet());

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_PointDownward(string project)
    {
        var references = Built(project);

        Assert.Subset(MayUse[project].ToHashSet(), references.Where(r => r.StartsWith("ChatBot.", StringComparison.Ordinal)).ToHashSet());
    }

    [Theory]
    [InlineData("ChatBot.Application", "Microsoft.AspNetCore", "Npgsql", "StackExchange.Redis", "System.Net.Http", "YamlDotNet")]
    [InlineData("ChatBot.Conversation", "Microsoft.AspNetCore", "Npgsql", "StackExchange.Redis", "System.Net.Http")]
    [InlineData("ChatBot.Storage", "Microsoft.AspNetCore", "System.Net.Http", "YamlDotNet")]
    [InlineData("ChatBot.Channels.WeCom", "Npgsql", "StackExchange.Redis", "YamlDotNet")]
    [InlineData("ChatBot.Channels.DingTalk", "Npgsql", "StackExchange.Redis", "YamlDotNet")]
    public void Assembly_Layer_DoesNotKnowAnothersTools(string project, params string[] tools) =>
        Assert.DoesNotContain(Built(project), reference => tools.Any(t => reference.StartsWith(t, StringComparison.Ordinal)));

    [Fact]
    public void PlatformDoubles_ProjectFile_KnowsNothingOfTheProduct()
    {
        // A double that shared code with the product would share its mistakes.
        var project = System.Xml.Linq.XDocument.Load(Path.Combine(Repository.Root, "tests/ChatBot.PlatformDoubles/ChatBot.PlatformDoubles.csproj"));

        Assert.Empty(Repository.ReferencesOf(project, "ProjectReference"));
    }

    private static IReadOnlyList<string> Built(string project)
    {
        var references = Repository.AssemblyReferencesOf(project);
        if (references is null)
        {
            Assert.Skip($"{project} is not built; build ChatBot.sln first.");
        }

        return references;
    }
}
