using ChatBot.Conversation.Forms;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Turns;

/// <summary>Puts the replies of a turn into words; the same words never come three times in a row.</summary>
internal sealed class Answers(IWording wording)
{
    private const int Leads = 3;

    public IReadOnlyList<OutboundMessage> Render(Turn turn)
    {
        var calendar = turn.Scope.Branch.Calendar;
        var messages = new List<OutboundMessage>(turn.Replies.Count);
        foreach (var reply in turn.Replies)
        {
            messages.Add(wording.Render(reply, calendar, turn.Scope.Now));
        }

        if (messages.Count == 0)
        {
            return messages;
        }

        var state = turn.State;
        if (!turn.InGroup)
        {
            Number(messages, turn);
        }

        state.Turn = (state.Turn + 1) % 1000;
        var said = Hash(messages[^1].Text);
        if (state.LastSaid is [var one, var two] && one == said && two == said)
        {
            var lead = wording.Render(Phrase.Of($"dialog.once_more.{state.Turn % Leads}"), calendar, turn.Scope.Now);
            messages[^1] = messages[^1] with { Text = lead + messages[^1].Text };
            said = Hash(messages[^1].Text);
        }

        state.LastSaid = state.LastSaid is [.., var last] ? [last, said] : [said];
        return messages;
    }

    // One set of numbers is on the screen: the list's where one is shown, else those of the last message with buttons. In a
    // group several people read, and nobody's number is anybody's answer.
    private static void Number(List<OutboundMessage> messages, Turn turn)
    {
        var state = turn.State;
        var last = turn.ShowsList ? -1 : messages.FindLastIndex(m => m.NumberedHint.Length > 0);
        if (last >= 0)
        {
            messages[last] = messages[last].Numbered();
            state.Offered = [.. messages[last].Buttons.Select(b => b.Say)];
        }
        else if (turn.ShowsList || state.Running is not null)
        {
            state.Offered = null;
        }

        if (last >= 0 || turn.ShowsList)
        {
            state.OfferedAt = turn.Scope.Now.ToUnixTimeMilliseconds();
        }
    }

    // Stable from process to process, unlike string.GetHashCode: the state travels between replicas.
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash;
    }
}
