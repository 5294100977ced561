using ChatBot.Channels.DingTalk.Payloads;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.DingTalk.Webhook;

/// <summary>How the messages of a custom robot look.</summary>
public enum DingTalkWebhookStyle
{
    /// <summary>Plain words.</summary>
    Text,

    /// <summary>Markdown with a headline.</summary>
    Markdown,

    /// <summary>
    /// What fits the message: a link, a list of links with pictures, a card whose buttons say words, else markdown. The
    /// buttons are message links (<c>dtmd</c>), which projects report to work there and no page promises: try them in the
    /// group first.
    /// </summary>
    Card,
}

/// <summary>The posts that a message becomes at a custom robot (custom-robots-send-group-messages 2026-07-14).</summary>
internal static class WebhookPost
{
    private const string SaysWords = "dtmd://dingtalkclient/sendMessage?content=";

    /// <summary>The posts in order; none for a message without words.</summary>
    /// <param name="message">What is to be said.</param>
    /// <param name="style">How.</param>
    /// <param name="robotName">The app robot that has to be mentioned to hear what a button says in the group; empty when there is none.</param>
    public static IReadOnlyList<WebhookBody> Of(OutboundMessage message, DingTalkWebhookStyle style, string robotName)
    {
        // Only words can mention everybody, for @all is taken from the text types alone.
        var look = message.MentionsAll ? DingTalkWebhookStyle.Text : style;
        if (look == DingTalkWebhookStyle.Card && Card(message, robotName) is { } card)
        {
            return [card];
        }

        if (look == DingTalkWebhookStyle.Text)
        {
            return
            [
                .. DingTalkText.ForWebhook(message.PlainText).Select((part, i) => new WebhookBody
                {
                    Text = new TextContent(part),
                    At = message.MentionsAll && i == 0 ? new Mention { IsAll = true } : null,
                }),
            ];
        }

        var title = HeadlineOf(message);
        var words = (message with { Title = "" }).PlainText;
        return [.. DingTalkText.ForWebhook(Lines(words)).Select((part, i) => Markdown(title, i == 0 && message.Title.Length > 0 ? $"### {title}\n\n{part}" : part))];
    }

    private static WebhookBody? Card(OutboundMessage message, string robotName)
    {
        var title = HeadlineOf(message);
        if (message.Buttons.Count > 0 && robotName.Length > 0 && IsShort(message))
        {
            return new WebhookBody
            {
                MessageType = "actionCard",
                ActionCard = new WebhookCard(title, $"### {title}\n\n{Lines(message.Text)}")
                {
                    Buttons = [.. message.Buttons.Select(b => new WebhookButton(b.Label, SaysWords + Uri.EscapeDataString($"@{robotName} {b.Say}")))],
                },
            };
        }

        return message.Links switch
        {
            [var link] when IsShort(message) => new WebhookBody
            {
                MessageType = "link",
                Link = new WebhookLink(link.Title, (message with { Title = "" }).PlainText, link.Address.AbsoluteUri, link.Picture?.AbsoluteUri),
            },
            [_, _, ..] links when links.All(l => l.Picture is not null) => new WebhookBody
            {
                MessageType = "feedCard",
                FeedCard = new WebhookFeed([.. links.Select(l => new WebhookFeedLink(l.Title, l.Address.AbsoluteUri, l.Picture!.AbsoluteUri))]),
            },
            _ => null,
        };
    }

    private static bool IsShort(OutboundMessage message) => DingTalkText.ForWebhook(message.PlainText).Count == 1;

    private static WebhookBody Markdown(string title, string text) => new() { MessageType = "markdown", Markdown = new WebhookMarkdown(title, text) };

    private static string HeadlineOf(OutboundMessage message) => message.Title.Trim() is { Length: > 0 } title ? title : message.Text.Trim().Split('\n')[0];

    // A line break needs two blanks on both sides.
    private static string Lines(string text) => text.Replace("\n", "  \n  ", StringComparison.Ordinal);
}
