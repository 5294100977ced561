using System.Diagnostics;
using System.Globalization;
using ChatBot.EndToEnd.Tests.Edges;
using ChatBot.PlatformDoubles;
using StackExchange.Redis;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>Holds the books against what the members were told, from outside.</summary>
internal static class KillBooks
{
    private const string Rows = """
        SELECT i.user_id || ' ' || x.number || ' ' || x.what || ' ' || count(*)
        FROM (
            SELECT branch_id, member_id, s.number, 'signup.' || status AS what FROM sign_up JOIN session s USING (branch_id, session_id)
            UNION ALL SELECT branch_id, member_id, s.number, 'leave.' || status FROM leave_request JOIN session s USING (branch_id, session_id)
            UNION ALL SELECT branch_id, member_id, s.number, 'checkin' FROM check_in JOIN session s USING (branch_id, session_id)
            UNION ALL SELECT branch_id, member_id, s.number, 'dispute.' || status FROM dispute JOIN session s USING (branch_id, session_id)
            UNION ALL SELECT branch_id, member_id, s.number, 'fact.' || status FROM attendance_fact JOIN session s USING (branch_id, session_id) WHERE cause <> 'confirm'
            UNION ALL SELECT branch_id, member_id, substring(statement FROM '[0-9]+$')::integer, 'claim.' || status FROM points_claim
            UNION ALL SELECT e.branch_id, e.member_id, substring(c.statement FROM '[0-9]+$')::integer, 'points'
                FROM points_entry e JOIN points_claim c USING (branch_id, points_claim_id)) x
        JOIN member_identity i USING (branch_id, member_id)
        GROUP BY i.user_id, x.number, x.what
        """;

    // What one message does is one line of the trail, one row of the inbox and one row of its own.
    private const string Uneven = """
        SELECT what || ': ' || rows || ' rows, ' || (SELECT count(*) FROM audit WHERE action = what) || ' audited'
        FROM (
            SELECT 'signup.join' AS what, (SELECT count(*) FROM sign_up) AS rows
            UNION ALL SELECT 'signup.leave', (SELECT count(*) FROM sign_up WHERE status = 'withdrawn')
            UNION ALL SELECT 'leave.request', (SELECT count(*) FROM leave_request)
            UNION ALL SELECT 'leave.approve', (SELECT count(*) FROM leave_request WHERE status = 'approved')
            UNION ALL SELECT 'undo', (SELECT count(*) FROM leave_request WHERE status = 'withdrawn')
            UNION ALL SELECT 'checkin.self', (SELECT count(*) FROM check_in)
            UNION ALL SELECT 'points.claim', (SELECT count(*) FROM points_claim)
            UNION ALL SELECT 'points.approve', (SELECT count(*) FROM points_entry)
            UNION ALL SELECT 'dispute.open', (SELECT count(*) FROM dispute)
            UNION ALL SELECT 'dispute.uphold', (SELECT count(*) FROM attendance_fact WHERE cause = 'dispute')) x
        WHERE rows <> (SELECT count(*) FROM audit WHERE action = what)
        UNION ALL
        SELECT 'inbox: ' || (SELECT count(*) FROM inbox) || ' rows, ' || count(*) || ' audited'
        FROM audit
        WHERE action IN ('signup.join', 'signup.leave', 'leave.request', 'leave.approve', 'undo', 'checkin.self', 'points.claim', 'points.approve',
            'dispute.open', 'dispute.uphold')
        HAVING count(*) <> (SELECT count(*) FROM inbox)
        """;

    // Of what a message causes to be said, one row for each time it was done.
    private const string Unsaid = """
        SELECT kind || ': ' || wanted || ' wanted, ' || (SELECT count(*) FROM outbox o WHERE o.kind = x.kind) || ' written'
        FROM (
            SELECT 'leave.ask' AS kind, (SELECT count(*) FROM leave_request) AS wanted
            UNION ALL SELECT 'leave.decided', (SELECT count(*) FROM leave_request WHERE status = 'approved')
            UNION ALL SELECT 'points.decided', (SELECT count(*) FROM points_entry)
            UNION ALL SELECT 'dispute.ask', (SELECT count(*) FROM dispute)
            UNION ALL SELECT 'dispute.decided', (SELECT count(*) FROM dispute WHERE status = 'upheld')) x
        WHERE wanted <> (SELECT count(*) FROM outbox o WHERE o.kind = x.kind)
        """;

