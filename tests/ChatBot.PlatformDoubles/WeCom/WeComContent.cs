using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>Which sender a message body belongs to; types and limits differ.</summary>
internal enum WeComSender
{
    App,
    AppChat,
    Webhook,
}

/// <summary>What a message body says after the platform's cutting.</summary>
internal sealed record WeComText(string Text, bool Cut = false)
{
    public IReadOnlyList<string> Mentions { get; init; } = [];

    public ReceivedCard? Card { get; init; }
}

/// <summary>Message bodies of app, appchat and group robot (pages 90236, 90248, 99110): types, sizes in bytes, media.</summary>
internal sealed partial class WeComContent(WeComDouble platform, WeComMedia media)
{
    /// <summary>Checks the body of the type and reads its words, or ends with the platform's error.</summary>
    public WeComText Read(ApiCall call, JsonElement message, WeComSender sender, string mediaOwner)
    {
        var type = message.Text("msgtype");
        if (!Allowed(sender, type))
        {
            throw call.Refuse(40008);
        }

        var body = message.Object(type) ?? throw call.Refuse(40058, $"{type} is missing");
        return type switch
        {
            "text" => PlainText(call, body, sender),
            "markdown" => Markdown(call, body, type, sender == WeComSender.Webhook ? 4096 : 2048, mentions: sender != WeComSender.App),
            "markdown_v2" => Markdown(call, body, type, 4096, mentions: false),
            "image" when sender == WeComSender.Webhook => InlineImage(call, body),
            "image" or "voice" or "file" => Media(call, body, type, mediaOwner),
            "video" => Video(call, body, mediaOwner),
            "textcard" => TextCard(call, body),
            "news" => News(call, body, pages: sender != WeComSender.Webhook),
            "mpnews" => MpNews(call, body, mediaOwner),
            "miniprogram_notice" => new WeComText(Required(call, body, "miniprogram_notice", "title")),
            _ => Card(call, body, sender),
        };
    }

    private static bool Allowed(WeComSender sender, string type) => sender switch
    {
        WeComSender.App => type is "text" or "image" or "voice" or "video" or "file" or "textcard" or "news" or "mpnews"
            or "markdown" or "miniprogram_notice" or "template_card",
        WeComSender.AppChat => type is "text" or "image" or "voice" or "video" or "file" or "textcard" or "news" or "mpnews" or "markdown",
        WeComSender.Webhook => type is "text" or "markdown" or "markdown_v2" or "image" or "news" or "file" or "voice" or "template_card",
    };

    private static WeComText PlainText(ApiCall call, JsonElement body, WeComSender sender)
    {
        var content = body.Text("content");
        if (content.Length == 0)
        {
            throw call.Refuse(44004);
        }

        // The app cuts a long text without a word, the group robot refuses it.
        var cut = false;
        if (sender == WeComSender.Webhook && Fields.Bytes(content) > 2048)
        {
            throw call.Refuse(40058, "text.content exceed max length 2048");
        }

        content = Fields.CutToBytes(content, 2048, ref cut);
        var listed = sender == WeComSender.App
            ? []
            : OptionalStrings(call, body, "mentioned_list").Concat(OptionalStrings(call, body, "mentioned_mobile_list"));
        IEnumerable<string> written = sender == WeComSender.App ? [] : MentionsIn(content);
        return new WeComText(content, cut) { Mentions = [.. listed.Concat(written).Distinct()] };
    }

    private static WeComText Markdown(ApiCall call, JsonElement body, string type, int limit, bool mentions)
    {
        var content = body.Text("content");
        if (content.Length == 0)
        {
            throw call.Refuse(44004);
        }

        return Fields.Bytes(content) > limit
            ? throw call.Refuse(40058, $"{type}.content exceed max length {limit}")
            : new WeComText(content) { Mentions = mentions ? [.. MentionsIn(content)] : [] };
    }

    private static WeComText InlineImage(ApiCall call, JsonElement body)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(body.Text("base64"));
        }
        catch (FormatException)
        {
            throw call.Refuse(40058, "image.base64 is invalid");
        }

        if (bytes.Length is 0 or > 2 * 1024 * 1024)
        {
            throw call.Refuse(40009);
        }

        if (!WeComMedia.IsPicture(bytes))
        {
            throw call.Refuse(40004);
        }

