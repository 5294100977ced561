using System.Net;
using ChatBot.EndToEnd.Story.Harness;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.CommandLine;

/// <summary>The operator's way from an empty database to a branch, and the mistakes on it: each a clear error, nothing half-written.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    private TestDatabase? _database;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Stores.Setup is { } setup)
        {
            _database = await TestDatabase.CreateEmptyAsync(setup.Postgres);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Fact]
    public async Task FromNothingToABranch_WithAFaultyRosterOnTheWay_WritesAllOrNothing()
    {
        var settings = Settings();
        Assert.Equal(0, (await BotProcess.RunAsync(settings, "migrate")).ExitCode);
        Assert.Contains("up to date", (await BotProcess.RunAsync(settings, "migrate")).Output, StringComparison.Ordinal);
        var added = await BotProcess.RunAsync(settings, "branch", "add", "first", "第一党支部");
        Assert.Contains("/绑定 ", added.Output, StringComparison.Ordinal);

        using var files = new TemporaryFolder();
        var faulty = files.Write("faulty.csv", "姓名,党小组,角色,转入日期,企业微信\n甲,一组,书记,2020-07-01,jia\n乙,一组,班长,2020-07-01,yi\n丙,一组,,上个月,bing\n丁,一组,,2020-07-01,JIA\n");
        var refused = await BotProcess.RunAsync(settings, "roster", "import", faulty, "--branch", "first");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("row 3, column 角色", refused.Error, StringComparison.Ordinal);
        Assert.Contains("row 4, column 转入日期", refused.Error, StringComparison.Ordinal);
        Assert.Contains("row 5, column 企业微信", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), await PeopleAsync());

        var good = files.Write("good.csv", Cast.ToCsv());
        var dry = await BotProcess.RunAsync(settings, "roster", "import", good, "--branch", "first", "--dry-run");
        Assert.Equal(0, dry.ExitCode);
        Assert.Equal((0, 0), await PeopleAsync());
        Assert.Equal(1, (await BotProcess.RunAsync(settings, "roster", "import", good, "--branch", "second")).ExitCode);
        Assert.Equal(0, (await BotProcess.RunAsync(settings, "roster", "import", good, "--branch", "first")).ExitCode);
        Assert.Equal((24, 25), await PeopleAsync());
        var verified = await BotProcess.RunAsync(settings, "audit", "verify", "--branch", "first");
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains("whole", verified.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Channels__WeCom__main__App__EncodingAesKey", "short", "Channels:WeCom:main:App:EncodingAesKey")]
    [InlineData("Channels__WeCom__main__ApiBaseUrl", "http://example.org", "Channels:WeCom:main:ApiBaseUrl")]
    [InlineData("Channels__DingTalk__main__Mode", "Stream", "Channels:DingTalk:main:Mode")]
    [InlineData("Channels__DingTalk__main__AppSecret", "", "Channels:DingTalk:main:AppSecret")]
    [InlineData("Outbox__Interval", "1.00:00:00", "Outbox:Interval")]
    [InlineData("ConnectionStrings__Redis", "", "ConnectionStrings:Redis")]
    [InlineData("Dialogs__Folder", "/no/such/folder", "Dialogs:Folder")]
    public async Task Serve_WithOneWrongSetting_EndsWithItsFullKey(string name, string value, string key)
    {
        var settings = Settings();
        settings[name] = value;
        var ended = await BotProcess.RunAsync(settings, "serve");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(key, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(WeComDemo.Secret, ended.Error + ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_WithoutPostgres_EndsWithAReadableLine()
    {
        var settings = WithoutPostgres();
        var ended = await BotProcess.RunAsync(settings, "migrate");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("ConnectionStrings:Postgres", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithoutPostgres_IsNotReadyAndAnswersCallbacksWithUnavailable()
    {
        await using var bot = BotProcess.Serve(WithoutPostgres());
        var url = await bot.ListeningAsync();
        using var http = new HttpClient();
        using var ready = await http.GetAsync(new Uri(url, "health/ready"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using var caller = new WeComCallbackClient(
            new Uri(url, "callbacks/wecom/app/main"), WeComDemo.CorpId, WeComDemo.AgentId, WeComDemo.Token, WeComDemo.EncodingAesKey);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await caller.SendTextAsync("zhangxiaomei", "报名")).Status);
    }

    [Fact]
    public async Task DialogsCheck_FormWithAFault_NamesFileAndLine()
    {
        using var files = new TemporaryFolder();
        files.CopyDialogs();
        files.Replace("dialogs/forms/signup_join.yaml", "type: choice", "type: choise");
        var ended = await BotProcess.RunAsync(new Dictionary<string, string>(), "dialogs", "check", "--folder", files.PathOf("dialogs"));
        Assert.Equal(1, ended.ExitCode);
        Assert.Matches(@"signup_join\.yaml:[0-9]+: ", ended.Output);
        Assert.Contains("choise", ended.Output, StringComparison.Ordinal);
    }

    private Dictionary<string, string> Settings()
    {
        var setup = Stores.SkipWithout();
        return new Dictionary<string, string>
        {
            ["ConnectionStrings__Postgres"] = _database!.ConnectionString,
            ["ConnectionStrings__Redis"] = setup.Redis,
            ["Storage__KeyPrefix"] = $"operator:{Guid.NewGuid():N}:",
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

    // Port 1 is nobody's.
    private Dictionary<string, string> WithoutPostgres() =>
        new(Settings()) { ["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing" };

    private async Task<(long Members, long Identities)> PeopleAsync()
    {
        await using var database = NpgsqlDataSource.Create(_database!.ConnectionString);
        await using var books = new Books(database);
        return (await books.CountAsync("member"), await books.CountAsync("member_identity"));
    }
}
