using ChatBot.Kernel.Roster;

namespace ChatBot.Capabilities.Sessions;

/// <summary>Who is expected at a session; computed until it opens, frozen then (design §4).</summary>
public static class ExpectedMembers
{
    /// <summary>
    /// The members expected at <paramref name="session"/> on its local <paramref name="day"/>: counted members of the
    /// audience who belong to the branch on that day (R-502, R-503, §23.4).
    /// </summary>
    public static IEnumerable<Member> Of(Session session, IEnumerable<Member> roster, DateOnly day) =>
        roster.Where(member => member.IsCounted && member.BelongsOn(day) && IsMeant(session.Audience, member));

    /// <summary>Whether the audience includes the member, whatever the day.</summary>
    public static bool IsMeant(Audience audience, Member member) => audience.Kind switch
    {
        AudienceKind.Branch => true,
        AudienceKind.Group => member.Group is { } group && group == audience.Group,
        AudienceKind.Committee => member.Has(Roles.Committee) || member.Has(Roles.Secretary),
    };
}
