using ChatBot.Capabilities.Attendance;
using ChatBot.Capabilities.Escalation;
using ChatBot.Capabilities.Sessions;

namespace ChatBot.Kernel.Tests.Escalation;

/// <summary>One member's marks and steps, kept by plans the way the Application's EscalationBooks keeps them.</summary>
internal sealed class StepBook(EscalationPolicy policy, int taps)
{
    private readonly Dictionary<SessionId, AttendanceMark> _marks = [];
    private readonly List<EscalationStep> _steps = [];
    private readonly Random _people = new(taps);
    private int _lastId;

    /// <summary>The confirmed marks, in no order that means anything.</summary>
    public IReadOnlyList<AttendanceMark> Marks => [.. _marks.Values];

    /// <summary>Every step ever opened.</summary>
    public IReadOnlyList<EscalationStep> Steps => _steps;

    /// <summary>The steps in force, as the oracle names them.</summary>
    public HashSet<ExpectedStep> InForce =>
        [.. _steps.Where(s => s.IsInForce).Select(s => new ExpectedStep((int)s.Level, s.ReachedAt, s.Run))];

    /// <summary>How often the window did not reach back far enough.</summary>
    public int ReadOns { get; private set; }

    /// <summary>Enters a mark and plans from the whole history.</summary>
    public EscalationPlan Enter(AttendanceMark mark)
    {
        Note(mark);
        return Look();
    }

    /// <summary>Enters a mark without a look at the steps.</summary>
    public void Note(AttendanceMark mark) => _marks[mark.Session] = mark;

    /// <summary>Brings the steps in line with the whole history.</summary>
    public EscalationPlan Look() => Apply(EscalationPlan.For(Marks, _steps, policy));

    /// <summary>Enters a mark and plans from the newest <paramref name="depth"/> marks, reading on when they do not suffice.</summary>
    public EscalationPlan Enter(AttendanceMark mark, int depth)
    {
        // As the store reads: by start, and in any order within a tie.
        var window = _marks.Values.OrderByDescending(m => m.StartsAt).ThenBy(m => m.Session.Value).Take(depth).ToList();
        var isWhole = window.Count < depth;
        List<AttendanceMark> merged = [.. window.Where(m => m.Session != mark.Session), mark];
        _marks[mark.Session] = mark;
        if (!isWhole && EscalationPlan.Horizon(merged, policy.Streak) is var horizon && (horizon is null || horizon >= mark.StartsAt))
        {
            ReadOns++;
            (merged, isWhole) = ([.. Marks], true);
        }

        return Apply(EscalationPlan.For(merged, _steps.Where(s => s.IsInForce), policy, isWhole));
    }

    /// <summary>A person looks at a to-do now and then: lets it go out, or lets it rest.</summary>
    public void Tap()
    {
        var at = _steps.FindIndex(s => s.State == StepState.Proposed);
        if (at >= 0 && _people.Next(3) is var choice && choice > 0)
        {
            _steps[at] = _steps[at] with { State = choice == 1 ? StepState.Sent : StepState.Dropped };
        }
    }

    private EscalationPlan Apply(EscalationPlan plan)
    {
        foreach (var step in plan.Withdraw)
        {
            Replace(step, step with { State = StepState.Withdrawn });
        }

        foreach (var (step, now) in plan.Refresh)
        {
            Replace(step, step with { Run = [.. now.Run.Select(m => m.Session)] });
        }

        foreach (var called in plan.Open)
        {
            var goesOut = called.Level == StepLevel.Remind && !policy.AsksBeforeStep1;
            _steps.Add(new EscalationStep
            {
                Id = new StepId(Samples.Id(++_lastId)),
                Member = new MemberId(Samples.Id(1)),
                Level = called.Level,
                ReachedAt = called.ReachedAt,
                Run = [.. called.Run.Select(m => m.Session)],
                State = _people.Next(8) == 0 ? StepState.Dropped : goesOut ? StepState.Sent : StepState.Proposed,
                OpenedAt = called.Run[^1].StartsAt,
            });
        }

        return plan;
    }

    private void Replace(EscalationStep old, EscalationStep now) => _steps[_steps.FindIndex(s => s.Id == old.Id)] = now;
}
