using ChatBot.Kernel.Wording;

namespace ChatBot.Kernel.Roster;

/// <summary>One row of rules.md §20: who may do something, and to whom.</summary>
/// <param name="Name">Names the row; <c>action.{Name}</c> words it in a refusal.</param>
/// <param name="Who">Whom it reaches.</param>
/// <param name="OwnCase">What holds for one's own case.</param>
public sealed record ActionRule(string Name, Who Who, OwnCase OwnCase = OwnCase.Allowed)
{
    /// <summary>For oneself: whoever is on the roster (rules.md §20, first block).</summary>
    public static ActionRule ForOneself { get; } = new("self", Who.Member);

    /// <summary>How a refusal names it.</summary>
    public Phrase Wording => Phrase.Of("action." + Name);

    /// <summary>Says politely who may (rules.md §20, rule 4).</summary>
    public Reply Refusal(Member actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Has(Roles.Observer)
            ? Reply.Of("refused.observer", ("action", Wording))
            : Reply.Of("refused.role", ("action", Wording), ("who", Who));
    }

    /// <summary>
    /// Whether the offices of a person reach the row at all, for some meeting or person: what help shows and what may be
    /// begun. What it is done to is asked again at the effect, by <see cref="Rights.Decide"/>.
    /// </summary>
    /// <param name="actor">The person.</param>
    /// <param name="branch">The branch.</param>
    public bool CouldReach(Member actor, BranchSnapshot branch)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(branch);
        return !actor.Has(Roles.Observer)
            && (Who.HasFlag(Who.Member)
                || (Who.HasFlag(Who.Secretary) && actor.Has(Roles.Secretary))
                || (Who.HasFlag(Who.Committee) && actor.Has(Roles.Committee))
                || ((Who & (Who.Deputy | Who.DeputyForSecretary)) != Who.Nobody && actor.Has(Roles.Deputy))
                || (Who.HasFlag(Who.Recorder) && (actor.Has(Roles.Recorder) || branch.NamesAsRecorder(actor.Id)))
                || ((Who & (Who.SessionLeader | Who.PersonLeader)) != Who.Nobody && actor.Has(Roles.GroupLeader)));
    }
}
