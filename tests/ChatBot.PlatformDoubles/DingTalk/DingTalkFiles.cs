using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.DingTalk;

/// <summary>media/upload and robot/messageFiles/download (pages upload-media-files, download-the-file-content-of-the-robot-receiving-message).</summary>
internal sealed class DingTalkFiles(DingTalkDouble platform, DingTalkTokens tokens)
{
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan DownloadLife = TimeSpan.FromMinutes(10);
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["image"] = ["jpg", "jpeg", "gif", "png", "bmp"],
        ["voice"] = ["amr", "mp3", "wav"],
        ["video"] = ["mp4"],
        ["file"] = ["doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "pdf", "rar"],
    };

    private readonly ConcurrentDictionary<string, (byte[] Content, string RobotCode)> _codes = new();
    private readonly ConcurrentDictionary<string, (byte[] Content, DateTimeOffset Ends)> _downloads = new();

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "POST", "/media/upload", DingTalkRoutes.MediaUpload, UploadAsync);
        platform.Serve(app, "POST", "/v1.0/robot/messageFiles/download", DingTalkRoutes.FileDownload, (call, _) => Task.FromResult(Download(call)));
        platform.Serve(app, "GET", "/oss/{id}", DingTalkRoutes.FileContent, (call, _) =>
            Task.FromResult(_downloads.TryGetValue(call.RouteValue("id"), out var file) && call.Now < file.Ends
                ? Answer.File(file.Content, call.RouteValue("id"))
                : Answer.Text("<Error><Code>AccessDenied</Code></Error>", 403)));
    }

    public string IssueDownloadCode(byte[] content, string robotCode)
    {
        var code = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
        _codes[code] = (content, robotCode);
        return code;
    }

    public void Expire()
    {
        _codes.Clear();
        _downloads.Clear();
    }

    private async Task<Answer> UploadAsync(ApiCall call, CancellationToken ct)
    {
        tokens.RequireOld(call, DingTalkRoutes.MediaUpload);

        // As a form field alone the type is not found in uploads from .NET (page upload-media-files): it belongs into the query.
        if (!Kinds.TryGetValue(call.Query("type"), out var endings))
        {
            throw DingTalkErrors.RefuseOld(40004);
        }

        if (!call.Http.Request.HasFormContentType)
        {
            throw DingTalkErrors.RefuseOld(43007);
        }

        var part = await call.FilePartAsync("media", ct) ?? throw DingTalkErrors.RefuseOld(44001);
        if (!endings.Contains(Path.GetExtension(part.FileName).TrimStart('.').ToLowerInvariant()))
        {
            throw DingTalkErrors.RefuseOld(40004);
        }

        if (part.Content.Length == 0 || part.Content.Length > (call.Query("type") == "voice" ? 2 : 20) * Megabyte)
        {
            throw DingTalkErrors.RefuseOld(part.Content.Length == 0 ? 44001 : 40006);
        }

        return Answer.Json(new JsonObject
        {
            ["errcode"] = 0,
            ["errmsg"] = "ok",
            ["media_id"] = "@" + RandomNumberGenerator.GetHexString(32, lowercase: true),
            ["created_at"] = call.Now.ToUnixTimeMilliseconds(),
            ["type"] = call.Query("type"),
        });
    }

    private Answer Download(ApiCall call)
    {
        var app = tokens.RequireNew(call, DingTalkRoutes.FileDownload);
        var body = call.RequireNewBody();
        _codes.TryGetValue(body.Text("downloadCode"), out var kept);
        if (body.Text("robotCode") != app.RobotCode || (kept.RobotCode is { } owner && owner != app.RobotCode))
        {
            throw DingTalkErrors.RefuseNew(400, "invalidParameter.robotCode.auth", "robotCode");
        }

        if (kept.Content is not { } content)
        {
            throw DingTalkErrors.RefuseNew(400, "invalidParameter.robotCode.downloadCode", "下载码有误或者已经过期");
        }

        var id = RandomNumberGenerator.GetHexString(24, lowercase: true) + ".file";
        var ends = call.Now + DownloadLife;
        _downloads[id] = (content, ends);
        var address = new Uri(platform.BaseUrl, $"oss/{id}?Expires={ends.ToUnixTimeSeconds()}&Signature=demo");
        return Answer.Json(new JsonObject { ["downloadUrl"] = address.AbsoluteUri });
    }
}
