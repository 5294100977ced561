using System.Diagnostics.CodeAnalysis;

namespace ChatBot.Channels.BotFramework;

/// <summary>
/// Which connectors may be called. The address comes with each activity, so without this check a forged activity could make
/// the bot call any machine, with its token.
/// </summary>
internal sealed class BotFrameworkAddresses
{
    private const int LongestAddress = 2_048;
    private const string Teams = "smba.trafficmanager.net";
    private const string Hosted = ".botframework.com";

    private readonly bool _allowsLoopback;
    private readonly List<Uri> _allowed = [];

    /// <summary>The allowed ones of an account; without <c>ServiceUrls</c> the public hosts of the Bot Framework.</summary>
    public BotFrameworkAddresses(BotFrameworkOptions options, bool allowsLoopback)
    {
        _allowsLoopback = allowsLoopback;
        foreach (var address in options.ServiceUrls)
        {
            if (TryRead(address, out var uri))
            {
                _allowed.Add(uri);
            }
        }
    }

    /// <summary>Whether the connector may be called. The parsed address is compared, never its text.</summary>
    public bool Allows(string? serviceUrl) => TryRead(serviceUrl, out var uri)
        && ((_allowsLoopback && uri.IsLoopback) || (_allowed.Count == 0 ? IsPublic(uri) : _allowed.Exists(a => IsUnder(uri, a))));

    /// <summary>An absolute https address (http on loopback) without user, query and fragment.</summary>
    public static bool TryRead(string? address, [NotNullWhen(true)] out Uri? uri)
    {
        uri = null;
        if (address is not { Length: > 0 and <= LongestAddress }
            || !Uri.TryCreate(address, UriKind.Absolute, out var parsed)
            || parsed is not { UserInfo: "", Query: "", Fragment: "" }
            || !(parsed.Scheme == Uri.UriSchemeHttps || (parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback)))
        {
            return false;
        }

        uri = parsed;
        return true;
    }

    private static bool IsPublic(Uri uri) => uri is { Scheme: "https", Port: 443 }
        && (uri.IdnHost == Teams || uri.IdnHost.EndsWith(Hosted, StringComparison.Ordinal));

    private static bool IsUnder(Uri uri, Uri allowed) =>
        uri.Scheme == allowed.Scheme
        && uri.Port == allowed.Port
        && uri.IdnHost == allowed.IdnHost
        && (uri.AbsolutePath + '/').StartsWith(allowed.AbsolutePath.TrimEnd('/') + '/', StringComparison.Ordinal);
}
