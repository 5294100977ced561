using ChatBot.Kernel.Channels;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace ChatBot.Channels.BotFramework;

/// <summary>Our messages as activities.</summary>
internal static class BotFrameworkActivities
{
    /// <summary>Most UTF-8 bytes of one text; Teams takes about 28 KB of an activity, the others more.</summary>
    public const int MostTextBytes = 16_000;

    /// <summary>
    /// One message: its words, long ones in parts, and with the last part its buttons. A card (something that has a headline,
    /// speaks of one thing, or leads somewhere) and all buttons in a group are a hero card; what is asked privately are
    /// suggested actions, which go away once one is tapped.
    /// </summary>
    public static IReadOnlyList<Activity> Of(OutboundMessage message, bool isGroup)
    {
        var buttons = ButtonsOf(message);
        var isCard = message.Links.Count > 0 || (buttons.Count > 0 && (isGroup || message.Title.Length > 0 || message.Card is not null));
        var words = isCard || message.Title.Length == 0 ? message.Text : $"【{message.Title}】\n{message.Text}";
        List<Activity> parts = [.. TextParts.Split(words, MostTextBytes).Select(Words)];
        if (parts.Count == 0)
        {
            if (!isCard && buttons.Count == 0)
            {
                return [];
            }

            parts.Add(Words(""));
        }

        var last = parts[^1];
        if (isCard)
        {
            last.Attachments = [CardOf(message, buttons)];
        }
        else if (buttons.Count > 0)
        {
            last.SuggestedActions = new SuggestedActions { Actions = [.. buttons.Select(b => new CardAction(ActionTypes.ImBack, b.Label, value: b.Say))] };
        }

        return parts;
    }

    private static Activity Words(string text) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,

        // By default a client takes it for Markdown, which folds lines.
        TextFormat = TextFormatTypes.Plain,
        InputHint = InputHints.AcceptingInput,
    };

    private static List<Button> ButtonsOf(OutboundMessage message) => [.. message.Buttons, .. message.Picker?.Options ?? []];

    // In a group a tap has to reach the bot without mentioning it, so it carries its words as a value too.
    private static Attachment CardOf(OutboundMessage message, List<Button> buttons) => new(HeroCard.ContentType, content: new HeroCard
    {
        Title = message.Title.Length > 0 ? message.Title : null,
        Images = message.Links.FirstOrDefault(l => l.Picture is not null) is { Picture: { } picture } ? [new CardImage(picture.AbsoluteUri)] : null,
        Buttons =
        [
            .. buttons.Select(b => new CardAction(
                ActionTypes.MessageBack, b.Label, text: b.Say, displayText: b.Label, value: new JObject { [BotFrameworkInbound.Say] = b.Say })),
            .. message.Links.Select(l => new CardAction(ActionTypes.OpenUrl, l.Title, value: l.Address.AbsoluteUri)),
        ],
    });
}
