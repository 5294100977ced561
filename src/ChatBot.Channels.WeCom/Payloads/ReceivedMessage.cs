namespace ChatBot.Channels.WeCom.Payloads;

/// <summary>What the bot reads of a decrypted callback (pages 90239 and 90240); all other elements are passed over.</summary>
internal sealed record ReceivedMessage
{
    public required string ToUserName { get; init; }

    public required string FromUserName { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public required string MsgType { get; init; }

    /// <summary>Missing on events.</summary>
    public string MsgId { get; init; } = "";

    public string Content { get; init; } = "";

    public string MediaId { get; init; } = "";

    /// <summary>Only on <c>file</c>, which the pages do not document for apps.</summary>
    public string FileName { get; init; } = "";

    public string Event { get; init; } = "";

    public string EventKey { get; init; } = "";

    public string TaskId { get; init; } = "";

    /// <summary>One use and 72 hours: permission to change the card that was tapped.</summary>
    public string ResponseCode { get; init; } = "";

    /// <summary>Ids of the options that were chosen on the card, of all questions in order.</summary>
    public IReadOnlyList<string> Picked { get; init; } = [];
}
