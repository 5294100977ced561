using ChatBot.EndToEnd.Story.Harness;
using ChatBot.PlatformDoubles;
using ChatBot.TestKit;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>The operator brings a branch in from the platform's address book, by the program and the platform's double.</summary>
public sealed class RosterFetchTests
{
    private const int Branch = 2;

    /// <summary>One more than a page of DingTalk, in one group.</summary>
    private const int InFirstGroup = 101;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Departments: company, the branch, two groups, a department inside a group, and another branch.</summary>
    private static (int Id, string Name, int Parent)[] Departments => [(1, "示例公司", 0), (Branch, "第一党支部", 1), (3, "第一党小组", Branch), (4, "第二党小组", Branch), (5, "二组小分队", 4), (6, "第二党支部", 1)];

    [Theory]
    [InlineData("wecom")]
    [InlineData("dingtalk")]
    public async Task Fetch_AddressBook_BringsPeopleGroupsAndAccountsAndRemovesNobody(string channel)
    {
        await using var database = await TestDatabase.CreateAsync(Stores.SkipWithout().Postgres);
        await using var books = new Books(NpgsqlDataSource.Create(database.OutsideConnectionString));
        using var files = new TemporaryFolder();
        await using var company = await StartAsync(channel, People());
        var settings = Settings(database, channel, company);
        await BotProcess.RunAsync(settings, "branch", "add", "first", "第一党支部");
        var heading = channel == "wecom" ? "企业微信" : "钉钉";
        var file = files.Write("known.csv", $"姓名,角色,{heading}\n周敏,书记,\n老同志,,gone\n");
        Assert.Equal(0, (await BotProcess.RunAsync(settings, "roster", "import", file, "--branch", "first")).ExitCode);

        string[] fetch = ["roster", "fetch", "--branch", "first", "--channel", channel, "--department", "2"];
        var dry = await BotProcess.RunAsync(settings, [.. fetch, "--dry-run"]);
        Assert.True(dry.ExitCode == 0, dry.Error);
        Assert.Equal(2, await books.CountAsync("member"));
        var done = await BotProcess.RunAsync(settings, fetch);

        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Contains($"Imported {InFirstGroup + 2} new, 1 linked; 0 known", done.Output, StringComparison.Ordinal);
        Assert.Contains("now with an account: 周敏", done.Output, StringComparison.Ordinal);
        Assert.Contains("not in the address book any more", done.Output, StringComparison.Ordinal);
        Assert.Contains("老同志", done.Output, StringComparison.Ordinal);
        Assert.Equal(2 + InFirstGroup + 2, await books.CountAsync("member"));
        Assert.Equal(["第一党小组", "第二党小组"], (await books.ColumnAsync("SELECT name FROM party_group")).Order(StringComparer.Ordinal));
        Assert.Equal("第二党小组", await books.ScalarAsync<string>("SELECT g.name FROM member m JOIN party_group g USING (branch_id, group_id) WHERE m.name = '小分队员'"));
        Assert.Equal(8, await books.ScalarAsync<int>("SELECT roles & 8 FROM member WHERE name = '周敏'"));

        var again = await BotProcess.RunAsync(settings, fetch);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains($"Imported 0 new, 0 linked; {InFirstGroup + 3} known", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("dingtalk")]
    public async Task Fetch_TwoOfOneName_WritesNothingAndSaysWhatToDo(string channel)
    {
        await using var database = await TestDatabase.CreateAsync(Stores.SkipWithout().Postgres);
        await using var books = new Books(NpgsqlDataSource.Create(database.OutsideConnectionString));
        await using var company = await StartAsync(channel, [("a1", "王伟", 3), ("a2", "王伟", 4), ("a3", "李强", 4)]);
        var settings = Settings(database, channel, company);
        await BotProcess.RunAsync(settings, "branch", "add", "first", "第一党支部");

        var refused = await BotProcess.RunAsync(settings, "roster", "fetch", "--branch", "first", "--channel", channel, "--department", "2");
        var unknown = await BotProcess.RunAsync(settings, "roster", "fetch", "--branch", "first", "--channel", channel, "--department", "99");

        Assert.Equal((1, 1), (refused.ExitCode, unknown.ExitCode));
        Assert.Contains("王伟: several people have this name (a1 a2)", refused.Error, StringComparison.Ordinal);
        Assert.Contains("60003", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(0, await books.CountAsync("member"));
    }

    private static List<(string User, string Name, int Department)> People() =>
    [
        ("secretary", "周敏", Branch),
        .. Enumerable.Range(0, InFirstGroup).Select(n => ($"first{n}", $"一组{n}", 3)),
        ("second", "二组员", 4),
        ("inside", "小分队员", 5),
        ("other", "外支部的人", 6),
    ];

    private static async Task<PlatformDouble> StartAsync(string channel, IReadOnlyList<(string User, string Name, int Department)> people) => channel == "wecom"
        ? await WeComDouble.StartAsync(
            new WeComDoubleOptions
            {
                Members = [.. people.Select(p => new WeComMember(p.User, p.Name, p.Department))],
                Departments = [.. Departments.Select(d => new WeComDepartment(d.Id, d.Name, d.Parent))],
            },
            TimeProvider.System,
            Token)
        : await DingTalkDouble.StartAsync(
            new DingTalkDoubleOptions
            {
                Members = [.. people.Select(p => new DingTalkMember(p.User, p.Name, p.Department))],
                Departments = [.. Departments.Select(d => new DingTalkDepartment(d.Id, d.Name, d.Parent))],
            },
            TimeProvider.System,
            Token);

    private static Dictionary<string, string> Settings(TestDatabase database, string channel, PlatformDouble company)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Postgres"] = database.ConnectionString,
            ["ConnectionStrings__Redis"] = Stores.SkipWithout().Redis,
            ["Storage__KeyPrefix"] = $"fetch:{Guid.NewGuid():N}:",
        };
        var account = channel == "wecom"
            ? new Dictionary<string, string>
            {
                ["CorpId"] = WeComDemo.CorpId,
                ["App__AgentId"] = "1000002",
                ["App__Secret"] = WeComDemo.Secret,
            }
            : new Dictionary<string, string>
            {
                ["CorpId"] = DingTalkDemo.CorpId,
                ["AppKey"] = DingTalkDemo.AppKey,
                ["AppSecret"] = DingTalkDemo.AppSecret,
                ["RobotCode"] = DingTalkDemo.RobotCode,
                ["OapiBaseUrl"] = company.BaseUrl.AbsoluteUri,
            };
        account["ApiBaseUrl"] = company.BaseUrl.AbsoluteUri;
        foreach (var (key, value) in account)
        {
            settings[$"Channels__{(channel == "wecom" ? "WeCom" : "DingTalk")}__main__{key}"] = value;
        }

        return settings;
    }
}
