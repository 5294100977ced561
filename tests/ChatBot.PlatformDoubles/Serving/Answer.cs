using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatBot.PlatformDoubles.Serving;

/// <summary>An HTTP answer before it is written.</summary>
internal sealed record Answer(int Status, string ContentType, byte[] Body)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>File name for Content-Disposition; only for downloads.</summary>
    public string? FileName { get; init; }

    public static Answer Json(JsonObject body, int status = 200) =>
        new(status, "application/json; charset=UTF-8", Encoding.UTF8.GetBytes(body.ToJsonString(Plain)));

    public static Answer Text(string body, int status) => new(status, "text/html; charset=UTF-8", Encoding.UTF8.GetBytes(body));

    public static Answer File(byte[] body, string fileName) =>
        new(200, "application/octet-stream", body) { FileName = fileName };
}

/// <summary>The platform says no: ends a handler with the answer to give.</summary>
internal sealed class Refusal(Answer answer) : Exception("The call is refused.")
{
    public Answer Answer { get; } = answer;
}
