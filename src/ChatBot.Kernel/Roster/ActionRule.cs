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

    /// <summary>
    /// Whether the offices of a person reach the row at all, for some meeting or person: what help shows and what may be
    /// begun. What it is done to is asked again at the effect, by <see cref="Rights.Decide"/>.
    /// </summary>
    /// <param name="actor">The person.</param>
    /// <param name="isNamedRecorder">Whether a session that is not closed names the person as its recorder.</param>
    public bool CouldReach(Member actor, bool isNamedRecorder)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return !actor.Has(Roles.Observer)
            && (Who.HasFlag(Who.Member)
                || (Who.HasFlag(Who.Secretary) && actor.Has(Roles.Secretary))
                || (Who.HasFlag(Who.Committee) && actor.Has(Roles.Committee))
                || ((Who & (Who.Deputy | Who.DeputyForSecretary)) != Who.Nobody && actor.Has(Roles.Deputy))
                || (Who.HasFlag(Who.Recorder) && (isNamedRecorder || actor.Has(Roles.Recorder)))
                || ((Who & (Who.SessionLeader | Who.PersonLeader)) != Who.Nobody && actor.Has(Roles.GroupLeader)));
    }
}
