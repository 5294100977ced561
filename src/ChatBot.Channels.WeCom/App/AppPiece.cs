using ChatBot.Channels.WeCom.Cards;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.App;

/// <summary>One message of the app to a member: words that fit, or a card.</summary>
/// <param name="Text">The words.</param>
/// <param name="Card">The card.</param>
/// <param name="From">Which of the messages it says, or the first of them.</param>
internal readonly record struct AppPiece(string Text, TemplateCard? Card, int From)
{
    /// <summary>As it goes to the platform, without address.</summary>
    public WireMessage ToWire() => Card is { } card ? WireMessage.OfCard(card) : WireMessage.OfText(Text);

    /// <summary>All messages in order; words that follow each other become one message where they fit.</summary>
    /// <param name="messages">What is to be said.</param>
    /// <param name="copyIdOf">Names the copy of the n-th message; null where no cards can be shown.</param>
    public static IReadOnlyList<AppPiece> Of(IReadOnlyList<OutboundMessage> messages, Func<int, string>? copyIdOf)
    {
        var pieces = new List<AppPiece>();
        var words = new List<(string Text, int From)>();
        for (var i = 0; i < messages.Count; i++)
        {
            if (copyIdOf is not null && CardArtist.Draw(messages[i], copyIdOf(i), CardLimits.App) is { } drawn)
            {
                words.Add((drawn.TextBefore, i));
                pieces.AddRange(Join(words));
                words.Clear();
                pieces.Add(new AppPiece("", drawn.Card, i));
            }
            else
            {
                words.Add((messages[i].PlainText, i));
            }
        }

        return [.. pieces, .. Join(words)];
    }

    private static IEnumerable<AppPiece> Join(List<(string Text, int From)> words)
    {
        var spoken = words.Where(w => w.Text.Length > 0).ToList();
        return WeComText.Parts(string.Join("\n\n", spoken.Select(w => w.Text))).Select(part => new AppPiece(part, null, spoken[0].From));
    }
}
