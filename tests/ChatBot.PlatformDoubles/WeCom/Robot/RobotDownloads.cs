using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>Files that members sent to a smart robot: encrypted, for five minutes (page 100719).</summary>
internal sealed class RobotDownloads(WeComDouble platform)
{
    private const int Block = 32;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (byte[] Cipher, string Name, DateTimeOffset Ends)> _files = [];

    public void Map(IEndpointRouteBuilder app) =>
        platform.Serve(app, "GET", "/aibot/media/{id}", WeComRoutes.RobotDownload, (call, _) =>
        {
            lock (_gate)
            {
                return Task.FromResult(_files.TryGetValue(call.RouteValue("id"), out var file) && call.Now < file.Ends
                    ? Answer.File(file.Cipher, file.Name)
                    : Answer.Text("", 403));
            }
        });

    /// <summary>Keeps a file under a key of its own: <c>url</c> and <c>aeskey</c>, as on the long connection.</summary>
    public JsonObject Keep(byte[] content, string name)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var part = Keep(content, name, key);
        part["aeskey"] = Convert.ToBase64String(key);
        return part;
    }

    /// <summary>Keeps a file under a given key: <c>url</c> alone, as in URL mode.</summary>
    public JsonObject Keep(byte[] content, string name, byte[] key)
    {
        var pad = Block - (content.Length % Block);
        byte[] padded = [.. content, .. Enumerable.Repeat((byte)pad, pad)];
        using var aes = Aes.Create();
        aes.Key = key;
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        lock (_gate)
        {
            _files[id] = (aes.EncryptCbc(padded, key.AsSpan(0, 16), PaddingMode.None), name, platform.Clock.GetUtcNow() + Life);
        }

        return new JsonObject { ["url"] = new Uri(platform.BaseUrl, $"aibot/media/{id}?auth=double").AbsoluteUri };
    }
}
