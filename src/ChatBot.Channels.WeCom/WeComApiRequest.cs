using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChatBot.Channels.WeCom;

/// <summary>A call of the server API; can be sent again.</summary>
/// <param name="Operation">Path below <c>/cgi-bin/</c>.</param>
/// <param name="Query">More than the token or key, escaped; may be empty.</param>
/// <param name="Body">What to post; null for a GET.</param>
/// <param name="ContentType">Type of the body.</param>
/// <param name="IsLarge">Whether it or its answer may be megabytes, and so may take its time.</param>
internal sealed record WeComApiRequest(string Operation, string Query, byte[]? Body, string ContentType, bool IsLarge = false)
{
    private const string Json = MediaTypeNames.Application.Json + "; charset=utf-8";

    /// <summary>Asks; the answer may be long.</summary>
    public static WeComApiRequest Get(string operation, string query = "") => new(operation, query, null, "", IsLarge: true);

    /// <summary>Posts JSON.</summary>
    public static WeComApiRequest Post<T>(string operation, T body, JsonTypeInfo<T> type) =>
        PostJson(operation, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>Posts JSON that is already written.</summary>
    public static WeComApiRequest PostJson(string operation, byte[] body) => new(operation, "", body, Json);
}

/// <summary>Whose access token a call carries.</summary>
internal enum WeComCaller
{
    /// <summary>The self-built app.</summary>
    App,

    /// <summary>The assistant of the address book (通讯录同步): reads ids and departments, sends nothing.</summary>
    Contacts,
}
