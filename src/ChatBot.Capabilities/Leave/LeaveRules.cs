using ChatBot.Capabilities.Sessions;
using ChatBot.Kernel.Roster;
using ChatBot.Kernel.Wording;

namespace ChatBot.Capabilities.Leave;

/// <summary>Whether leave can be asked now.</summary>
[Worded]
public enum LeaveTiming
{
    /// <summary>Before the deadline.</summary>
    InTime,

    /// <summary>After the deadline but within the days for 补假 .</summary>
    Late,

    /// <summary>Too late: only a dispute can mend the record now.</summary>
    TooLate,
}

/// <summary>Rules about asking and deciding leave (R-701…R-704, C-19).</summary>
public static class LeaveRules
{
    /// <summary>Whether a request made <paramref name="now"/> for <paramref name="session"/> is in time.</summary>
    public static LeaveTiming TimingOf(Session session, DateTimeOffset now, LeavePolicy policy)
    {
        if (now <= session.StartsAt - policy.Deadline)
        {
            return LeaveTiming.InTime;
        }

        return now <= session.EndsAt + policy.Retroactive ? LeaveTiming.Late : LeaveTiming.TooLate;
    }

    /// <summary>
    /// Who decides: the group leader for a meeting of that group, the secretary otherwise (C-19); never the person
    /// concerned, so the secretary's own request goes to the named deputies. The roster holds who is here.
    /// </summary>
    public static IReadOnlyList<Member> Approvers(Session session, Member applicant, IEnumerable<Member> roster)
    {
        var subject = new RightsSubject(applicant, session.Audience.Group, session.Recorder);
        var able = roster.Where(m => Rights.May(m, LeaveActions.Decide, subject)).ToList();
        if (session.Audience.Kind == AudienceKind.Group)
        {
            var leaders = able.Where(m => m.Has(Roles.GroupLeader) && m.Group == session.Audience.Group).ToList();
            if (leaders.Count > 0)
            {
                return leaders;
            }
        }

        return able;
    }
}
