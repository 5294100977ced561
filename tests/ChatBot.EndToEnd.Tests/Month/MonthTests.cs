using System.Globalization;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Month;

/// <summary>A month of a branch of 40 within the quotas of DingTalk's standard edition, and what happens when they run short.</summary>
public sealed class MonthTests(ITestOutputHelper output)
{
    private const int ApiCalls = 5_000;
    private const int Messages = 3_000;

    /// <summary>So many branches share the organisation's month.</summary>
    private const int Branches = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Month_OneBranchOnStandardEdition_StaysWellWithinTheQuotas()
    {
        await using var world = await MonthWorld.StartAsync(Stores.SkipWithout(), ApiCalls, Messages, Token);
        var table = "";
        await new MonthScript(world).PlayAsync();

        var quota = world.Platform.Quota;
        table = quota.ToTable();
        output.WriteLine(table);
        var told = await world.SaysAsync(MonthWorld.Secretary, "/额度");
        output.WriteLine(told);
        Assert.InRange(quota.WebhookAndStream, 1_000, Messages * 8 / 10);
        Assert.InRange(quota.ApiCalls, 20, ApiCalls / 2);
        Assert.Equal(3, await world.Books.ScalarAsync<long>("SELECT count(*) FROM session WHERE phase = 'confirmed'"));
        Assert.Equal(12, await world.Books.ScalarAsync<long>("SELECT count(*) FROM leave_request WHERE status = 'approved'"));
        Assert.Equal(12, await world.Books.ScalarAsync<long>("SELECT count(*) FROM points_claim WHERE status = 'approved'"));
        Assert.True(await world.Books.ScalarAsync<long>("SELECT count(*) FROM reading") >= 60);
        Assert.True(await world.Books.ScalarAsync<long>("SELECT count(*) FROM escalation_step") >= 3);
        Assert.Contains(quota.ApiCalls.ToString(CultureInfo.InvariantCulture), told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Month_TenBranchesOnOneOrganisation_WarnsInTimeAndDegradesInOrder()
    {
        // The part of one of ten branches; the pressure on it is the same as on each of the ten. The messages are gone in the
        // first week: from then on the platform brings what members say without its words.
        await using var world = await MonthWorld.StartAsync(Stores.SkipWithout(), ApiCalls / Branches, Messages / Branches, Token);
        await PlayAndTellAsync(world);

        var warnings = await world.Books.ColumnAsync("SELECT facts->>'threshold' FROM outbox WHERE kind = 'quota.warning' ORDER BY seq");
        Assert.Equal(["Much", "Nearly"], warnings.Distinct());
        Assert.Equal(warnings.Distinct().Count(), warnings.Count);
        Assert.True(world.Wordless > 0);
        Assert.True(world.Platform.Quota.ApiCalls < ApiCalls / Branches);
    }

    [Fact]
    public async Task Month_FewApiCalls_ChatterGoesFirstThenRemindersAndDecisionsLast()
    {
        // Enough messages, but only a third of the private pushes that the month wants.
        await using var world = await MonthWorld.StartAsync(Stores.SkipWithout(), 45, Messages, Token);
        await PlayAndTellAsync(world);

        var reminders = await LastSentAsync(world, "session.nudge");
        var decisions = await LastSentAsync(world, "leave.ask", "leave.decided", "attendance.list", "escalation.todo");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"last reminder {reminders:MM-dd HH:mm}, last decision {decisions:MM-dd HH:mm}"));
        Assert.True(reminders < decisions);
        Assert.True(await world.Books.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE kind = 'session.nudge' AND state = 'dropped'") > 0);
        Assert.Equal(0, await world.Books.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE kind IN ('session.notice', 'leave.ask', 'leave.decided') AND state = 'dropped'"));
        Assert.Equal(0, await world.Books.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE state = 'dead'"));
    }

    private static async Task<DateTime> LastSentAsync(MonthWorld world, params string[] kinds) => await world.Books.ScalarAsync<DateTime>(
        "SELECT max(finished_at) FROM outbox WHERE state = 'sent' AND kind = ANY ($1)", [kinds]);

    private async Task PlayAndTellAsync(MonthWorld world)
    {
        await new MonthScript(world).PlayAsync(async date =>
        {
            await world.LookAtQuotasAsync();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{date:MM-dd} messages {world.Platform.Quota.WebhookAndStream}, without words {world.Wordless}, API calls {world.Platform.Quota.ApiCalls}"));
        });
        output.WriteLine(world.Platform.Quota.ToTable());
        foreach (var line in await world.Books.ColumnAsync(
            """
            SELECT kind || ': ' || state || CASE WHEN detail = '' THEN '' ELSE ' (' || detail || ')' END || ' ' || count(*)
                || ', ' || to_char(min(coalesce(finished_at, due_at)) + interval '8 hours', 'MM-DD') || ' to ' || to_char(max(coalesce(finished_at, due_at)) + interval '8 hours', 'MM-DD')
            FROM outbox WHERE recipient <> 'work' GROUP BY kind, state, detail ORDER BY kind, min(coalesce(finished_at, due_at))
            """))
        {
            output.WriteLine(line);
        }
    }
}
