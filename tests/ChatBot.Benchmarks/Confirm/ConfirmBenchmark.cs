using System.Diagnostics;
using System.Globalization;
using ChatBot.TestKit;

namespace ChatBot.Benchmarks.Confirm;

/// <summary>
/// The same work with twelve million attendance rows of other branches behind it and with none, turn about: confirming a
/// session of 50, a member's record, the weekly look at long absence.
/// </summary>
internal static class ConfirmBenchmark
{
    private const int Sessions = 44;
    private const int WarmUps = 4;
    private const double Bar = 1.2;

    /// <summary>Runs and prints.</summary>
    public static async Task<int> RunAsync(string dialogs)
    {
        var (postgres, redis) = (Settings.Postgres, Settings.Redis);
        await using var few = await TestDatabase.CreateAsync(postgres);
        await using var many = await TestDatabase.CreateAsync(postgres);
        await ManyRows.WriteAsync(many.ConnectionString);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ManyRows.Count:N0} attendance rows of other branches are behind one of the two"));
        await using var without = await BookedBranch.MakeAsync(few.ConnectionString, redis, dialogs, Sessions);
        await using var with = await BookedBranch.MakeAsync(many.ConnectionString, redis, dialogs, Sessions);
        var confirm = await CompareAsync(with, without, (b, n) => b.ConfirmAsync(n));
        var list = await CompareAsync(with, without, (b, n) => b.ListAsync(n));
        var absence = await CompareAsync(with, without, (b, _) => b.CheckAbsenceAsync());
        State("confirm-list", list);
        State("confirm-absence-check", absence);
        State("confirm", confirm);
        return 0;
    }

    /// <summary>Median with the rows over median without.</summary>
    private static async Task<double> CompareAsync(BookedBranch with, BookedBranch without, Func<BookedBranch, int, Task> work)
    {
        var (slow, fast) = (new List<double>(), new List<double>());
        for (var n = 1; n <= Sessions; n++)
        {
            var (one, other) = n % 2 == 0 ? (with, without) : (without, with);
            foreach (var branch in new[] { one, other })
            {
                var started = Stopwatch.GetTimestamp();
                await work(branch, n);
                if (n > WarmUps)
                {
                    (branch == with ? slow : fast).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
        }

        slow.Sort();
        fast.Sort();
        return slow[slow.Count / 2] / fast[fast.Count / 2];
    }

    private static void State(string name, double ratio) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name} ratio={ratio:F3} bar={Bar:F3} {(ratio <= Bar ? "ok" : "short")}"));
}
