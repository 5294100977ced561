using System.Text;
using System.Text.Json;

namespace ChatBot.PlatformDoubles.Serving;

/// <summary>One request at a double, its body read up to the cap.</summary>
internal sealed class ApiCall(HttpContext http, byte[] body, DateTimeOffset now)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public HttpContext Http => http;

    public byte[] Body => body;

    public DateTimeOffset Now => now;

    public string CallerAddress => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>A query value, decoded once; empty when missing.</summary>
    public string Query(string name) => http.Request.Query[name].ToString();

    public string Header(string name) => http.Request.Headers[name].ToString();

    public string RouteValue(string name) => http.Request.RouteValues[name]?.ToString() ?? "";

    /// <summary>The body as a JSON object; null when it is not valid UTF-8, not JSON or no object.</summary>
    public JsonElement? JsonObject()
    {
        try
        {
            using var document = JsonDocument.Parse(StrictUtf8.GetString(body));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The named file part of a multipart body and the other fields; null when there is no such part with a file name.</summary>
    public async Task<UploadedPart?> FilePartAsync(string name, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            http.Request.Body = new MemoryStream(body);
            var form = await http.Request.ReadFormAsync(ct);
            if (form.Files.GetFile(name) is not { FileName.Length: > 0 } file)
            {
                return null;
            }

            using var content = new MemoryStream();
            await file.CopyToAsync(content, ct);
            return new UploadedPart(file.FileName, content.ToArray());
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }
}

/// <summary>A file out of a multipart body.</summary>
internal sealed record UploadedPart(string FileName, byte[] Content);