#pragma warning disable CA5351 // The platform asks for MD5 as a checksum.
        var md5 = Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
        return body.Text("md5").Equals(md5, StringComparison.OrdinalIgnoreCase)
            ? new WeComText($"[image {bytes.Length} bytes]")
            : throw call.Refuse(301019);
    }

    private WeComText Media(ApiCall call, JsonElement body, string type, string owner)
    {
        var file = media.Find(call, body.Text("media_id"), owner);
        return file.Type == type ? new WeComText($"[{type} {file.Name}]") : throw call.Refuse(40007);
    }

    private WeComText Video(ApiCall call, JsonElement body, string owner)
    {
        var cut = false;
        var title = Fields.CutToBytes(body.Text("title"), 128, ref cut);
        var description = Fields.CutToBytes(body.Text("description"), 512, ref cut);
        return new WeComText(Fields.Lines(title, description, Media(call, body, "video", owner).Text), cut);
    }

    private static WeComText TextCard(ApiCall call, JsonElement body)
    {
        var cut = false;
        var title = CutToChars(Required(call, body, "textcard", "title"), 128, ref cut);
        var description = CutToChars(Required(call, body, "textcard", "description"), 512, ref cut);
        var url = Required(call, body, "textcard", "url");
        if (Fields.Bytes(url) > 2048 || !Fields.IsWebAddress(url, out _))
        {
            throw call.Refuse(40058, "textcard.url is invalid");
        }

        var button = CutToChars(body.Has("btntxt") ? body.Text("btntxt") : "详情", 4, ref cut);
        return new WeComText(Fields.Lines(title, Tags().Replace(description, "\n").Trim(), $"[{button}]"), cut);
    }

    private static WeComText News(ApiCall call, JsonElement body, bool pages)
    {
        var cut = false;
        var lines = new List<string>();
        foreach (var article in Articles(call, body))
        {
            var url = article.Text("url");
            var isPage = pages && article.Has("appid") && article.Has("pagepath");
            if (!isPage && !Fields.IsWebAddress(url, out _))
            {
                throw call.Refuse(40058, "news.articles.url is invalid");
            }

            lines.Add(Fields.CutToBytes(Required(call, article, "news.articles", "title"), 128, ref cut));
            lines.Add(Fields.CutToBytes(article.Text("description"), 512, ref cut));
        }

        return new WeComText(Fields.Lines(lines), cut);
    }

    private WeComText MpNews(ApiCall call, JsonElement body, string owner)
    {
        var cut = false;
        var lines = new List<string>();
        foreach (var article in Articles(call, body))
        {
            media.Find(call, article.Text("thumb_media_id"), owner);
            if (Fields.Bytes(Required(call, article, "mpnews.articles", "content")) > 666 * 1024)
            {
                throw call.Refuse(40058, "mpnews.articles.content exceed max length");
            }

            lines.Add(Fields.CutToBytes(Required(call, article, "mpnews.articles", "title"), 128, ref cut));
            lines.Add(Fields.CutToBytes(article.Text("digest"), 512, ref cut));
        }

        return new WeComText(Fields.Lines(lines), cut);
    }

    private WeComText Card(ApiCall call, JsonElement card, WeComSender sender)
    {
        if (WeComCards.Fault(card, sender == WeComSender.Webhook ? WeComCardPlace.Webhook : WeComCardPlace.App, update: false) is { } fault)
        {
            throw call.Refuse(40058, fault);
        }

        foreach (var row in (card.List("horizontal_content_list") ?? []).Where(r => r.Integer("type") == 2))
        {
            media.Find(call, row.Text("media_id"), platform.Options.CorpId);
        }

        return new WeComText(WeComCards.Words(card)) { Card = WeComCards.Read(card) };
    }

    private static IReadOnlyList<JsonElement> Articles(ApiCall call, JsonElement body) => body.List("articles") switch
    {
        null or [] => throw call.Refuse(44004),
        { Count: > 8 } => throw call.Refuse(45008),
        var articles => articles,
    };

    private static string Required(ApiCall call, JsonElement body, string within, string name) =>
        body.Text(name) is { Length: > 0 } text ? text : throw call.Refuse(40058, $"{within}.{name} exceed min length 1");

    private static IReadOnlyList<string> OptionalStrings(ApiCall call, JsonElement body, string name) =>
        !body.Has(name) ? [] : body.Strings(name) ?? throw call.Refuse(40058, $"text.{name} must be an array of strings");

    private static string CutToChars(string text, int characters, ref bool cut)
    {
        var runes = text.EnumerateRunes().ToList();
        if (runes.Count <= characters)
        {
            return text;
        }

        cut = true;
        return string.Concat(runes.Take(characters).Select(r => r.ToString()));
    }

    private static IEnumerable<string> MentionsIn(string content) =>
        Mention().Matches(content).Select(m => m.Groups["who"].Value);

    [GeneratedRegex("<@(?<who>[^<>\\s]{1,64})>", RegexOptions.ExplicitCapture)]
    private static partial Regex Mention();

    [GeneratedRegex("</?(div|br)[^>]*>", RegexOptions.ExplicitCapture)]
    private static partial Regex Tags();
}
