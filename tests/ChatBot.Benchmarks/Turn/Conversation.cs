using System.Globalization;
using System.Text;
using ChatBot.PlatformDoubles;

namespace ChatBot.Benchmarks.Turn;

/// <summary>
/// The four-turn leave conversation as the platform would call it, encrypted and signed before the clock starts: three
/// questions and one submission.
/// </summary>
internal static class Conversation
{
    /// <summary>Where the platform calls.</summary>
    public const string Path = "/callbacks/wecom/app/main";

    /// <summary>What the last turn says; the floor commits when it hears it.</summary>
    public const string Submission = "确定";

    private static readonly string[] Reasons = ["出差", "生病", "家里有事"];

    /// <summary>Number of turns.</summary>
    public const int Turns = 4;

    /// <summary>What the member says in one conversation about the <paramref name="session"/>th session of the list.</summary>
    public static string[] Words(int session) =>
        ["我要请假", (session + 1).ToString(CultureInfo.InvariantCulture), Reasons[session % Reasons.Length], Submission];

    /// <summary>The whole HTTP request, ready for the socket.</summary>
    public static byte[] Request(WeComCipher cipher, string path, string user, string text, long messageId, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var xml = $"<xml><ToUserName><![CDATA[{WeComDemo.CorpId}]]></ToUserName><FromUserName><![CDATA[{user}]]></FromUserName>"
            + $"<CreateTime>{seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
            + $"<MsgId>{messageId.ToString(CultureInfo.InvariantCulture)}</MsgId><AgentID>{WeComDemo.AgentId}</AgentID></xml>";
        var encrypted = cipher.Encrypt(xml);
        var nonce = messageId.ToString(CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes(
            $"<xml><ToUserName><![CDATA[{WeComDemo.CorpId}]]></ToUserName><AgentID><![CDATA[{WeComDemo.AgentId}]]></AgentID><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>");
        var head = Encoding.ASCII.GetBytes(
            $"POST {path}?msg_signature={cipher.Sign(seconds, nonce, encrypted)}&timestamp={seconds}&nonce={nonce} HTTP/1.1\r\n"
            + $"Host: 127.0.0.1\r\nContent-Type: text/xml\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }
}
