using System.Diagnostics.CodeAnalysis;

namespace ChatBot.Channels.DingTalk;

/// <summary>Where the channel may send: addresses under the configured bases, and session webhooks that pass this check.</summary>
internal static class DingTalkAddresses
{
    private const string SessionPath = "/robot/sendBySession";
    private const int LongestAddress = 2_048;

    /// <summary>
    /// Whether a session webhook, which comes in an unsigned body, leads to the configured old API and nowhere else:
    /// scheme, host and port of <paramref name="oapi"/> exactly, no user info, exact path. The parsed host is compared, never
    /// a prefix or suffix of the text.
    /// </summary>
    public static bool TryGetSessionWebhook(string? address, Uri oapi, [NotNullWhen(true)] out Uri? uri)
    {
        uri = null;
        if (address is not { Length: > 0 and <= LongestAddress }
            || !Uri.TryCreate(address, UriKind.Absolute, out var parsed)
            || parsed.UserInfo.Length > 0
            || parsed.Fragment.Length > 0
            || parsed.Port != oapi.Port
            || !string.Equals(parsed.Scheme, oapi.Scheme, StringComparison.Ordinal)
            || !string.Equals(parsed.Host, oapi.Host, StringComparison.Ordinal)
            || !string.Equals(parsed.AbsolutePath, Under(oapi, SessionPath).AbsolutePath, StringComparison.Ordinal))
        {
            return false;
        }

        uri = parsed;
        return true;
    }

    /// <summary>A path (with its query, already escaped) under a base that may have a path of its own.</summary>
    public static Uri Under(Uri baseUrl, string path) =>
        new(baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + path, UriKind.Absolute);
}
