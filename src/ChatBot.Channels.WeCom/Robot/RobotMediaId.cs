namespace ChatBot.Channels.WeCom.Robot;

/// <summary>
/// What <see cref="Kernel.Channels.InboundAttachment.PlatformId"/> holds for a robot's file: address and key, with
/// which it can be loaded for five minutes. Whoever has it can read the file, so it is never logged.
/// </summary>
internal static class RobotMediaId
{
    private const string Prefix = "aibot:";

    public static string Of(RobotPart part) => $"{Prefix}{part.AesKey}:{part.Url}";

    /// <summary>False when the id is not one of a robot's files.</summary>
    public static bool TryRead(string platformId, out string aesKey, out Uri url)
    {
        (aesKey, url) = ("", null!);
        if (!platformId.StartsWith(Prefix, StringComparison.Ordinal)
            || platformId[Prefix.Length..].Split(':', 2) is not [var key, var address]
            || !Uri.TryCreate(address, UriKind.Absolute, out var parsed))
        {
            return false;
        }

        (aesKey, url) = (key, parsed);
        return true;
    }
}
