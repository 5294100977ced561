using System.Security.Cryptography;
using System.Text.Json;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom.Robot;

/// <summary>The pictures behind a finished stream (page 101031): URL mode only, at most ten of at most 10 MB.</summary>
internal static class RobotPictures
{
    private const int Most = 10;
    private const int Largest = 10 * 1024 * 1024;

    public static IEnumerable<string> Read(JsonElement stream, bool isLongConnection)
    {
        if (!stream.Has("msg_item"))
        {
            return [];
        }

        if (isLongConnection || !stream.IsTrue("finish"))
        {
            throw new RobotRefusal(RobotRefusal.BadParameter, "stream.msg_item is not supported here");
        }

        return stream.List("msg_item") is { Count: <= Most } items
            ? [.. items.Select(Picture)]
            : throw new RobotRefusal(RobotRefusal.BadParameter, $"stream.msg_item exceed max length {Most}");
    }

    private static string Picture(JsonElement item)
    {
        var image = item.Object("image") ?? default;
        byte[] bytes;
        try
        {
            bytes = item.Text("msgtype") == "image" ? Convert.FromBase64String(image.Text("base64")) : [];
        }
        catch (FormatException)
        {
            bytes = [];
        }

#pragma warning disable CA5351 // The platform asks for MD5 as a checksum.
        var md5 = Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
        return bytes.Length is > 0 and <= Largest && WeComMedia.IsPicture(bytes) && image.Text("md5").Equals(md5, StringComparison.OrdinalIgnoreCase)
            ? $"[image {bytes.Length} bytes]"
            : throw new RobotRefusal(RobotRefusal.BadParameter, "stream.msg_item.image is invalid");
    }
}
