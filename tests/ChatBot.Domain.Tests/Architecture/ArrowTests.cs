using Xunit;

namespace ChatBot.Kernel.Tests.Architecture;

/// <summary>Design §2: arrows only downward, in the project files and in what was built from them.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
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

    public static TheoryData<string> Projects => [.. MayUse.Keys];

    [Fact]
    public void Src_Projects_AreTheOnesOfTheDesign() => Assert.Equal(MayUse.Keys.Order(), Repository.SourceProjects.Keys.Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_PointDownward(string project) =>
        Assert.Subset(MayUse[project].ToHashSet(), Repository.ReferencesOf(Repository.SourceProjects[project], "ProjectReference").ToHashSet());

    [Theory]
    [InlineData("Npgsql", "ChatBot.Kernel", "ChatBot.Storage")] // Parameters and rows are part of the kernel's data port.
    [InlineData("Dapper", "ChatBot.Kernel")]
    [InlineData("StackExchange.Redis", "ChatBot.Storage")]
    public void ProjectFile_DriverOfAStore_IsForStorageAlone(string package, params string[] places) => Assert.Subset(
        places.ToHashSet(),
        Repository.SourceProjects.Where(p => Repository.ReferencesOf(p.Value, "PackageReference").Contains(package)).Select(p => p.Key).ToHashSet());

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_PointDownward(string project)
    {
        var references = Built(project);

        Assert.Subset(MayUse[project].ToHashSet(), references.Where(r => r.StartsWith("ChatBot.", StringComparison.Ordinal)).ToHashSet());
    }

    [Theory]
    [InlineData("ChatBot.Kernel", "Microsoft.AspNetCore", "StackExchange.Redis", "System.Net.Http", "YamlDotNet")]
    [InlineData("ChatBot.Capabilities", "Microsoft.AspNetCore", "StackExchange.Redis", "System.Net.Http", "YamlDotNet")]
    [InlineData("ChatBot.Conversation", "Microsoft.AspNetCore", "Npgsql", "StackExchange.Redis", "System.Net.Http")]
    [InlineData("ChatBot.Storage", "Microsoft.AspNetCore", "System.Net.Http", "YamlDotNet")]
    [InlineData("ChatBot.Channels.WeCom", "Npgsql", "StackExchange.Redis", "YamlDotNet")]
    [InlineData("ChatBot.Channels.DingTalk", "Npgsql", "StackExchange.Redis", "YamlDotNet")]
    [InlineData("ChatBot.Channels.BotFramework", "Npgsql", "StackExchange.Redis", "YamlDotNet")]
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