    // The lease of a row is a minute; whatever a dead process held has been taken up again by then.
    private const string Held = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'claimed') AND ready_at < now() - interval '5 seconds'";

    private static readonly string[] Confidences = ["出差", "病假", "坐在后排"];
    /// <summary>Keys looked at in one call of a server that is busy.</summary>
    private const int PageSize = 5000;

    private static readonly TimeSpan RowLease = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan TurnLease = TimeSpan.FromSeconds(15);

    /// <summary>Every effect once, with its audit line, its pushes, and the chain whole; then says the figures.</summary>
    public static async Task CheckAsync(KillWorld world, IReadOnlyList<Talker> talkers, Judge judge, ITestOutputHelper output, string what)
    {
        var open = talkers.SelectMany(t => t.Open.Keys.Select(n => Key(t.User, n))).ToHashSet(StringComparer.Ordinal);
        var told = talkers.SelectMany(t => t.Done.Select(d => (t.User, Number: d.Key, Story: d.Value))).Where(t => !open.Contains(Key(t.User, t.Number))).ToList();
        var expected = told
            .SelectMany(t => Stories.Rows(t.Story, judge.Decided.ContainsKey((t.User, t.Number))).Select(r => $"{Key(t.User, t.Number)} {r} 1"))
            .ToHashSet(StringComparer.Ordinal);
        var found = await world.Books.ColumnAsync(Rows);
        var doubled = found.Where(r => !r.EndsWith(" 1", StringComparison.Ordinal)).ToList();
        var lost = expected.Except(found).ToList();
        var strange = found.Where(r => !expected.Contains(r) && !open.Contains(r[..r.IndexOf(' ', r.IndexOf(' ', StringComparison.Ordinal) + 1)])).ToList();
        var people = talkers.Concat(judge.Secretaries).ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {people.Sum(t => t.Messages)} messages, {people.Sum(t => t.Unanswered)} calls made again for want of an answer, {people.Sum(t => t.Repeats)} repeated though answered, {people.Sum(t => t.TypedAgain)} typed again, {people.Sum(t => t.StartedOver)} told to start over, {people.Sum(t => t.AnsweredTwice.Count)} answered twice, {people.Sum(t => t.Silent.Count)} never; {told.Count} stories, {judge.Decided.Count} decisions, {open.Count} open, {found.Count} effects, doubled {doubled.Count}, lost {lost.Count}"));
        foreach (var talker in talkers.Where(t => doubled.Concat(lost).Concat(strange).Any(r => r.StartsWith(t.User + " ", StringComparison.Ordinal))))
        {
            output.WriteLine($"{talker.User}\n{talker.Diary}");
        }

        Assert.Empty(doubled);
        Assert.Equal([], lost.Concat(strange));
        Assert.Empty(await world.Books.ColumnAsync(Uneven));
        Assert.Empty(await world.Books.ColumnAsync(Unsaid));
        await CheckPushesAsync(world);
        await CheckClaimsEndAsync(world);
        await Parallel.ForEachAsync(world.Codes, async (code, _) =>
        {
            var verified = await BotProcess.RunAsync(world.Environment, "audit", "verify", "--branch", code);
            Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        });
    }

    /// <summary>Nothing given up, nothing held for ever, what was sent has arrived, once where the platform checks duplicates, and no reason in a group.</summary>
    private static async Task CheckPushesAsync(KillWorld world)
    {
        Assert.Empty(await world.Books.ColumnAsync("SELECT kind || ': ' || detail FROM outbox WHERE state = 'dead'"));
        await UntilAsync(async () => await world.Books.ScalarAsync<long>(Held) == 0, RowLease, "Rows of the outbox are held by nobody.");
        var received = world.WeComPlatform.Received;
        var groups = received.Where(m => m.Route == WeComRoutes.Webhook).Concat(world.DingTalkPlatform.Received.Where(m => m.Route == DingTalkRoutes.Webhook));
        Assert.DoesNotContain(groups, m => Confidences.Any(c => m.Text.Contains(c, StringComparison.Ordinal)));
        var toMembers = received.Where(m => m.Route == WeComRoutes.App).ToList();
        Assert.Empty(toMembers.GroupBy(m => (m.To, m.Text)).Where(g => g.Count() > 1).Select(g => $"{g.Key} {g.Count()}"));
        var asked = await world.Books.ColumnAsync("""
            SELECT '#' || right(replace(coalesce(facts ->> 'request', facts ->> 'dispute'), '-', ''), 6)
            FROM outbox WHERE state = 'sent' AND kind IN ('leave.ask', 'dispute.ask')
            """);
        var arrived = string.Join('\n', toMembers.Select(m => m.Text));
        Assert.DoesNotContain(asked, a => !arrived.Contains(a, StringComparison.Ordinal));
    }

    /// <summary>What a dead process had claimed in Redis is free again.</summary>
    private static async Task CheckClaimsEndAsync(KillWorld world)
    {
        var options = ConfigurationOptions.Parse(world.Environment["ConnectionStrings__Redis"]);
        options.SyncTimeout = (int)TurnLease.TotalMilliseconds;
        using var redis = await ConnectionMultiplexer.ConnectAsync(options);
        var server = redis.GetServer(redis.GetEndPoints().Single());
        var prefix = world.Environment["Storage__KeyPrefix"];
        await UntilAsync(
            () => Task.FromResult(!server.Keys(pattern: $"{prefix}t:*:lease", pageSize: PageSize).Any()),
            TurnLease,
            "Turns are held by nobody.");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan limit, string otherwise)
    {
        for (var started = Stopwatch.GetTimestamp(); !await holds();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < limit, otherwise);
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private static string Key(string user, int number) => string.Create(CultureInfo.InvariantCulture, $"{user} {number}");
}
