using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ChatBot.Host.Export;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>The program <c>chatbot</c> itself with bad input: a clear line, the right exit code, nothing half-written.</summary>
public sealed class ProgramEdgeTests
{
    private const string DeadPostgres = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(".csv")]
    [InlineData(".xlsx")]
    public async Task RosterImport_ThreeDifferentFaults_NamesEachAndExitsWithOne(string ending)
    {
        var file = Path.Combine(Path.GetTempPath(), $"faults-{Guid.NewGuid():N}{ending}");
        TableWriter.Write(file, "roster", [["姓名", "党小组", "角色", "转入日期"], ["甲一", "一组", "皇帝", ""], ["", "一组", "", ""], ["丙三", "一组", "", "三月"]]);
        try
        {
            var run = await RunAsync(["roster", "import", file, "--branch", "first"], ("ConnectionStrings__Postgres", DeadPostgres));

            Assert.Equal(1, run.ExitCode);
            Assert.Contains("row 2, column 角色", run.Error, StringComparison.Ordinal);
            Assert.Contains("row 3, column 姓名", run.Error, StringComparison.Ordinal);
            Assert.Contains("row 4, column 转入日期", run.Error, StringComparison.Ordinal);
            Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task DialogsCheck_FormWithAFault_NamesFileAndLine()
    {
        var copy = Directory.CreateTempSubdirectory("dialogs-");
        try
        {
            Copy(new DirectoryInfo(Path.Combine(Root(), "dialogs")), copy);
            await File.AppendAllTextAsync(Path.Combine(copy.FullName, "forms", "leave_request.yaml"), "\nnonsense: [1\n", TestContext.Current.CancellationToken);

            var run = await RunAsync(["dialogs", "check", "--folder", copy.FullName]);

            Assert.Equal(1, run.ExitCode);
            Assert.Matches(@"leave_request\.yaml:\d+", run.Output);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Serve_WrongConfigurationValue_StopsWithItsFullKey()
    {
        var run = await RunAsync(
            ["serve"],
            ("ConnectionStrings__Postgres", DeadPostgres),
            ("ConnectionStrings__Redis", "127.0.0.1:1"),
            ("Channels__WeCom__main__CorpId", WeComDemo.CorpId),
            ("Channels__WeCom__main__App__AgentId", "1"),
            ("Channels__WeCom__main__App__Secret", "s"),
            ("Channels__WeCom__main__App__Token", "t"),
            ("Channels__WeCom__main__App__EncodingAesKey", "tooshort"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Channels:WeCom:main:App:EncodingAesKey", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_NoPostgres_SaysSoAndExitsWithOne()
    {
        var run = await RunAsync(["migrate"], ("ConnectionStrings__Postgres", DeadPostgres), ("ConnectionStrings__Redis", "127.0.0.1:1"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ConnectionStrings:Postgres", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_NoPostgresAtStart_IsNotReadyAndNeverClaimsToHaveKeptAnything()
    {
        var port = FreePort();
        using var service = Start(
            ["serve"],
            ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"),
            ("ConnectionStrings__Postgres", DeadPostgres),
            ("ConnectionStrings__Redis", "127.0.0.1:1"),
            ("Channels__WeCom__main__CorpId", WeComDemo.CorpId),
            ("Channels__WeCom__main__App__AgentId", "1000002"),
            ("Channels__WeCom__main__App__Secret", WeComDemo.Secret),
            ("Channels__WeCom__main__App__Token", WeComDemo.Token),
            ("Channels__WeCom__main__App__EncodingAesKey", WeComDemo.EncodingAesKey));
        try
        {
            var url = new Uri($"http://127.0.0.1:{port}/");
            using var http = new HttpClient();
            await WaitUntilLiveAsync(http, url, service);
            using var caller = new WeComCallbackClient(
                new Uri(url, "callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey);

            var ready = await http.GetAsync(new Uri(url, "health/ready"), TestContext.Current.CancellationToken);
            var reply = await caller.SendTextAsync("zhangxiaomei", "报名");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task WaitUntilLiveAsync(HttpClient http, Uri url, Process service)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!service.HasExited)
        {
            try
            {
                if ((await http.GetAsync(new Uri(url, "health/live"), limit.Token)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, limit.Token);
            }
        }

        Assert.Fail($"The service stopped with {service.ExitCode}.");
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        using var limit = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "chatbot.dll"), .. arguments])
        {
            WorkingDirectory = Root(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__Postgres");
        start.Environment.Remove("ConnectionStrings__Redis");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatBot.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository was not found above the tests.");
        }

        return folder.FullName;
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.GetFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var folder in from.GetDirectories())
        {
            Copy(folder, to.CreateSubdirectory(folder.Name));
        }
    }
}
