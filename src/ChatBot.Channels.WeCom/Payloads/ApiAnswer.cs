using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatBot.Channels.WeCom.Payloads;

/// <summary>What the server API answers, all calls together.</summary>
internal sealed record ApiAnswer
{
    /// <summary>Null when the answer is not the platform's.</summary>
    [JsonPropertyName("errcode")]
    public int? ErrCode { get; init; }

    /// <summary>For people; may change any day. Only the caller's address is read from it.</summary>
    [JsonPropertyName("errmsg")]
    public string? ErrMsg { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public int ExpiresIn { get; init; }

    /// <summary>Who was not reached: names with bars after a send, a list after a change of a card.</summary>
    [JsonPropertyName("invaliduser")]
    public JsonElement? InvalidUser { get; init; }

    /// <summary>Whether somebody was not reached.</summary>
    [JsonIgnore]
    public bool HasInvalidUser => InvalidUser switch
    {
        { ValueKind: JsonValueKind.String } names => names.GetString()!.Length > 0,
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0,
        _ => false,
    };

    [JsonPropertyName("unlicenseduser")]
    public string? UnlicensedUser { get; init; }

    /// <summary>Permission to change the card that was sent.</summary>
    [JsonPropertyName("response_code")]
    public string? ResponseCode { get; init; }

    [JsonPropertyName("media_id")]
    public string? MediaId { get; init; }

    [JsonPropertyName("chatid")]
    public string? ChatId { get; init; }

    [JsonPropertyName("chat_info")]
    public ApiChat? ChatInfo { get; init; }

    [JsonPropertyName("userlist")]
    public IReadOnlyList<ApiMember>? UserList { get; init; }

    [JsonPropertyName("department")]
    public IReadOnlyList<ApiDepartment>? Departments { get; init; }

    [JsonPropertyName("department_id")]
    public IReadOnlyList<ApiDepartment>? DepartmentIds { get; init; }

    [JsonPropertyName("dept_user")]
    public IReadOnlyList<ApiMemberPlace>? MemberPlaces { get; init; }

    [JsonPropertyName("next_cursor")]
    public string? NextCursor { get; init; }
}

/// <summary>A group chat of the app (<c>appchat/get</c>, page 98914).</summary>
internal sealed record ApiChat
{
    [JsonPropertyName("chatid")]
    public string? ChatId { get; init; }

    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("owner")]
    public string? Owner { get; init; }

    [JsonPropertyName("userlist")]
    public IReadOnlyList<string>? UserList { get; init; }
}

/// <summary>A member in <c>user/simplelist</c> or <c>user/list</c>.</summary>
internal sealed record ApiMember
{
    [JsonPropertyName("userid")]
    public string? UserId { get; init; }

    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("department")]
    public IReadOnlyList<long>? Departments { get; init; }

    [JsonPropertyName("position")]
    public string? Position { get; init; }

    [JsonPropertyName("mobile")]
    public string? Mobile { get; init; }

    /// <summary>1 active, 2 disabled, 4 not activated, 5 left; missing in the short list.</summary>
    [JsonPropertyName("status")]
    public int? Status { get; init; }
}

/// <summary>A department; the short list gives no name.</summary>
internal sealed record ApiDepartment
{
    [JsonPropertyName("id")]
    public long Id { get; init; }

    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("parentid")]
    public long ParentId { get; init; }
}

/// <summary>A row of <c>user/list_id</c>: one for each department of a member.</summary>
internal sealed record ApiMemberPlace
{
    [JsonPropertyName("userid")]
    public string? UserId { get; init; }

    [JsonPropertyName("department")]
    public long Department { get; init; }
}
