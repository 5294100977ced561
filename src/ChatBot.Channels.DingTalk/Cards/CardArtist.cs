using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk.Cards;

/// <summary>Puts a message into the variables of the template (README.md): title, text, buttons; "mine" for one reader.</summary>
internal static class CardArtist
{
    /// <summary>The variable that only its reader sees.</summary>
    public const string Own = "mine";

    private const int MostButtons = 6;

    // A value may have 1 KB (instructions-for-filling-in-api-card-data 2026-06-15).
    private const int MostBytes = 1_000;

    /// <summary>Whether the message is one for a card: it has buttons, or is kept up to date, and fits.</summary>
    public static bool IsCard(OutboundMessage message) =>
        (message.Buttons.Count > 0 || message.Card is not null)
        && message.Buttons.Count <= MostButtons
        && Encoding.UTF8.GetByteCount(ButtonsOf(message)) <= MostBytes;

    /// <summary>The words that do not fit on the card and are said before it; null when all fits.</summary>
    public static string? TooLong(OutboundMessage message) => Encoding.UTF8.GetByteCount(message.Text) > MostBytes ? message.Text : null;

    /// <summary>The template's variables.</summary>
    public static CardValues Draw(OutboundMessage message) => new(new Dictionary<string, string>
    {
        ["title"] = First(message.Title.Length > 0 ? message.Title : message.Text.Split('\n')[0]),
        ["text"] = First(message.Text),
        ["buttons"] = ButtonsOf(message),
    });

    /// <summary>What the one who pressed sees from now on, on a card of a group.</summary>
    public static CardValues DrawOwn(OutboundMessage message) => new(new Dictionary<string, string> { [Own] = First(message.Text) });

    private static string ButtonsOf(OutboundMessage message)
    {
        CardButton[] buttons = [.. message.Buttons.Select((b, i) => new CardButton(
            b.Label, new CardEvent(new CardRequest(i.ToString(CultureInfo.InvariantCulture), new CardSaying(b.Say)))))];
        return JsonSerializer.Serialize(buttons, CardJson.Outgoing.CardButtonArray);
    }

    private static string First(string text) => TextParts.Split(text, MostBytes) is [var first, ..] ? first : "";
}
