using System.Text.Json.Serialization;
using ChatBot.Channels.WeCom.Cards;

namespace ChatBot.Channels.WeCom.Payloads;

/// <summary>
/// A message to send by app, group chat of the app or group robot (pages 90236, 90248, 99110): the content, and whichever
/// address the sender puts to it. What is null is not written.
/// </summary>
internal sealed record WireMessage
{
    private WireMessage()
    {
    }

    /// <summary>One member; app only.</summary>
    [JsonPropertyName("touser")]
    public string? ToUser { get; init; }

    /// <summary>A group chat of the app.</summary>
    [JsonPropertyName("chatid")]
    public string? ChatId { get; init; }

    [JsonPropertyName("agentid")]
    public int? AgentId { get; init; }

    [JsonPropertyName("msgtype")]
    public required string MsgType { get; init; }

    [JsonPropertyName("text")]
    public TextBody? Text { get; private init; }

    [JsonPropertyName("markdown")]
    public TextBody? Markdown { get; private init; }

    [JsonPropertyName("markdown_v2")]
    public TextBody? MarkdownV2 { get; private init; }

    [JsonPropertyName("image")]
    public FileBody? Image { get; private init; }

    [JsonPropertyName("voice")]
    public FileBody? Voice { get; private init; }

    [JsonPropertyName("file")]
    public FileBody? File { get; private init; }

    [JsonPropertyName("news")]
    public NewsBody? News { get; private init; }

    [JsonPropertyName("template_card")]
    public TemplateCard? TemplateCard { get; private init; }

    /// <summary>App only; 1: the platform swallows the same JSON within <see cref="DuplicateCheckInterval"/>, so that a retry is safe.</summary>
    [JsonPropertyName("enable_duplicate_check")]
    public int? EnableDuplicateCheck { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("duplicate_check_interval")]
    public int? DuplicateCheckInterval { get; init; }

    /// <summary>Words, at most 2048 bytes.</summary>
    /// <param name="content">The words.</param>
    /// <param name="mentionsAll">Rings for everybody; group robot and group chat only.</param>
    public static WireMessage OfText(string content, bool mentionsAll = false) =>
        new() { MsgType = "text", Text = new TextBody(content) { MentionedList = mentionsAll ? ["@all"] : null } };

    /// <summary>Markdown of the old dialect: at most 2048 bytes by the app, 4096 by a group robot.</summary>
    public static WireMessage OfMarkdown(string content) => new() { MsgType = "markdown", Markdown = new TextBody(content) };

    /// <summary>Markdown of the new dialect, group robot only: at most 4096 bytes; mentions nobody.</summary>
    public static WireMessage OfMarkdownV2(string content) => new() { MsgType = "markdown_v2", MarkdownV2 = new TextBody(content) };

    /// <summary>An uploaded file: <c>image</c>, <c>voice</c> or <c>file</c>.</summary>
    public static WireMessage OfFile(string kind, string mediaId) => kind switch
    {
        "image" => new() { MsgType = kind, Image = new FileBody { MediaId = mediaId } },
        "voice" => new() { MsgType = kind, Voice = new FileBody { MediaId = mediaId } },
        _ => new() { MsgType = "file", File = new FileBody { MediaId = mediaId } },
    };

    /// <summary>A picture inside the message, group robot only: JPG or PNG of at most 2 MB.</summary>
    public static WireMessage OfPicture(string base64, string md5) =>
        new() { MsgType = "image", Image = new FileBody { Base64 = base64, Md5 = md5 } };

    /// <summary>One to eight articles.</summary>
    public static WireMessage OfNews(params IReadOnlyList<NewsArticle> articles) => new() { MsgType = "news", News = new NewsBody(articles) };

    /// <summary>A card; a group robot takes notices only.</summary>
    public static WireMessage OfCard(TemplateCard card) => new() { MsgType = "template_card", TemplateCard = card };
}

/// <summary>Words of a message.</summary>
internal sealed record TextBody([property: JsonPropertyName("content")] string Content)
{
    [JsonPropertyName("mentioned_list")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? MentionedList { get; init; }
}

/// <summary>A file: by its media id or, as a picture of a group robot, itself.</summary>
internal sealed record FileBody
{
    [JsonPropertyName("media_id")]
    public string? MediaId { get; init; }

    [JsonPropertyName("base64")]
    public string? Base64 { get; init; }

    [JsonPropertyName("md5")]
    public string? Md5 { get; init; }
}

/// <summary>Articles (图文).</summary>
internal sealed record NewsBody([property: JsonPropertyName("articles")] IReadOnlyList<NewsArticle> Articles);

/// <summary>An article: title at most 128 bytes, description 512; longer ones are cut by the platform.</summary>
internal sealed record NewsArticle(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("picurl")] string? PicUrl = null);

/// <summary><c>message/update_template_card</c> for one member (page 94888).</summary>
internal sealed record CardUpdate
{
    [JsonPropertyName("userids")]
    public required IReadOnlyList<string> UserIds { get; init; }

    [JsonPropertyName("agentid")]
    public required int AgentId { get; init; }

    /// <summary>From the send or from a tap: one use, 72 hours.</summary>
    [JsonPropertyName("response_code")]
    public required string ResponseCode { get; init; }

    [JsonPropertyName("template_card")]
    public required TemplateCard TemplateCard { get; init; }
}
