using System.Security.Cryptography;
using System.Text;

namespace ChatBot.PlatformDoubles;

/// <summary>Cipher texts that are wrong in exactly one way.</summary>
internal static class WeComBrokenCallbacks
{
    public static string Cipher(WeComCallbackFault fault, WeComCipher cipher, string token, string aesKey, string corpId, string xml)
    {
        byte[] Frame(uint length) =>
            [.. RandomNumberGenerator.GetBytes(16), .. WeComCipher.Length(length), .. Encoding.UTF8.GetBytes(xml + corpId)];

        var length = (uint)Encoding.UTF8.GetByteCount(xml);
        return fault switch
        {
            WeComCallbackFault.WrongReceiver => new WeComCipher(token, aesKey, "wwsomebodyelse000001").Encrypt(xml),
            WeComCallbackFault.TruncatedCipher => Convert.ToBase64String(Convert.FromBase64String(cipher.Encrypt(xml))[..^1]),
            WeComCallbackFault.NotBase64 => cipher.Encrypt(xml)[..^4] + "!?*=",
            WeComCallbackFault.WrongPadding => cipher.EncryptFrame(Frame(length), padByte: 33),
            WeComCallbackFault.LengthBeyondEnd => cipher.EncryptFrame(Frame(length + 1000)),
            WeComCallbackFault.NegativeLength => cipher.EncryptFrame(Frame(0xfffffff0)),
            WeComCallbackFault.DoctypeInside => cipher.Encrypt("<!DOCTYPE xml [<!ENTITY e \"boom\">]>" + xml),
            _ => cipher.Encrypt(xml),
        };
    }
}
