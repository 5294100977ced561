using System.Xml.Linq;
using Xunit;

namespace ChatBot.Architecture.Tests.Banned;

/// <summary>
/// Product code takes the time, ids and random numbers from where tests can give them, and blocks no thread. The build holds that by
/// Microsoft.CodeAnalysis.BannedApiAnalyzers and the files BannedSymbols.txt; here it is shown that it does.
/// </summary>
public sealed class BannedCallTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Projects => [.. Repository.SourceProjects.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Lists_Symbols_ExistInTheFramework(string project) =>
        Assert.All(BannedCalls.SymbolsOf(project), id => Assert.NotNull(BannedCalls.Find(id)));

    [Fact]
    public void Build_Projects_AreAllHeldByTheAnalyzer()
    {
        var props = XDocument.Load(Path.Combine(Repository.Root, "src/Directory.Build.props"));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", Repository.ReferencesOf(props, "PackageReference"));
        Assert.Contains("$(MSBuildThisFileDirectory)BannedSymbols.txt", Repository.ReferencesOf(props, "AdditionalFiles"));
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", File.ReadAllLines(Path.Combine(Repository.Root, ".editorconfig")));
        Assert.All(Repository.SourceProjects, project => Assert.DoesNotContain(
            project.Value.Descendants(), e => e.Name.LocalName is "NoWarn" or "RunAnalyzers" or "RunAnalyzersDuringBuild" or "WarningsNotAsErrors"));
        Assert.Equal(
            [Path.Combine(Repository.Root, "src", "Directory.Build.props")],
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "Directory.Build.props", SearchOption.AllDirectories));
    }

    [Fact]
    public void Exceptions_InSource_AreTheSourcesThemselves() => Assert.Equal(
        ["src/ChatBot.Kernel/Time/BackOff.cs", "src/ChatBot.Kernel/TimeOrderedIds.cs"],
        Repository.SourceFiles.Where(file => file.Value.Contains("RS0030", StringComparison.Ordinal)).Select(file => file.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("_ = System.DateTime.Now;", "DateTime.Now")]
    [InlineData("_ = System.DateTime.UtcNow;", "DateTime.UtcNow")]
    [InlineData("_ = System.DateTime.Today;", "DateTime.Today")]
    [InlineData("_ = System.DateTimeOffset.Now;", "DateTimeOffset.Now")]
    [InlineData("_ = System.DateTimeOffset.UtcNow;", "DateTimeOffset.UtcNow")]
    [InlineData("_ = System.Diagnostics.Stopwatch.StartNew();", "Stopwatch")]
    [InlineData("_ = System.Random.Shared.Next();", "Random.Shared")]
    [InlineData("_ = new System.Random();", "Random.Random()")]
    [InlineData("System.Threading.Thread.Sleep(1);", "Thread.Sleep(int)")]
    [InlineData("_ = System.Threading.Tasks.Task.Run(() => { });", "Task.Run(Action)")]
    [InlineData("System.Threading.Tasks.Task.CompletedTask.Wait();", "Task.Wait()")]
    [InlineData("_ = System.Threading.Tasks.Task.FromResult(1).Result;", "Task<TResult>.Result")]
    [InlineData("System.Threading.Tasks.Task.CompletedTask.GetAwaiter().GetResult();", "TaskAwaiter.GetResult()")]
    public async Task Fixture_CallBannedEverywhere_IsReported(string statement, string symbol)
    {
        var fault = Assert.Single(await FaultsAsync(statement, "ChatBot.Storage"));

        Assert.StartsWith($"5: RS0030: The symbol '{symbol}' is banned in this project", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_ = System.Guid.NewGuid();", "ChatBot.Kernel", "ChatBot.Capabilities", "ChatBot.Conversation")]
    [InlineData("_ = System.TimeProvider.System;", "ChatBot.Capabilities")]
    [InlineData("_ = System.IO.File.Exists(\"a\");", "ChatBot.Capabilities")]
    [InlineData("_ = new System.Net.Http.HttpClient();", "ChatBot.Capabilities")]
    public async Task Fixture_CallBannedInSomeProjects_IsReportedThere(string statement, params string[] projects)
    {
        foreach (var project in Repository.SourceProjects.Keys)
        {
            Assert.Equal(projects.Contains(project), (await FaultsAsync(statement, project)).Count > 0);
        }
    }

    [Theory]
    [InlineData("_ = System.TimeProvider.System.GetUtcNow();")]
    [InlineData("await System.Threading.Tasks.Task.CompletedTask;")]
    [InlineData("await System.Threading.Tasks.Task.Delay(1, System.Threading.CancellationToken.None);")]
    [InlineData("_ = System.Security.Cryptography.RandomNumberGenerator.GetBytes(1);")]
    public async Task Fixture_CallThatIsMeant_IsNotReported(string statement) => Assert.Empty(await FaultsAsync(statement, "ChatBot.Storage"));

    private static Task<IReadOnlyList<string>> FaultsAsync(string statement, string project) => BannedCalls.FaultsAsync(
        $$"""
        internal static class Sample
        {
            internal static async System.Threading.Tasks.Task RunAsync()
            {
        {{statement}}
                await System.Threading.Tasks.Task.Yield();
            }
        }
        """,
        project,
        Token);
}
