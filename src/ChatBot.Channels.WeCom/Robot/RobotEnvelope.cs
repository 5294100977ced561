using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>The JSON around the cipher text of the URL mode (page 101033).</summary>
internal static class RobotEnvelope
{
    /// <summary>The cipher text; nothing else outside is signed, so nothing else is read.</summary>
    /// <returns>A named fault, or null when all is well.</returns>
    public static string? Read(ReadOnlyMemory<byte> utf8, out string encrypted)
    {
        encrypted = "";
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object
                && (root.TryGetProperty("encrypt", out var value) || root.TryGetProperty("Encrypt", out value))
                && value.ValueKind == JsonValueKind.String)
            {
                encrypted = value.GetString()!;
            }

            return encrypted.Length > 0 ? null : "no encrypt";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "no JSON";
        }
    }

    /// <summary>The decrypted callback.</summary>
    /// <returns>A named fault, or null when all is well.</returns>
    public static string? ReadCallback(ReadOnlyMemory<byte> utf8, out RobotCallback callback)
    {
        callback = new RobotCallback();
        try
        {
            using var document = JsonDocument.Parse(utf8);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return "no object";
            }

            callback = RobotCallback.Read(document.RootElement);
            return callback.MsgType.Length > 0 ? null : "no msgtype";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "no JSON";
        }
    }

    /// <summary>Writes the encrypted passive reply: the nonce is the call's, the timestamp a number, the signature without underscore.</summary>
    public static async Task WriteAsync(HttpContext context, WeComCrypto crypto, RobotBody body, string nonce, DateTimeOffset now)
    {
        var encrypted = crypto.Encrypt(JsonSerializer.Serialize(body, RobotJson.Wire.RobotBody));
        var timestamp = now.ToUnixTimeSeconds();
        var buffer = new ArrayBufferWriter<byte>(encrypted.Length + 256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("encrypt", encrypted);
            json.WriteString("msgsignature", crypto.Sign(timestamp.ToString(CultureInfo.InvariantCulture), nonce, encrypted));
            json.WriteNumber("timestamp", timestamp);
            json.WriteString("nonce", nonce);
            json.WriteEndObject();
        }

        // As the platform's own plugin does.
        context.Response.ContentType = $"text/plain; charset={Encoding.UTF8.WebName}";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
