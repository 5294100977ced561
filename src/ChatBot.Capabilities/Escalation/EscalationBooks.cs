using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel;
using ChatBot.Kernel.Ledger;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.UseCases;

namespace ChatBot.Capabilities.Escalation;

/// <summary>
/// Keeps the steps in line with the attendance record: every new or corrected confirmed mark goes through here, so that
/// what is in force always follows from the facts (R-721…R-726).
/// </summary>
public sealed class EscalationBooks(IAttendanceReader attendance, IEscalationReader steps)
{
    private const int UsualDepth = 24;
    private const int WholeHistory = 100_000;

    /// <summary>What the new marks of one session change for each member, without writing anything.</summary>
    public async Task<EscalationPlans> PlanAsync(
        BranchSnapshot branch, Session session, IReadOnlyList<(MemberId Member, AttendanceStatus Status)> marks, CancellationToken cancellationToken)
    {
        var members = marks.Select(m => m.Member).ToList();
        var policy = branch.Policy.Escalation;

        // First of all: what is written after this look is either seen below or found out by the guard.
        var versions = await steps.VersionsAsync(branch.Id, members, cancellationToken);
        var histories = await attendance.HistoryAsync(branch.Id, members, UsualDepth, cancellationToken);
        var standing = (await steps.InForceAsync(branch.Id, members, cancellationToken)).ToLookup(s => s.Member);
        var plans = new Dictionary<MemberId, EscalationPlan>();
        foreach (var (member, status) in marks)
        {
            var history = histories.GetValueOrDefault(member) ?? [];
            var isWhole = history.Count < UsualDepth;
            var merged = Merge(history, session, status);
            if (!isWhole && EscalationPlan.Horizon(merged, policy.Streak) is var horizon && (horizon is null || horizon >= session.StartsAt))
            {
                // The window does not reach back to a session that ended a streak before this one: read on.
                var all = await attendance.HistoryAsync(branch.Id, [member], WholeHistory, cancellationToken);
                (merged, isWhole) = (Merge(all.GetValueOrDefault(member) ?? [], session, status), true);
            }

            plans[member] = EscalationPlan.For(merged, standing[member], policy, isWhole);
        }

        return new EscalationPlans(plans, versions);
    }

    /// <summary>
    /// Writes what the plans ask for. Step 1 goes out at once when the policy says that confirming is the approval and the
    /// member was not spared; everything else becomes a private to-do (R-721…R-723).
    /// </summary>
    public static IReadOnlyList<EscalationStep> Apply(
        ChangeSet changes,
        BranchSnapshot branch,
        EscalationPlans plans,
        IReadOnlySet<MemberId> spared,
        IIdSource ids,
        DateTimeOffset now)
    {
        changes.Add(new StepsPlanned(plans.Versions));
        var opened = new List<EscalationStep>();
        foreach (var (member, plan) in plans.ByMember)
        {
            foreach (var step in plan.Withdraw)
            {
                changes.Add(new StepChanged(step with { State = StepState.Withdrawn }, step.State));
                if (step.State == StepState.Sent)
                {
                    changes.Add(new OutboxAdded(EscalationRows.About(branch.Id, "escalation.withdrawn", step.Id, member, ids, now)));
                }
            }

            foreach (var (step, called) in plan.Refresh)
            {
                changes.Add(new StepChanged(step with { Run = [.. called.Run.Select(m => m.Session)] }, step.State));
            }

            foreach (var called in plan.Open)
            {
                opened.Add(Open(changes, branch, member, called, plan, spared.Contains(member), ids, now));
            }
        }

        return opened;
    }

    /// <summary>Appends confirmed lines to a confirmed session and brings the steps in line.</summary>
    public async Task CorrectAsync(
        TurnScope scope,
        Session session,
        IReadOnlyList<(MemberId Member, AttendanceStatus Status)> marks,
        string cause,
        bool tellMember,
        CancellationToken cancellationToken)
    {
        var plans = await PlanAsync(scope.Branch, session, marks, cancellationToken);
        scope.Changes.Add(new FactsAppended(
            [.. marks.Select(m => new AttendanceFact(session.Id, m.Member, m.Status, true, scope.Actor.Id, scope.Now, cause))]));
        Apply(scope.Changes, scope.Branch, plans, new HashSet<MemberId>(), scope.Ids, scope.Now);
        foreach (var (member, _) in marks.Where(_ => tellMember))
        {
            scope.Changes.Add(new OutboxAdded(EscalationRows.RecordCorrected(scope.Branch.Id, session.Id, member, scope.Ids, scope.Now)));
        }
    }

    private static EscalationStep Open(
        ChangeSet changes, BranchSnapshot branch, MemberId member, CalledStep called, EscalationPlan plan, bool isSpared, IIdSource ids, DateTimeOffset now)
    {
        // A lower step in the place of a withdrawn higher one at the same session is no news: the member hears of the withdrawal.
        var replaces = plan.Withdraw.Any(w => w.ReachedAt == called.ReachedAt && w.Level > called.Level && w.State == StepState.Sent);
        var goesOut = called.Level == StepLevel.Remind && !branch.Policy.Escalation.AsksBeforeStep1;
        var state = isSpared || replaces ? StepState.Dropped : goesOut ? StepState.Sent : StepState.Proposed;
        var step = new EscalationStep
        {
            Id = new StepId(ids.New()),
            Member = member,
            Level = called.Level,
            ReachedAt = called.ReachedAt,
            Run = [.. called.Run.Select(m => m.Session)],
            State = state,
            OpenedAt = now,
            SentAt = state == StepState.Sent ? now : null,
        };
        changes.Add(new StepOpened(step));
        changes.Add(new Audited(null, "escalation.open", step.Id.ToString(), $"{(int)step.Level}:{state}", now));
        if (state == StepState.Sent)
        {
            changes.Add(new OutboxAdded(EscalationRows.About(branch.Id, "escalation.notice", step.Id, member, ids, now)));
        }
        else if (state == StepState.Proposed)
        {
            foreach (var handler in Handlers(branch, member, branch.Calendar.Day(now)))
            {
                changes.Add(new OutboxAdded(EscalationRows.About(branch.Id, "escalation.todo", step.Id, handler, ids, now)));
            }
        }

        return step;
    }

    /// <summary>Who gets the to-do: whoever may handle a step of this member; never the member .</summary>
    private static IEnumerable<MemberId> Handlers(BranchSnapshot branch, MemberId member, DateOnly today) => branch.Here(today)
        .Where(m => Rights.May(m, EscalationActions.Handle, new RightsSubject(branch.Member(member))))
        .Select(m => m.Id);

    private static List<AttendanceMark> Merge(IReadOnlyList<AttendanceMark> history, Session session, AttendanceStatus status) =>
    [
        .. history.Where(m => m.Session != session.Id),
        new AttendanceMark(session.Id, session.Number, session.Kind, session.Theme, session.StartsAt, session.HeldOnItsOwn, status),
    ];
}
