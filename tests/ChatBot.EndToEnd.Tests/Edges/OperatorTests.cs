using ChatBot.EndToEnd.Story.Harness;
using ChatBot.TestKit;
using Npgsql;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Edges;

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

    [Fact]
    public async Task Doctor_RoleForWhomTheBranchesAreNotKeptApart_SaysWhatToDo()
    {
        var settings = Settings();
        await BotProcess.RunAsync(settings, "migrate");
        Assert.Contains("ok   branches: kept apart", (await BotProcess.RunAsync(settings, "doctor")).Output, StringComparison.Ordinal);

        settings["ConnectionStrings__Postgres"] = _database!.OutsideConnectionString;
        var warned = await BotProcess.RunAsync(settings, "doctor");
        Assert.Equal(1, warned.ExitCode);
        Assert.Contains("FAIL branches:", warned.Output, StringComparison.Ordinal);
        Assert.Contains("BYPASSRLS", warned.Output, StringComparison.Ordinal);
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["ConnectionStrings__Redis"] = Stores.SkipWithout().Redis,
        ["ConnectionStrings__Postgres"] = _database!.ConnectionString,
        ["Storage__KeyPrefix"] = $"operator:{Guid.NewGuid():N}:",
    };

    private async Task<(long Members, long Identities)> PeopleAsync()
    {
        await using var database = NpgsqlDataSource.Create(_database!.OutsideConnectionString);
        await using var books = new Books(database);
        return (await books.CountAsync("member"), await books.CountAsync("member_identity"));
    }
}
