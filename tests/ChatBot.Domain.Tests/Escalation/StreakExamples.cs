using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using Xunit;
using static ChatBot.Capabilities.Attendance.AttendanceStatus;

namespace ChatBot.Kernel.Tests.Escalation;

/// <summary>Streaks and steps by example, with the number of the rule or of the check in rules.md §23.</summary>
public sealed class StreakExamples
{
    private static readonly EscalationPolicy Breaks = new();
    private static readonly EscalationPolicy Skips = new() { Streak = new StreakPolicy { ExcusedBreaks = false } };

    [Theory]
    [InlineData("R-721", new[] { Unexcused }, new[] { 1 })]
    [InlineData("R-722", new[] { Unexcused, Unexcused }, new[] { 1, 2 })]
    [InlineData("R-723", new[] { Unexcused, Unexcused, Unexcused }, new[] { 1, 2, 3 })]
    [InlineData("no fourth step", new[] { Unexcused, Unexcused, Unexcused, Unexcused }, new[] { 1, 2, 3 })]
    [InlineData("coming ends a streak", new[] { Unexcused, Present, Unexcused }, new[] { 1, 1 })]
    [InlineData("late is there", new[] { Unexcused, Late, Unexcused }, new[] { 1, 1 })]
    [InlineData("R-508 online is there", new[] { Unexcused, PresentOnline, Unexcused }, new[] { 1, 1 })]
    [InlineData("R-713 not recorded is skipped", new[] { Unexcused, NotRecorded, Unexcused }, new[] { 1, 2 })]
    [InlineData("not expected is skipped", new[] { Unexcused, NotExpected, Unexcused }, new[] { 1, 2 })]
    [InlineData("§23.1 leave for one of two", new[] { Unexcused, Excused }, new[] { 1 })]
    [InlineData("§23.1 leave for the first of two", new[] { Excused, Unexcused }, new[] { 1 })]
    [InlineData("§23.3 nobody confirmed anything", new[] { NotRecorded, NotRecorded, NotRecorded }, new int[0])]
    public void CalledFor_Statuses_CallsForTheSteps(string rule, AttendanceStatus[] statuses, int[] levels) =>
        Assert.True(levels.SequenceEqual(LevelsOf(Samples.Monthly(statuses), Breaks)), rule);

    [Fact]
    public void Current_AbsentExcusedAbsent_CountsOneOrTwoByPolicy() // §23.5
    {
        var history = Samples.Monthly(Unexcused, Excused, Unexcused);

        Assert.Single(Streaks.Current(history, Breaks.Streak));
        Assert.Equal(2, Streaks.Current(history, Skips.Streak).Count);
        Assert.Equal([1, 1], LevelsOf(history, Breaks));
        Assert.Equal([1, 2], LevelsOf(history, Skips));
    }

    [Fact]
    public void Current_StreakOfTwo_NamesItsSessionsOldestFirst()
    {
        var history = Samples.Monthly(Unexcused, Present, Unexcused, NotRecorded, Unexcused);

        Assert.Equal([3, 5], Streaks.Current(history.Reverse(), Breaks.Streak).Select(m => m.SessionNumber));
    }

    [Fact]
    public void CalledFor_SessionsAtTheSameTime_GoByNumber()
    {
        var first = Samples.Session(1, "2026-03-05 15:00");
        var second = Samples.Session(2, "2026-03-05 15:00");

        Assert.Empty(Streaks.Current([Samples.Mark(second, Present), Samples.Mark(first, Unexcused)], Breaks.Streak));
        Assert.Single(Streaks.Current([Samples.Mark(second, Unexcused), Samples.Mark(first, Present)], Breaks.Streak));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(null, 1)]
    [InlineData(true, 1)]
    public void CalledFor_MergedWithABusinessMeeting_DoesNotCount(bool? heldOnItsOwn, int steps) // §23.10, R-106
    {
        var session = Samples.Session(1, "2026-03-05 15:00") with { HeldOnItsOwn = heldOnItsOwn };

        Assert.Equal(steps, Streaks.CalledFor([Samples.Mark(session, Unexcused)], Breaks.Streak).Count);
    }

    [Fact]
    public void CalledFor_MergedSessionThatWasAttended_DoesNotEndAStreakEither()
    {
        var history = Samples.Monthly(Unexcused, Present, Unexcused);
        AttendanceMark[] merged = [history[0], history[1] with { HeldOnItsOwn = false }, history[2]];

        Assert.Equal([1, 2], LevelsOf(merged, Breaks));
    }

