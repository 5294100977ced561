using System.Net;
using ChatBot.Host.Export;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>
/// The program <c>chatbot</c> itself with bad input: a clear line, the right exit code, nothing half-written. No store is
/// needed here: what is wrong is found before one is asked, or it is the store that is missing.
/// </summary>
public sealed class ProgramEdgeTests
{
    [Theory]
    [InlineData(".csv")]
    [InlineData(".xlsx")]
    public async Task RosterImport_ThreeDifferentFaults_NamesEachAndExitsWithOne(string ending)
    {
        using var files = new TemporaryFolder();
        var file = files.PathOf("faults" + ending);
        TableWriter.Write(file, "roster", [["姓名", "党小组", "角色", "转入日期"], ["甲一", "一组", "皇帝", ""], ["", "一组", "", ""], ["丙三", "一组", "", "三月"]]);

        var run = await BotProcess.RunAsync(Settings(), "roster", "import", file, "--branch", "first");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("row 2, column 角色", run.Error, StringComparison.Ordinal);
        Assert.Contains("row 3, column 姓名", run.Error, StringComparison.Ordinal);
        Assert.Contains("row 4, column 转入日期", run.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signup/forms.yaml", "type: choice", "type: choise")]
    [InlineData("leave/forms.yaml", "slots:", "slots: [1")]
    [InlineData("signup/commands.yaml", "topic:", "topics:")]
    public async Task DialogsCheck_FileWithAFault_NamesFileAndLine(string file, string right, string wrong)
    {
        using var files = new TemporaryFolder();
        files.CopyDialogs();
        files.Replace("dialogs/" + file, right, wrong);

        var run = await BotProcess.RunAsync(Settings(), "dialogs", "check", "--folder", files.PathOf("dialogs"));

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(Path.GetFileName(file).Replace(".", @"\.", StringComparison.Ordinal) + ":[0-9]+: ", run.Output);
    }

    [Theory]
    [InlineData("Channels__WeCom__main__App__EncodingAesKey", "short", "Channels:WeCom:main:App:EncodingAesKey")]
    [InlineData("Channels__WeCom__main__ApiBaseUrl", "http://example.org", "Channels:WeCom:main:ApiBaseUrl")]
    [InlineData("Channels__DingTalk__main__Mode", "Pigeon", "Channels:DingTalk:main:Mode")]
    [InlineData("Channels__DingTalk__main__AppSecret", "", "Channels:DingTalk:main:AppSecret")]
    [InlineData("Outbox__Interval", "1.00:00:00", "Outbox:Interval")]
    [InlineData("ConnectionStrings__Redis", "", "ConnectionStrings:Redis")]
    [InlineData("Dialogs__Folder", "/no/such/folder", "Dialogs:Folder")]
    public async Task Serve_OneWrongSetting_StopsWithItsFullKey(string name, string value, string key)
    {
        var run = await BotProcess.RunAsync(new Dictionary<string, string>(Settings()) { [name] = value }, "serve");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(key, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(WeComDemo.Secret, run.Error + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_NoPostgres_SaysSoAndExitsWithOne()
    {
        var run = await BotProcess.RunAsync(Settings(), "migrate");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ConnectionStrings:Postgres", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_NoPostgresAtStart_IsNotReadyAndNeverClaimsToHaveKeptAnything()
    {
        await using var bot = BotProcess.Serve(Settings());
        var url = await bot.ListeningAsync();
        using var http = new HttpClient();
        using var caller = new WeComCallbackClient(
            new Uri(url, "callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey);

        using var ready = await http.GetAsync(new Uri(url, "health/ready"), TestContext.Current.CancellationToken);
        var reply = await caller.SendTextAsync("zhangxiaomei", "报名");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
    }

    /// <summary>Settings that are right, but for the stores: port 1 is nobody's.</summary>
    private static Dictionary<string, string> Settings() => new()
    {
        ["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing",
        ["ConnectionStrings__Redis"] = "127.0.0.1:1",
        ["Channels__WeCom__main__CorpId"] = WeComDemo.CorpId,
        ["Channels__WeCom__main__App__AgentId"] = "1000002",
        ["Channels__WeCom__main__App__Secret"] = WeComDemo.Secret,
        ["Channels__WeCom__main__App__Token"] = WeComDemo.Token,
        ["Channels__WeCom__main__App__EncodingAesKey"] = WeComDemo.EncodingAesKey,
        ["Channels__DingTalk__main__AppKey"] = DingTalkDemo.AppKey,
        ["Channels__DingTalk__main__AppSecret"] = DingTalkDemo.AppSecret,
        ["Channels__DingTalk__main__Mode"] = "Callback",
    };
}
