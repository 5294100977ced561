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

    /// <summary>
    /// Whether the endpoint that the gateway names may be connected to: wss, port 443 and a host under the domain of the API
    /// (<c>.dingtalk.com</c>); or, when the API is on loopback for a test, ws on loopback.
    /// </summary>
    public static bool TryGetStreamEndpoint(string endpoint, Uri api, [NotNullWhen(true)] out Uri? uri)
    {
        uri = null;
        if (endpoint.Length > LongestAddress
            || !Uri.TryCreate(endpoint, UriKind.Absolute, out var parsed)
            || parsed.UserInfo.Length > 0
            || parsed.Fragment.Length > 0
            || parsed.Query.Length > 0)
        {
            return false;
        }

        var isSafe = parsed.Scheme == Uri.UriSchemeWss && parsed.Port == 443 && parsed.Host.EndsWith(DomainOf(api), StringComparison.Ordinal);
        var isTest = api.IsLoopback && parsed.IsLoopback && (parsed.Scheme == Uri.UriSchemeWs || parsed.Scheme == Uri.UriSchemeWss);
        uri = isSafe || isTest ? parsed : null;
        return uri is not null;
    }

    /// <summary>A path (with its query, already escaped) under a base that may have a path of its own.</summary>
    public static Uri Under(Uri baseUrl, string path) =>
        new(baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + path, UriKind.Absolute);

    // api.dingtalk.com -> .dingtalk.com; tenants abroad have another domain, and configure it.
    private static string DomainOf(Uri api) => api.Host[Math.Max(0, api.Host.IndexOf('.', StringComparison.Ordinal))..];
}
