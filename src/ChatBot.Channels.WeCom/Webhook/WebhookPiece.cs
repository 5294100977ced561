using ChatBot.Channels.WeCom.Cards;
using ChatBot.Channels.WeCom.Media;
using ChatBot.Channels.WeCom.Payloads;
using ChatBot.Channels.WeCom.Robot;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Webhook;

/// <summary>How the messages of a group robot look.</summary>
public enum WeComWebhookStyle
{
    /// <summary>Plain words.</summary>
    Text,

    /// <summary>Markdown of the old dialect: a bold headline.</summary>
    Markdown,

    /// <summary>Markdown of the new dialect: a real headline; plain on clients before 4.1.36.</summary>
    MarkdownV2,

    /// <summary>A notice card where the message fits on one, else plain words.</summary>
    Card,
}

/// <summary>One post of a group robot: a message, or a file that is uploaded first.</summary>
internal readonly record struct WebhookPiece(WireMessage? Message, MediaFile? File)
{
    /// <summary>So many posts may a message take; what is longer goes as a file behind its beginning.</summary>
    public const int MostParts = 3;

    /// <summary>Either dialect, in UTF-8 bytes.</summary>
    private const int MaxMarkdownBytes = 4096;

    /// <summary>The posts in order; none for a message without words.</summary>
    public static IReadOnlyList<WebhookPiece> Of(OutboundMessage message, WeComWebhookStyle style)
    {
        // Only plain words can ring for everybody (page 99110: mentioned_list belongs to text).
        var look = message.MentionsAll ? WeComWebhookStyle.Text : style;
        if (look == WeComWebhookStyle.Card && CardArtist.DrawNotice(message, "", CardLimits.App) is { } card)
        {
            return [new(WireMessage.OfCard(card with { TaskId = null }), null)];
        }

        var maxBytes = look is WeComWebhookStyle.Markdown or WeComWebhookStyle.MarkdownV2 ? MaxMarkdownBytes : WeComText.MaxBytes;
        var parts = WeComText.Parts(Words(message, look), maxBytes);
        if (parts.Count <= MostParts)
        {
            return [.. parts.Select((p, i) => new WebhookPiece(Dress(p, look, message.MentionsAll && i == 0), null))];
        }

        var name = message.Title.Trim() is { Length: > 0 } title ? title : message.Text.Trim().Split('\n')[0];
        return
        [
            new(Dress(parts[0] + WeComText.More, look, message.MentionsAll), null),
            new(null, MediaFile.OfText($"{Shorten(name)}.txt", message.PlainText)),
        ];
    }

    private static string Words(OutboundMessage message, WeComWebhookStyle look)
    {
        // What people typed is no markup; the headline's signs are ours.
        var title = RobotText.Defuse(message.Title.Trim());
        var body = RobotText.Defuse((message with { Title = "" }).PlainText);
        return look switch
        {
            WeComWebhookStyle.Markdown => title.Length == 0 ? body : $"**{title}**\n{body}",
            WeComWebhookStyle.MarkdownV2 => title.Length == 0 ? body : $"## {title}\n{body}",
            WeComWebhookStyle.Text or WeComWebhookStyle.Card => message.PlainText,
        };
    }

    private static WireMessage Dress(string words, WeComWebhookStyle look, bool mentionsAll) => look switch
    {
        WeComWebhookStyle.Markdown => WireMessage.OfMarkdown(words),
        WeComWebhookStyle.MarkdownV2 => WireMessage.OfMarkdownV2(words),
        WeComWebhookStyle.Text or WeComWebhookStyle.Card => WireMessage.OfText(words, mentionsAll),
    };

    private static string Shorten(string name) => string.Concat(name.EnumerateRunes().Take(30).Select(r => r.ToString()));
}
