using System.Text.Json.Serialization;

namespace ChatBot.Channels.WeCom.Payloads;

/// <summary><c>appchat/create</c> and <c>appchat/update</c> (pages 90245, 98913).</summary>
internal sealed record GroupChatChange
{
    /// <summary>Letters and digits, at most 32; a new one is made up by us, so that a repeat makes no second group.</summary>
    [JsonPropertyName("chatid")]
    public required string ChatId { get; init; }

    /// <summary>At most 50 characters.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("owner")]
    public string? Owner { get; init; }

    /// <summary>All members, 2 to 2000; create only.</summary>
    [JsonPropertyName("userlist")]
    public IReadOnlyList<string>? UserList { get; init; }

    [JsonPropertyName("add_user_list")]
    public IReadOnlyList<string>? Added { get; init; }

    [JsonPropertyName("del_user_list")]
    public IReadOnlyList<string>? Removed { get; init; }
}

/// <summary><c>user/list_id</c> (page 96067).</summary>
internal sealed record MemberPage
{
    [JsonPropertyName("cursor")]
    public string? Cursor { get; init; }

    [JsonPropertyName("limit")]
    public required int Limit { get; init; }
}

/// <summary><c>menu/create</c> (page 90231): one to three entries; an entry with sub-entries (one to five) has no key.</summary>
internal sealed record AppMenu([property: JsonPropertyName("button")] IReadOnlyList<AppMenuEntry> Entries);

/// <summary>An entry of the app's menu. A tap on a <c>click</c> entry sends its key, at most 128 bytes; a name has at most 16 (40 as a sub-entry).</summary>
internal sealed record AppMenuEntry
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("key")]
    public string? Key { get; init; }

    [JsonPropertyName("sub_button")]
    public IReadOnlyList<AppMenuEntry>? Entries { get; init; }
}
