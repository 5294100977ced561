namespace ChatBot.Kernel.Roster;

/// <summary>Decides by a row of rules.md §20; the rows are declared by the capabilities.</summary>
public static class Rights
{
    /// <summary>Whether <paramref name="actor"/> may do what <paramref name="rule"/> says to <paramref name="subject"/>.</summary>
    public static RightsVerdict Decide(Member actor, ActionRule rule, RightsSubject subject = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(rule);

        // Whoever the superior sends changes nothing here, whatever else a roster may say of the person.
        if (actor.Has(Roles.Observer))
        {
            return RightsVerdict.NotYourRole;
        }

        if (subject.Concerns is { } concerned)
        {
            if (rule.OwnCase == OwnCase.Never && concerned.Id == actor.Id)
            {
                return RightsVerdict.OwnCase;
            }

            // The secretary's own case goes to a named deputy, whatever else the deputy may do.
            if (rule.Who.HasFlag(Who.DeputyForSecretary) && concerned.Has(Roles.Secretary) && actor.Has(Roles.Deputy))
            {
                return RightsVerdict.Allowed;
            }
        }

        return rule.OwnCase == OwnCase.TwoPeople && subject.Drafter == actor.Id ? RightsVerdict.OwnDraft
            : Reaches(actor, rule.Who, subject) ? RightsVerdict.Allowed
            : RightsVerdict.NotYourRole;
    }

    /// <summary>Shorthand for <see cref="Decide"/> being <see cref="RightsVerdict.Allowed"/>.</summary>
    public static bool May(Member actor, ActionRule rule, RightsSubject subject = default) =>
        Decide(actor, rule, subject) == RightsVerdict.Allowed;

    private static bool Reaches(Member actor, Who who, RightsSubject subject)
    {
        var leads = actor.Has(Roles.GroupLeader);
        return who.HasFlag(Who.Member)
            || (who.HasFlag(Who.Secretary) && actor.Has(Roles.Secretary))
            || (who.HasFlag(Who.Committee) && actor.Has(Roles.Committee))
            || (who.HasFlag(Who.Deputy) && actor.Has(Roles.Deputy))
            || (who.HasFlag(Who.Recorder) && (subject.Recorder is { } named ? named == actor.Id : actor.Has(Roles.Recorder)))
            || (who.HasFlag(Who.SessionLeader) && leads && subject.SessionGroup is { } meets && meets == actor.Group)
            || (who.HasFlag(Who.PersonLeader) && leads && subject.Concerns?.Group is { } belongs && belongs == actor.Group);
    }
}
