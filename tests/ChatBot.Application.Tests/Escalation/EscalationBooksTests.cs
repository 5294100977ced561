using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Policy;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Tests.Fakes;
using Xunit;

namespace ChatBot.Kernel.Tests.Escalation;

/// <summary>The books that keep steps in line with the record, over a store that hands out windows of the history.</summary>
public sealed class EscalationBooksTests(ITestOutputHelper output)
{
    private const int Window = 24;

    private static readonly AttendanceStatus[] Statuses =
    [
        AttendanceStatus.Unexcused, AttendanceStatus.Unexcused, AttendanceStatus.Unexcused, AttendanceStatus.Present,
        AttendanceStatus.Excused, AttendanceStatus.NotRecorded, AttendanceStatus.Late, AttendanceStatus.PresentOnline,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// A member with up to 60 sessions, confirmed and corrected in any order, several on one day: after each entry the
    /// steps in force are those that the whole record calls for.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Correct_AnyOrderBeyondTheWindow_StepsFollowFromTheWholeRecord(bool excusedBreaks)
    {
        var random = new Random(excusedBreaks ? 1 : 2);
        int entries = 0, inWindow = 0, readOn = 0;
        for (var story = 0; story < 150; story++)
        {
            var village = new Village { Policy = new BranchPolicy().With(new EscalationPolicy { Streak = new StreakPolicy { ExcusedBreaks = excusedBreaks } }) };
            var sessions = Enumerable.Range(0, 60).Select(_ => village.Plan($"2026-01-{1 + random.Next(28):D2} 15:00")).ToArray();
            var order = sessions.OrderBy(s => random.Next(3) == 0 ? random.Next(28) : s.StartsAt.Day).Concat(Enumerable.Range(0, 20).Select(_ => sessions[random.Next(60)]));
            foreach (var session in order)
            {
                village.Books.Depths.Clear();
                await EnterAsync(village, village.Ann, session, Statuses[random.Next(Statuses.Length)]);
                entries++;
                readOn += village.Books.Depths.Count - 1;
                inWindow += village.Books.MarksOf(village.Ann.Id).Count() > Window && village.Books.Depths.Count == 1 ? 1 : 0;
                Assert.Equal(CalledFor(village, village.Ann), InForce(village, village.Ann));
            }
        }

        output.WriteLine($"{entries} entries; {inWindow} decided from a window of a longer history, {readOn} read on.");
        Assert.True(inWindow > 1000 && readOn > 100, "both ways have to come up");
    }

    [Fact]
    public async Task Plan_LongHistory_IsDecidedFromTheNewestMarksAlone()
    {
        var village = new Village();
        for (var day = 1; day <= 28; day++)
        {
            await EnterAsync(village, village.Ann, village.Plan($"2026-02-{day:D2} 15:00"), AttendanceStatus.Present);
        }

        village.Books.Depths.Clear();
        await EnterAsync(village, village.Ann, village.Plan("2026-03-01 15:00"), AttendanceStatus.Unexcused);

        Assert.Equal([Window], village.Books.Depths);
    }

    [Fact]
    public async Task Plan_RunLongerThanTheWindow_ReadsOnAndOpensNothing()
    {
        var village = new Village();
        for (var day = 1; day <= 27; day++)
        {
            await EnterAsync(village, village.Ann, village.Plan($"2026-02-{day:D2} 15:00"), AttendanceStatus.Unexcused);
        }

        village.Books.Depths.Clear();
        var opened = await EnterAsync(village, village.Ann, village.Plan("2026-03-01 15:00"), AttendanceStatus.Unexcused);

        Assert.Empty(opened);
        Assert.Equal(2, village.Books.Depths.Count);
        Assert.Equal(3, village.Books.Steps.Count);
    }

    [Fact]
    public async Task Apply_FirstAbsence_RemindsTheMemberAndNobodyElse()
    {
        var village = new Village();
        await EnterAsync(village, village.Ann, village.Plan("2026-03-01 15:00"), AttendanceStatus.Unexcused);

        Assert.Equal(StepState.Sent, Assert.Single(village.Books.Steps.Values).State);
        Assert.Equal(["escalation.notice to Ann"], village.Told("escalation.notice", "escalation.todo"));
    }

    [Fact]
    public async Task Apply_PolicyAsksFirst_IsATodoForTheSecretary()
    {
        var village = new Village { Policy = new BranchPolicy().With(new EscalationPolicy { AsksBeforeStep1 = true }) };
        await EnterAsync(village, village.Ann, village.Plan("2026-03-01 15:00"), AttendanceStatus.Unexcused);

        Assert.Equal(StepState.Proposed, Assert.Single(village.Books.Steps.Values).State);
        Assert.Equal(["escalation.todo to Secretary"], village.Told("escalation.notice", "escalation.todo"));
    }

    [Fact]
    public async Task Apply_SecondAndThirdAbsence_AreNeverSentByThemselves()
    {
        var village = new Village();
        foreach (var day in new[] { 1, 8, 15 })
        {
            await EnterAsync(village, village.Ann, village.Plan($"2026-03-{day:D2} 15:00"), AttendanceStatus.Unexcused);
        }

        Assert.Equal(
            [(StepLevel.Remind, StepState.Sent), (StepLevel.Admonish, StepState.Proposed), (StepLevel.Criticise, StepState.Proposed)],
            village.Books.Steps.Values.Select(s => (s.Level, s.State)));
        Assert.Equal(
            ["escalation.notice to Ann", "escalation.todo to Secretary", "escalation.todo to Secretary"],
            village.Told("escalation.notice", "escalation.todo"));
    }

    [Fact]
    public async Task Apply_SecretarysOwnSteps_GoToTheDeputy()
    {
        var village = new Village();
        foreach (var day in new[] { 1, 8 })
        {
            await EnterAsync(village, village.Secretary, village.Plan($"2026-03-{day:D2} 15:00"), AttendanceStatus.Unexcused);
        }

        Assert.Equal(["escalation.todo to Deputy"], village.Told("escalation.todo"));
    }

    [Fact]
    public async Task Apply_MemberSpared_OpensTheStepAsDroppedAndSaysNothing()
    {
        var village = new Village();
        var session = village.Plan("2026-03-01 15:00");
        var scope = village.Scope(village.Secretary);
        var plans = await village.Escalation.PlanAsync(village.Branch, session, [(village.Ann.Id, AttendanceStatus.Unexcused)], Token);

        var opened = EscalationBooks.Apply(scope.Changes, village.Branch, plans, new HashSet<MemberId> { village.Ann.Id }, scope.Ids, scope.Now);

        Assert.Equal(StepState.Dropped, Assert.Single(opened).State);
        Assert.DoesNotContain(scope.Changes.Changes, c => c is OutboxAdded);
    }

    [Fact]
    public async Task Commit_TwoSessionsConfirmedAtTheSameInstant_TheSecondHasToPlanAnew()
    {
        var village = new Village();
        Session one = village.Plan("2026-03-01 15:00"), two = village.Plan("2026-03-02 15:00");
        var scopes = new[] { one, two }.Select(session => (Session: session, Scope: village.Scope(village.Secretary))).ToList();
        foreach (var (session, scope) in scopes)
        {
            await village.Escalation.CorrectAsync(scope, session, [(village.Ann.Id, AttendanceStatus.Unexcused)], "test", tellMember: false, Token);
        }

        Assert.Equal(CommitStatus.Committed, (await village.Books.CommitAsync(scopes[0].Scope.Changes, null, Token)).Status);
        Assert.Equal(CommitStatus.Conflict, (await village.Books.CommitAsync(scopes[1].Scope.Changes, null, Token)).Status);

        await EnterAsync(village, village.Ann, two, AttendanceStatus.Unexcused);
        Assert.Equal(CalledFor(village, village.Ann), InForce(village, village.Ann));
    }

    [Fact]
    public async Task Apply_SentStepNoLongerHolds_TheMemberIsTold()
    {
        var village = new Village();
        var session = village.Plan("2026-03-01 15:00");
        await EnterAsync(village, village.Ann, session, AttendanceStatus.Unexcused);
        village.Books.Outbox.Clear();

        await EnterAsync(village, village.Ann, session, AttendanceStatus.Present);

        Assert.Equal(StepState.Withdrawn, Assert.Single(village.Books.Steps.Values).State);
        Assert.Equal(["escalation.withdrawn to Ann"], village.Told("escalation.withdrawn", "escalation.notice"));
    }

    [Fact]
    public async Task Apply_TodoNoLongerHolds_IsWithdrawnWithoutAWordToTheMember()
    {
        var village = new Village();
        Session one = village.Plan("2026-03-01 15:00"), two = village.Plan("2026-03-08 15:00");
        await EnterAsync(village, village.Ann, one, AttendanceStatus.Unexcused);
        await EnterAsync(village, village.Ann, two, AttendanceStatus.Unexcused);
        village.Books.Outbox.Clear();

        await EnterAsync(village, village.Ann, two, AttendanceStatus.Excused);

        Assert.Equal([StepLevel.Remind], village.Books.Steps.Values.Where(s => s.IsInForce).Select(s => s.Level));
        Assert.Empty(village.Told("escalation.withdrawn"));
    }

    private static async Task<IReadOnlyList<EscalationStep>> EnterAsync(Village village, Member member, Session session, AttendanceStatus status)
    {
        var scope = village.Scope(village.Recorder);
        await village.Escalation.CorrectAsync(scope, session, [(member.Id, status)], "test", tellMember: false, Token);
        await village.Books.CommitAsync(scope.Changes, null, Token);
        return [.. scope.Changes.Changes.OfType<StepOpened>().Select(c => c.Step)];
    }

    private static HashSet<string> InForce(Village village, Member member) =>
        [.. village.Books.Steps.Values.Where(s => s.IsInForce && s.Member == member.Id).Select(s => $"{s.Level} {string.Join(' ', s.Run)}")];

    private static HashSet<string> CalledFor(Village village, Member member) =>
    [
        .. Streaks.CalledFor(village.Books.MarksOf(member.Id), village.Policy.Escalation.Streak)
            .Select(c => $"{c.Level} {string.Join(' ', c.Run.Select(m => m.Session))}"),
    ];
}
