using System.Net;
using System.Net.Http.Headers;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>A file that a member sent to the robot.</summary>
/// <param name="Content">Decrypted.</param>
/// <param name="Name">As the platform names it, without folders; null when it does not.</param>
public sealed record RobotFile(byte[] Content, string? Name);

/// <summary>Why a file could not be had.</summary>
public enum RobotMediaFault
{
    /// <summary>It is here.</summary>
    None,

    /// <summary>The attachment is none of a robot's, or its account is not configured.</summary>
    NotARobotsFile,

    /// <summary>Its address is not one of the platform's: nothing was called.</summary>
    ForeignHost,

    /// <summary>Five minutes have passed, or it was withdrawn.</summary>
    Gone,

    /// <summary>Larger than asked for.</summary>
    TooLarge,

    /// <summary>The network or the platform failed; soon again.</summary>
    Unreachable,

    /// <summary>It does not decrypt.</summary>
    Damaged,
}

/// <summary>
/// Loads what members send to a smart robot, within five minutes (page 100719): only over https from the platform's
/// hosts, only from public addresses, and never more bytes than asked for.
/// </summary>
public sealed class RobotMedia
{
    internal const string ClientName = "wecom-media";

    /// <summary>Padding, and no more, is added by the cipher.</summary>
    private const int MostPadding = 32;

    /// <summary>Where the platform keeps such files, by the samples of its pages.</summary>
    private static readonly string[] PlatformHosts = [".work.weixin.qq.com", ".myqcloud.com"];

    private readonly WeComAccounts _accounts;
    private readonly IHttpClientFactory _http;

    internal RobotMedia(WeComAccounts accounts, IHttpClientFactory http) => (_accounts, _http) = (accounts, http);

    /// <summary>Loads and decrypts a file.</summary>
    /// <param name="account">The account that heard the message.</param>
    /// <param name="attachment">The attachment, as it came.</param>
    /// <param name="maxBytes">Largest file that is wanted; the platform allows 100 MB.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(RobotFile? File, RobotMediaFault Fault)> LoadAsync(
        string account, InboundAttachment attachment, int maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        if (!_accounts.TryGet(account, out var found)
            || found.Options.Robot is not { } robot
            || !RobotMediaId.TryRead(attachment.PlatformId, out var aesKey, out var url)
            || Key(robot, aesKey) is not { } key)
        {
            return (null, RobotMediaFault.NotARobotsFile);
        }

        if (!IsAllowed(found, robot, url, out var isOwnHost))
        {
            return (null, RobotMediaFault.ForeignHost);
        }

        try
        {
            // The account's own host may be this machine; any other must be a public one, which the other client checks.
            using var client = _http.CreateClient(isOwnHost ? WeComHttp.ClientName : ClientName);
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (null, response.StatusCode >= HttpStatusCode.InternalServerError ? RobotMediaFault.Unreachable : RobotMediaFault.Gone);
            }

            var encrypted = await ReadAsync(response.Content, maxBytes + MostPadding, cancellationToken);
            return encrypted is null ? (null, RobotMediaFault.TooLarge)
                : !WeComCrypto.TryDecryptMedia(encrypted, key, out var content) ? (null, RobotMediaFault.Damaged)
                : content.Length > maxBytes ? (null, RobotMediaFault.TooLarge)
                : (new RobotFile(content, Name(response.Content.Headers.ContentDisposition)), RobotMediaFault.None);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, RobotMediaFault.Unreachable);
        }
    }

    private static bool IsAllowed(WeComAccount account, WeComRobotOptions robot, Uri url, out bool isOwnHost)
    {
        var own = account.Options.ApiBaseUrl;
        isOwnHost = url.Scheme == own.Scheme && url.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase);
        var hosts = robot.MediaHosts.Count > 0 ? robot.MediaHosts : PlatformHosts;
        return url.UserInfo.Length == 0
            && (isOwnHost || (url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && hosts.Any(h => Covers(h, url.IdnHost))));
    }

    private static bool Covers(string allowed, string host) => allowed.StartsWith('.')
        ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    private static byte[]? Key(WeComRobotOptions robot, string aesKey)
    {
        var text = aesKey.Length > 0 ? aesKey : robot.EncodingAesKey;
        var bytes = new byte[CallbackCipher.KeyBytes + 1];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) && length == CallbackCipher.KeyBytes
            ? bytes[..length]
            : null;
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (whole.Length + read > maxBytes)
            {
                return null;
            }

            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }

    // The name comes from a member: no folders, nothing that a terminal or a disk would act on.
    private static string? Name(ContentDispositionHeaderValue? disposition)
    {
        var given = disposition?.FileNameStar ?? disposition?.FileName?.Trim('"');
        if (given is null)
        {
            return null;
        }

        var name = new string([.. given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim('.', ' ');
        return name.Length is > 0 and <= 255 ? name : null;
    }
}