    [Theory]
    [InlineData(SessionKind.GeneralMeeting, true)]
    [InlineData(SessionKind.GroupMeeting, true)]
    [InlineData(SessionKind.PartyClass, true)]
    [InlineData(SessionKind.ThemeDay, true)]
    [InlineData(SessionKind.Collective, true)]
    [InlineData(SessionKind.LifeMeeting, true)]
    [InlineData(SessionKind.CommitteeMeeting, false)]
    [InlineData(SessionKind.Activity, false)]
    public void Counts_KindOfSession_AsC09Lists(SessionKind kind, bool counts) =>
        Assert.Equal(counts, Breaks.Streak.Counts(Samples.Mark(Samples.Session(1, "2026-03-05 15:00", kind), Unexcused)));

    [Fact]
    public void Plan_LeaveGrantedAfterTheReminderWentOut_WithdrawsWhatWasSent() // §23.2, R-726
    {
        var book = new StepBook(Breaks, taps: 2);
        var session = Samples.Session(1, "2026-03-05 15:00");
        book.Enter(Samples.Mark(session, Unexcused));
        Assert.Equal(StepState.Sent, Assert.Single(book.Steps).State);

        var plan = book.Enter(Samples.Mark(session, Excused));

        Assert.Equal(StepState.Sent, Assert.Single(plan.Withdraw).State);
        Assert.Empty(plan.Open);
        Assert.Empty(book.InForce);
    }

    [Fact]
    public void Plan_OlderAbsenceConfirmedLate_MovesEveryLaterStepUp()
    {
        var book = new StepBook(Breaks, taps: 2);
        var history = Samples.Monthly(Unexcused, Unexcused, Unexcused);
        book.Enter(history[1]);
        book.Enter(history[2]);

        var plan = book.Enter(history[0]);

        Assert.Equal(["Remind@1", "Admonish@2", "Criticise@3"], plan.Open.Select(c => $"{c.Level}@{c.Run[^1].SessionNumber}"));
        Assert.Equal([StepLevel.Remind, StepLevel.Admonish], plan.Withdraw.Select(s => s.Level));
    }

    [Fact]
    public void Plan_DisputeUpheldInTheMiddle_TakesTheLaterStepsBackToOne()
    {
        var book = new StepBook(Breaks, taps: 2);
        var history = Samples.Monthly(Unexcused, Unexcused, Unexcused);
        foreach (var mark in history)
        {
            book.Enter(mark);
        }

        var plan = book.Enter(history[1] with { Status = Present });

        Assert.Equal(StepLevel.Remind, Assert.Single(plan.Open).Level);
        Assert.Equal([StepLevel.Admonish, StepLevel.Criticise], plan.Withdraw.Select(s => s.Level).Order());
        Assert.Equal(2, book.InForce.Count);
    }

    [Fact]
    public void Plan_KnowinglyDroppedStep_IsNotProposedAgain()
    {
        var history = Samples.Monthly(Unexcused, NotRecorded);
        var dropped = new EscalationStep
        {
            Id = new StepId(Samples.Id(1)),
            Member = new MemberId(Samples.Id(2)),
            Level = StepLevel.Remind,
            ReachedAt = history[0].Session,
            Run = [history[0].Session],
            State = StepState.Dropped,
            OpenedAt = history[0].StartsAt,
        };

        Assert.True(EscalationPlan.For(history, [dropped], Breaks).IsEmpty);
    }

    [Fact]
    public void Horizon_SessionAtTheEdgeOfTheWindow_DoesNotServe()
    {
        // Of two sessions that began at the same time the window holds one: what the other says is not known.
        var history = Samples.Monthly(Present, Unexcused, Present, Unexcused);

        Assert.Equal(history[2].StartsAt, EscalationPlan.Horizon([.. history], Breaks.Streak));
        Assert.Null(EscalationPlan.Horizon([.. history.Take(2)], Breaks.Streak));
        Assert.Null(EscalationPlan.Horizon([], Breaks.Streak));
    }

    [Fact]
    public void Plan_WindowOfNewestMarks_LeavesAloneWhatLiesBeforeIt()
    {
        var history = Samples.Monthly(Unexcused, Unexcused, Present, Unexcused, Unexcused);
        var standing = EscalationPlan.For(history.Take(2), [], Breaks).Open.Select((c, i) => new EscalationStep
        {
            Id = new StepId(Samples.Id(i)),
            Member = new MemberId(Samples.Id(1)),
            Level = c.Level,
            ReachedAt = c.ReachedAt,
            Run = [.. c.Run.Select(m => m.Session)],
            OpenedAt = c.Run[^1].StartsAt,
        }).ToList();

        var plan = EscalationPlan.For(history.Skip(1), standing, Breaks, isWhole: false);

        Assert.Equal([StepLevel.Remind, StepLevel.Admonish], plan.Open.Select(c => c.Level));
        Assert.Empty(plan.Withdraw);
        Assert.Empty(plan.Refresh);
    }

    private static IEnumerable<int> LevelsOf(IEnumerable<AttendanceMark> history, EscalationPolicy policy) =>
        Streaks.CalledFor(history, policy.Streak).Select(c => (int)c.Level);
}
