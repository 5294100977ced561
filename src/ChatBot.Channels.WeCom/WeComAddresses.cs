using System.Net;
using System.Net.Sockets;

namespace ChatBot.Channels.WeCom;

/// <summary>Which addresses lie in the open internet.</summary>
internal static class WeComAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3", "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>False for this machine, private networks, link-local, shared and multicast addresses.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return !NotPublic.Any(n => n.Contains(plain));
    }
}
