using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>A file that was uploaded; belongs to the company or to one group robot.</summary>
internal sealed record WeComFile(string Owner, string Type, string Name, byte[] Content, DateTimeOffset Ends);

/// <summary>media/upload, media/get and webhook/upload_media (pages 96484, 99110): three days, sizes and kinds checked.</summary>
internal sealed class WeComMedia(WeComDouble platform, WeComTokens tokens)
{
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WeComFile> _files = [];

    public static bool IsPicture(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']);

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/cgi-bin/media/upload", WeComRoutes.MediaUpload, async (call, ct) =>
        {
            tokens.Require(call);
            return await KeepAsync(call, platform.Options.CorpId, ["image", "voice", "video", "file"], ct);
        });
        platform.Serve(app, "GET", "/cgi-bin/media/get", WeComRoutes.MediaGet, (call, _) =>
        {
            tokens.Require(call);
            var file = Find(call, call.Query("media_id"), platform.Options.CorpId);
            return Task.FromResult(Answer.File(file.Content, file.Name));
        });
        platform.Serve(app, "POST", "/cgi-bin/webhook/upload_media", WeComRoutes.WebhookUpload, async (call, ct) =>
            platform.Options.WebhookKeys.Contains(call.Query("key"))
                ? await KeepAsync(call, call.Query("key"), ["file", "voice"], ct)
                : throw call.Refuse(93000));
    }

    /// <summary>The file, or 41006 and 40007. Files of a group robot serve only the same key.</summary>
    public WeComFile Find(ApiCall call, string mediaId, string owner)
    {
        if (mediaId.Length == 0)
        {
            throw call.Refuse(41006);
        }

        return TryFind(mediaId, owner, call.Now) ?? throw call.Refuse(40007);
    }

    /// <summary>The file; null when there is none for this owner or its three days are over.</summary>
    public WeComFile? TryFind(string mediaId, string owner, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _files.TryGetValue(mediaId, out var file) && file.Owner == owner && now < file.Ends ? file : null;
        }
    }

    /// <summary>Keeps a file for three days and gives its media_id.</summary>
    public string Keep(string owner, string type, string name, byte[] content, DateTimeOffset now)
    {
        var id = "3" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)).Replace('+', '-').Replace('/', '_');
        lock (_gate)
        {
            _files[id] = new WeComFile(owner, type, name, content, now + Life);
        }

        return id;
    }

    /// <summary>Whether the bytes are what the type says.</summary>
    public static bool KindFits(string type, ReadOnlySpan<byte> content) => type switch
    {
        "image" => IsPicture(content),
        "voice" => content.StartsWith("#!AMR"u8),
        "video" => content.Length > 8 && content[4..8].SequenceEqual("ftyp"u8),
        _ => true,
    };

    private async Task<Answer> KeepAsync(ApiCall call, string owner, string[] types, CancellationToken ct)
    {
        var type = call.Query("type");
        if (!types.Contains(type))
        {
            throw call.Refuse(40004);
        }

        var part = await call.FilePartAsync("media", ct) ?? throw call.Refuse(41005);
        if (part.Content.Length <= 5)
        {
            throw call.Refuse(part.Content.Length == 0 ? 44001 : 40006);
        }

        var most = type switch { "image" or "video" => 10 * Megabyte, "voice" => 2 * Megabyte, _ => 20 * Megabyte };
        if (part.Content.Length > most)
        {
            throw call.Refuse(40006);
        }

        if (!KindFits(type, part.Content))
        {
            throw call.Refuse(40004);
        }

        var id = Keep(owner, type, part.FileName, part.Content, call.Now);
        return WeComErrors.Ok(new JsonObject
        {
            ["type"] = type,
            ["media_id"] = id,
            ["created_at"] = call.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        });
    }
}
