using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatBot.Channels.WeCom.Cards;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>One thing to say: words that fit into one message, or a card.</summary>
/// <param name="Text">The words; of a card what is said where it cannot go, with how to answer by typing.</param>
/// <param name="Card">The card; null for words.</param>
internal readonly record struct RobotPiece(string Text, TemplateCard? Card)
{
    /// <summary>As an answer on the long connection: words are a stream of one frame, the type that every client shows.</summary>
    public RobotBody AsReply() => Card is { } card ? RobotBody.OfCard(card) : RobotBody.OfStream(Guid.NewGuid().ToString("N"), Text);

    /// <summary>As a message of the robot's own, or for a response_url.</summary>
    public RobotBody AsMessage() => Card is { } card ? RobotBody.OfCard(card) : RobotBody.OfMarkdown(Text);

    /// <summary>As a message of the robot's own to a group, where no card may go.</summary>
    public RobotBody AsGroupMessage() =>
        RobotBody.OfMarkdown(Card is { } card && Text.Length == 0 ? RobotText.Defuse(card.MainTitle.Title) : RobotText.CutTo(Text, RobotText.MaxBytes));

    /// <summary>As an answer to somebody who came in.</summary>
    public RobotBody AsWelcome() => Card is { } card ? RobotBody.OfCard(card) : RobotBody.OfText(Text);
}

/// <summary>From the bot's messages to what a robot says.</summary>
internal static class RobotPieces
{
    /// <summary>
    /// All messages in order; words that follow each other become one message where they fit, because each counts against
    /// the chat's 30 a minute.
    /// </summary>
    /// <param name="messages">What is to be said.</param>
    /// <param name="takesCards">Whether cards may go there (page 101463: not as the robot's own message to a group).</param>
    /// <param name="unique">What makes the cards' ids unlike all others of the robot.</param>
    /// <param name="firstBytes">Longest first message of words.</param>
    public static IReadOnlyList<RobotPiece> Of(
        IEnumerable<OutboundMessage> messages, bool takesCards, string unique, int firstBytes = RobotText.MaxBytes)
    {
        var pieces = new List<RobotPiece>();
        var words = "";
        var cards = 0;
        foreach (var message in messages)
        {
            if (takesCards && CardArtist.Draw(message, TaskId(message, unique, cards), CardLimits.Robot) is { } drawn)
            {
                cards++;
                words = Join(words, drawn.TextBefore);
                AddWords();
                pieces.Add(new RobotPiece(drawn.TextBefore.Length == 0 ? message.PlainText : message.TypingHint, drawn.Card));
            }
            else
            {
                words = Join(words, message.PlainText);
            }
        }

        AddWords();
        return pieces;

        void AddWords()
        {
            pieces.AddRange(RobotText.Parts(words, pieces.Count == 0 ? firstBytes : RobotText.MaxBytes).Select(t => new RobotPiece(t, null)));
            words = "";
        }
    }

    /// <summary>Whether a message can be a card at all.</summary>
    public static bool IsCard(OutboundMessage message) => CardArtist.Draw(message, "", CardLimits.Robot) is not null;

    /// <summary>Unlike all others, and the same whenever the replies to this message are said.</summary>
    public static string UniqueTo(InboundMessage message) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.InboxKey)).AsSpan(0, 16));

    /// <summary>Unlike all others.</summary>
    public static string Unique() => Guid.NewGuid().ToString("N");

    /// <summary>The card that a tapped one becomes, and what must be said beside it.</summary>
    public static (TemplateCard Card, string TextBeside) NewState(OutboundMessage message, string taskId)
    {
        var drawn = CardArtist.Redraw(message, taskId, CardLimits.Robot);
        return (drawn.Card, drawn.TextBefore);
    }

    private static string TaskId(OutboundMessage message, string unique, int number) =>
        CardKey.CopyOf(message.Card, number == 0 ? unique : string.Create(CultureInfo.InvariantCulture, $"{unique}-{number}"));

    private static string Join(string words, string more) => words.Length == 0 ? more : more.Length == 0 ? words : $"{words}\n\n{more}";
}
