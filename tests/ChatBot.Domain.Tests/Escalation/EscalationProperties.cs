using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ChatBot.Kernel.Tests.Escalation;

/// <summary>Design §7 on random stories: whatever the order of entries and corrections, the steps follow from the facts.</summary>
public sealed class EscalationProperties(ITestOutputHelper output)
{
    private const int StoriesEach = 25_000;

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Plan_AnyOrderOfEntries_StepsInForceFollowFromTheFacts(bool excusedBreaks, bool asksBeforeStep1)
    {
        var policy = new EscalationPolicy { AsksBeforeStep1 = asksBeforeStep1, Streak = new StreakPolicy { ExcusedBreaks = excusedBreaks } };
        int entries = 0, opened = 0, withdrawn = 0, readOns = 0;
        int[] levels = [0, 0, 0, 0];

        Check(Stories.Any, StoriesEach, story =>
        {
            StepBook whole = new(policy, story.Taps), windowed = new(policy, story.Taps);
            foreach (var mark in story.Entries.Select(story.MarkOf))
            {
                var plan = whole.Enter(mark);
                windowed.Enter(mark, story.Depth);
                entries++;
                opened += plan.Open.Count;
                withdrawn += plan.Withdraw.Count;
                Assert.Empty(plan.Refresh); // One session alone always changes the length of a run.

                var expected = SlowOracle.Steps(whole.Marks, excusedBreaks);
                Same(expected, whole.InForce, "kept by plans");
                Same(expected, FromEmptyBook(whole.Marks, policy), "computed from an empty book");
                Same(expected, windowed.InForce, "kept from a window");
                Assert.Equal(SlowOracle.Streak(whole.Marks, excusedBreaks), Streaks.Current(whole.Marks, policy.Streak).Select(m => m.Session));
                RestsOnAbsences(whole);
                whole.Tap();
                windowed.Tap();
            }

            Assert.True(whole.Look().IsEmpty, "a second look asks for nothing");
            readOns += windowed.ReadOns;
            foreach (var step in whole.InForce)
            {
                levels[step.Level]++;
            }
        });

        output.WriteLine(
            $"{StoriesEach} histories, {entries} entries and corrections, {opened} steps opened, {withdrawn} withdrawn; "
            + $"in force at the end {levels[1]}/{levels[2]}/{levels[3]}; the window was too short {readOns} times.");
        Assert.All([opened, withdrawn, readOns, levels[1], levels[2], levels[3]], n => Assert.True(n > 100, "every case has to come up"));
    }

    /// <summary>Several sessions change between two looks (as after a change of policy): runs may keep length and change content.</summary>
    [Fact]
    public void Plan_SeveralMarksAtOnce_RefreshKeepsTheRunRight()
    {
        var policy = new EscalationPolicy();
        var refreshed = 0;
        Check(Stories.Any, 15_000, story =>
        {
            var book = new StepBook(policy, story.Taps);
            foreach (var together in story.Entries.Select(story.MarkOf).Chunk(story.Depth))
            {
                foreach (var mark in together)
                {
                    book.Note(mark);
                }

                refreshed += book.Look().Refresh.Count;
                Same(SlowOracle.Steps(book.Marks, true), book.InForce, "kept by plans");
                RestsOnAbsences(book);
                book.Tap();
            }
        });

        output.WriteLine($"15000 histories, {refreshed} steps refreshed.");
        Assert.True(refreshed > 20, "every case has to come up");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plan_NobodyConfirmedAnAbsence_NoStepEver(bool excusedBreaks)
    {
        var policy = new EscalationPolicy { Streak = new StreakPolicy { ExcusedBreaks = excusedBreaks } };
        Check(Stories.WithoutUnexcused, 5_000, story =>
        {
            var book = new StepBook(policy, story.Taps);
            foreach (var mark in story.Entries.Select(story.MarkOf))
            {
                Assert.True(book.Enter(mark).IsEmpty);
            }

            Assert.Empty(book.Steps);
            Assert.Empty(Streaks.Current(book.Marks, policy.Streak));
        });
    }

    [Fact]
    public void Plan_LadderOff_OpensNothingAndLetsNothingStand()
    {
        EscalationPolicy on = new(), off = on with { IsOn = false };
        Check(Stories.Any, 5_000, story =>
        {
            var book = new StepBook(off, story.Taps);
            var before = new StepBook(on, story.Taps);
            foreach (var mark in story.Entries.Select(story.MarkOf))
            {
                Assert.True(book.Enter(mark).IsEmpty);
                before.Enter(mark);
            }

            var plan = EscalationPlan.For(before.Marks, before.Steps, off);
            Assert.Empty(plan.Open);
            Assert.Equal(before.Steps.Count(s => s.IsInForce), plan.Withdraw.Count);
        });
    }

    private static HashSet<ExpectedStep> FromEmptyBook(IReadOnlyList<AttendanceMark> marks, EscalationPolicy policy)
    {
        var plan = EscalationPlan.For(marks, [], policy);
        Assert.Empty(plan.Withdraw);
        Assert.Empty(plan.Refresh);
        return [.. plan.Open.Select(c => new ExpectedStep((int)c.Level, c.ReachedAt, [.. c.Run.Select(m => m.Session)]))];
    }

    /// <summary>No step n without n sessions, each of which says today that the member was absent without reason.</summary>
    private static void RestsOnAbsences(StepBook book)
    {
        var absences = book.Marks.Where(m => m.Status == AttendanceStatus.Unexcused).Select(m => m.Session).ToHashSet();
        foreach (var step in book.Steps.Where(s => s.IsInForce))
        {
            Assert.Equal((int)step.Level, step.Run.Count);
            Assert.Equal(step.Run.Count, step.Run.Intersect(absences).Count());
            Assert.Equal(step.ReachedAt, step.Run[^1]);
        }

        Assert.All(
            book.Steps.Where(s => s.IsInForce).GroupBy(s => (s.Level, s.ReachedAt)),
            same => Assert.Single(same));
    }

    private static void Same(HashSet<ExpectedStep> expected, HashSet<ExpectedStep> actual, string how) => Assert.True(
        expected.SetEquals(actual), $"{how}: expected {string.Join(" ", expected)}, found {string.Join(" ", actual)}");

    private static void Check(Arbitrary<Story> stories, int count, Action<Story> body) =>
        Prop.ForAll(stories, body).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true));
}
