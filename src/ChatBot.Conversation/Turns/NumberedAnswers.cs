using ChatBot.Conversation.Choices;
using ChatBot.Conversation.Forms;

namespace ChatBot.Conversation.Turns;

/// <summary>"1" says what the first of the numbered buttons says: of the running question, else of the newest message.</summary>
internal sealed class NumberedAnswers(ChoiceResolver resolver)
{
    /// <summary>How long the numbers of an answer count; those of a message that the bot sent on its own count as long as the store keeps them.</summary>
    private static readonly TimeSpan NumbersHold = TimeSpan.FromHours(2);

    /// <summary>What the button says whose number the message is; null when it is none's.</summary>
    public string? SayOf(Turn turn)
    {
        var state = turn.State;

        // "第一场" beside a card to confirm means a session, and says no yes.
        if (turn.InGroup || turn.IsTap || (state.Running?.Asked == Question.Confirm && NamesThing(turn)))
        {
            return null;
        }

        var shownAt = DateTimeOffset.FromUnixTimeMilliseconds(state.OfferedAt);
        var isAsked = state.Running is not null || state.Pending?.IsFresh(turn.Scope.Now) == true;
        var says = !isAsked && turn.Offer is { } offer && offer.At >= shownAt ? offer.Says
            : turn.Scope.Now - shownAt <= NumbersHold ? state.Offered
            : null;
        if (says is null || resolver.PlaceIn(turn.Text, says.Count) is not { } place || place < 1 || place > says.Count)
        {
            return null;
        }

        // A yes is only said to a question that still stands.
        var say = says[place - 1];
        return isAsked || state.Doubt is not null || !(turn.Library.Words.Is("yes", say) || turn.Library.Words.Is("no", say)) ? say : null;
    }

    private static bool NamesThing(Turn turn) =>
        turn.Library.Words["measures"].Any(measure => turn.Plain.Contains(measure, StringComparison.Ordinal));
}
