using System.Globalization;
using System.Text;
using System.Xml;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom;

/// <summary>Words for the wire.</summary>
internal static class WeComText
{
    /// <summary>Text of a passive reply, an app message or a webhook message, in UTF-8 bytes; longer ones are cut silently by the platform.</summary>
    public const int MaxBytes = 2048;

    /// <summary>What stands behind a text whose rest could not be sent.</summary>
    public const string More = "\n……";

    /// <summary>Room for <see cref="More"/> is kept in every part.</summary>
    public static IReadOnlyList<string> Parts(string text, int maxBytes = MaxBytes) =>
        TextParts.Split(Defuse(text), maxBytes - Encoding.UTF8.GetByteCount(More));

    /// <summary>The encrypted envelope of a passive reply.</summary>
    public static string Envelope(WeComCrypto crypto, string reply, DateTimeOffset now, string nonce)
    {
        var encrypted = crypto.Encrypt(reply);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = crypto.Sign(timestamp, nonce, encrypted);
        return $"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
            + $"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>";
    }

    // Names and titles come from people: no "<@all>" rings for a whole group and no "<a href" hides an address.
    private static string Defuse(string text) => text
        .Replace("<@", "＜@", StringComparison.Ordinal)
        .Replace("<a", "＜a", StringComparison.OrdinalIgnoreCase);

    /// <summary>Text as CDATA, without what XML cannot hold.</summary>
    public static StringBuilder AppendCData(this StringBuilder xml, string text)
    {
        xml.Append("<![CDATA[");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                xml.Append(text, i++, 2);
            }
            else if (text[i] == '>' && xml is [.., ']', ']'])
            {
                xml.Append("]]><![CDATA[>");
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                xml.Append(text[i]);
            }
        }

        return xml.Append("]]>");
    }
}
