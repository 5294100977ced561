using System.Diagnostics;
using System.Globalization;
using ChatBot.EndToEnd.Tests.Edges;
using ChatBot.PlatformDoubles;
using Xunit;

namespace ChatBot.EndToEnd.Tests.Kills;

/// <summary>Holds the books against what the members were told, from outside.</summary>
internal static class KillBooks
{
    private const string Rows = """
        SELECT i.user_id || ' ' || s.number || ' ' || x.what || ' ' || count(*)
        FROM (
            SELECT branch_id, session_id, member_id, 'signup.' || status AS what FROM sign_up
            UNION ALL SELECT branch_id, session_id, member_id, 'leave.' || status FROM leave_request) x
        JOIN member_identity i USING (branch_id, member_id)
        JOIN session s USING (branch_id, session_id)
        GROUP BY i.user_id, s.number, x.what
        """;

    private const string Audited = "SELECT action || ' ' || count(*) FROM audit WHERE action IN ('signup.join', 'signup.leave', 'leave.request', 'undo') GROUP BY action";

    private const string Asked = "SELECT count(*) FROM outbox WHERE kind = 'leave.ask'";

    // The lease of a claim is a minute; whatever a dead process held has been taken up again by then.
    private const string Held = "SELECT count(*) FROM outbox WHERE state = 'claimed' AND ready_at < now() - interval '5 seconds'";

    private static readonly string[] Confidences = ["出差", "病假"];

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(75);

    /// <summary>Every effect once, with its audit line, and the chain whole; then says the figures.</summary>
    public static async Task CheckAsync(KillWorld world, IReadOnlyList<Talker> talkers, ITestOutputHelper output)
    {
        var told = talkers.SelectMany(t => t.Done.Select(d => (t.User, Number: d.Key, Story: d.Value))).ToList();
        var expected = told.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.User} {t.Number} {RowOf(t.Story)} 1")).Order(StringComparer.Ordinal);
        var open = talkers.SelectMany(t => t.Open.Select(n => string.Create(CultureInfo.InvariantCulture, $"{t.User} {n} {RowOf(Story.Leave)} 1"))).ToHashSet(StringComparer.Ordinal);
        var rows = await world.Books.ColumnAsync(Rows);
        var found = rows.Where(r => !open.Contains(r)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected, found);

        int Told(params Story[] stories) => told.Count(t => stories.Contains(t.Story));
        var leaves = Told(Story.Leave, Story.LeaveAndUndo) + rows.Count(open.Contains);
        string[] audit =
        [
            $"signup.join {Told(Story.SignUp, Story.SignUpAndLeave)}", $"signup.leave {Told(Story.SignUpAndLeave)}", $"leave.request {leaves}", $"undo {Told(Story.LeaveAndUndo)}",
        ];
        Assert.Equal(audit.Where(a => !a.EndsWith(" 0", StringComparison.Ordinal)).Order(StringComparer.Ordinal), (await world.Books.ColumnAsync(Audited)).Order(StringComparer.Ordinal));
        Assert.Equal(leaves, await world.Books.ScalarAsync<long>(Asked));
        await CheckPushesAsync(world);
        foreach (var code in world.Codes)
        {
            var verified = await BotProcess.RunAsync(world.Environment, "audit", "verify", "--branch", code);
            Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{told.Count} stories, {talkers.Sum(t => t.Messages)} messages, {talkers.Sum(t => t.Unanswered)} calls unanswered and made again, {talkers.Sum(t => t.Repeats)} repeated though answered; {rows.Count} effects, none lost, none doubled"));
    }

    /// <summary>Nothing given up, nothing said twice where the platform checks duplicates, no reason in a group, nothing held for ever.</summary>
    private static async Task CheckPushesAsync(KillWorld world)
    {
        Assert.Empty(await world.Books.ColumnAsync("SELECT kind || ': ' || detail FROM outbox WHERE state = 'dead'"));
        var received = world.WeComPlatform.Received;
        Assert.DoesNotContain(received, m => m.Route == WeComRoutes.Webhook && Confidences.Any(c => m.Text.Contains(c, StringComparison.Ordinal)));
        Assert.Empty(received.Where(m => m.Route == WeComRoutes.App).GroupBy(m => (m.To, m.Text)).Where(g => g.Count() > 1).Select(g => $"{g.Key} {g.Count()}"));
        for (var started = Stopwatch.GetTimestamp(); await world.Books.ScalarAsync<long>(Held) > 0;)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Lease, "Rows of the outbox are held by nobody.");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private static string RowOf(Story story) => story switch
    {
        Story.SignUp => "signup.going",
        Story.SignUpAndLeave => "signup.withdrawn",
        Story.Leave => "leave.pending",
        _ => "leave.withdrawn",
    };
}
