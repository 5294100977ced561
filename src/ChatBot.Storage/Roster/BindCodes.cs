using System.Security.Cryptography;
using System.Text;

namespace ChatBot.Storage.Roster;

/// <summary>One-time codes are kept as a hash, so that a look at the table binds nothing.</summary>
internal static class BindCodes
{
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim()));
}
