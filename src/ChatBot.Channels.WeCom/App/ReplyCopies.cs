using System.Security.Cryptography;
using System.Text;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.App;

/// <summary>Ids of the cards that are replies: the same again when a callback is repeated, so that the platform sees the repeat.</summary>
internal static class ReplyCopies
{
    private const string Question = "q";
    private const string Other = "r";

    /// <summary>The id of the card that the n-th reply to a message is.</summary>
    public static string IdOf(InboundMessage message, int index, OutboundMessage reply)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{message.InboxKey}\n{index}"));
        return CardKey.CopyOf(reply.Card, (reply.AsksOnce ? Question : Other) + Convert.ToHexStringLower(digest.AsSpan(0, 12)));
    }

    /// <summary>Whether the card asked a question of the moment.</summary>
    public static bool AskedOnce(string copyId) => copyId.StartsWith($"@{Question}", StringComparison.Ordinal);
}
