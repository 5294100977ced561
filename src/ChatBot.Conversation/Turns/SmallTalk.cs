using ChatBot.Conversation.Forms;
using ChatBot.Conversation.Sentences;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Turns;

/// <summary>Answers what wants nothing, or was not understood: seldom, shortly, and never the same way on and on.</summary>
internal static class SmallTalk
{
    private const int Variants = 3;

    /// <summary>Answers to a question are seldom longer.</summary>
    private const int ShortAnswer = 6;
    private static readonly TimeSpan HintPause = TimeSpan.FromMinutes(10);

    /// <summary>Welcomes a person who opens the chat, once a day.</summary>
    public static void Welcome(Turn turn)
    {
        if (turn.InGroup || turn.State.WelcomedOn == turn.Scope.Today)
        {
            return;
        }

        turn.State.WelcomedOn = turn.Scope.Today;
        turn.Say(new Reply(Phrase.Of("dialog.welcome", ("name", turn.Scope.Actor.Name)), [ButtonPhrase.Of("common.help")]));
    }

    /// <summary>Answers a message that starts nothing.</summary>
    public static void Answer(Turn turn)
    {
        var words = turn.Library.Words;
        var state = turn.State;
        if (turn.IsMemoryLost && !turn.InGroup && turn.Plain.Length <= ShortAnswer && !words.Is("greeting", turn.Plain))
        {
            // Most likely the answer to a question that nobody remembers.
            turn.SaysLost();
            return;
        }

        if (words.Is("cancel", turn.Plain) || turn.Reading.Intent == SentenceReading.CancelIntent)
        {
            turn.Say("dialog.nothing_to_cancel");
            return;
        }

        if (words.Is("submit", turn.Plain))
        {
            turn.Say("dialog.nothing_to_confirm");
            return;
        }

        if (words.Is("greeting", turn.Plain))
        {
            Hint(turn);
            return;
        }

        if (words.Is("thanks", turn.Plain) || words.Is("small_talk", turn.Plain) || words.Is("yes", turn.Plain) || words.Is("no", turn.Plain) || (turn.Reading.IsTalk && !IsMeantForUs(turn.Text)))
        {
            Nod(turn);
            return;
        }

        state.Missed++;
        if (state.Missed >= 2)
        {
            turn.Say(new Reply(Phrase.Of($"dialog.offer_help.{state.Missed % Variants}"), [ButtonPhrase.Of("common.help")]));
        }
        else
        {
            Noted(turn);
            turn.Say($"dialog.not_understood.{state.Turn % Variants}");
        }
    }

    // Whoever writes a command's sign or a handle does not talk to the others.
    private static bool IsMeantForUs(string text) => text.AsSpan().ContainsAny('/', '#');

    // Talk that wants nothing gets a short word now and then in private, in a group none.
    private static void Nod(Turn turn)
    {
        if (turn.InGroup || turn.Scope.Now - DateTimeOffset.FromUnixTimeSeconds(turn.State.HintedAt) < HintPause)
        {
            return;
        }

        if (turn.Library.Words.Is("thanks", turn.Plain))
        {
            Noted(turn);
            turn.Say("dialog.welcome_back");
        }
        else if (turn.Library.Words.Is("yes", turn.Plain) || turn.Library.Words.Is("no", turn.Plain))
        {
            Hint(turn);
        }
    }

    /// <summary>Says what the person could ask.</summary>
    public static void Hint(Turn turn)
    {
        Noted(turn);
        turn.Say($"dialog.hint.{turn.State.Turn % Variants}");
    }

    private static void Noted(Turn turn) => turn.State.HintedAt = turn.Scope.Now.ToUnixTimeSeconds();
}
