using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>
/// aibot_upload_media_init, _chunk and _finish (page 101463): chunks in any order and repeatable, a session of 30 minutes
/// that outlives the connection. Not thread-safe: its owner lets one command in at a time.
/// </summary>
internal sealed class RobotUploads(WeComMedia media, string owner)
{
    private const int Megabyte = 1024 * 1024;
    private const int LargestChunk = 512 * 1024;
    private const int MostChunks = 100;
    private static readonly TimeSpan SessionLife = TimeSpan.FromMinutes(30);
    private readonly Dictionary<string, Session> _sessions = [];
    private readonly SlidingWindow _perMinute = new(30, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow _perHour = new(1000, TimeSpan.FromHours(1));

    private sealed record Session(string Type, string Name, long Size, byte[]?[] Chunks, string Md5, DateTimeOffset Ends);

    public JsonObject Begin(JsonElement body, DateTimeOffset now)
    {
        var type = body.Text("type");
        var name = body.Text("filename");
        var size = body.Integer("total_size") ?? 0;
        var chunks = body.Integer("total_chunks") ?? 0;
        // The pages contradict each other about pictures (2 or 10 MB); the smaller one is safe.
        var most = type switch { "image" or "voice" => 2 * Megabyte, "video" => 10 * Megabyte, "file" => 20 * Megabyte, _ => 0 };
        Require(most > 0, "type is invalid");
        Require(Fields.Bytes(name) is > 0 and <= 256, "filename is invalid");
        Require(size >= 5 && size <= most, "total_size is invalid");
        Require(chunks is >= 1 and <= MostChunks && chunks * LargestChunk >= size, "total_chunks is invalid");
        if (!_perMinute.TryTake(owner, now) || !_perHour.TryTake(owner, now))
        {
            throw new RobotRefusal(RobotRefusal.TooOften);
        }

        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _sessions[id] = new Session(type, name, size, new byte[chunks][], body.Text("md5"), now + SessionLife);
        return new JsonObject { ["upload_id"] = id };
    }

    public JsonObject? Put(JsonElement body, DateTimeOffset now)
    {
        var session = Open(body, now);
        var index = body.Integer("chunk_index") ?? -1;
        Require(index >= 0 && index < session.Chunks.Length, "chunk_index is invalid");
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(body.Text("base64_data"));
        }
        catch (FormatException)
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, "base64_data is invalid");
        }

        Require(bytes.Length is > 0 and <= LargestChunk, "base64_data is invalid");
        session.Chunks[index] = bytes;
        return null;
    }

    public JsonObject Finish(JsonElement body, DateTimeOffset now)
    {
        var session = Open(body, now);
        Require(session.Chunks.All(c => c is not null), "a chunk is missing");
        byte[] content = [.. session.Chunks.SelectMany(c => c!)];
        Require(content.Length == session.Size, "total_size is not what came");
#pragma warning disable CA5351 // The platform asks for MD5 as a checksum.
        var md5 = Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
        Require(session.Md5.Length == 0 || session.Md5.Equals(md5, StringComparison.OrdinalIgnoreCase), "md5 is not what came");
        Require(WeComMedia.KindFits(session.Type, content), "the content is not of this type");
        _sessions.Remove(body.Text("upload_id"));
        return new JsonObject
        {
            ["type"] = session.Type,
            ["media_id"] = media.Keep(owner, session.Type, session.Name, content, now),
            ["created_at"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
    }

    private Session Open(JsonElement body, DateTimeOffset now) =>
        _sessions.TryGetValue(body.Text("upload_id"), out var session) && now < session.Ends
            ? session
            : throw new RobotRefusal(RobotRefusal.BadParameter, "upload_id is invalid");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, otherwise);
        }
    }
}
