using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatBot.Kernel.Wording;

/// <summary>A short digest of a phrase and all its facts: two phrases with the same digest say the same.</summary>
public static class PhraseDigest
{
    private const int Bytes = 6;

    /// <summary>The digest, in lower case hex digits.</summary>
    public static string Of(Phrase phrase)
    {
        var text = new StringBuilder();
        Write(phrase, text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Bytes));
    }

    // Every value is closed by a sign that no other begins with, so that neighbours cannot run together.
    private static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append('~');
                break;
            case Phrase phrase:
                text.Append('{').Append(phrase.Key);
                foreach (var (name, fact) in phrase.Facts.OrderBy(f => f.Key, StringComparer.Ordinal))
                {
                    text.Append('\u0001').Append(name).Append('\u0002');
                    Write(fact, text);
                }

                text.Append('}');
                break;
            case string words:
                text.Append(words.Length).Append(':').Append(words);
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(item, text);
                    text.Append('\u0003');
                }

                text.Append(']');
                break;
            case IFormattable formattable:
                text.Append(formattable is DateTimeOffset instant ? instant.ToString("O", CultureInfo.InvariantCulture) : formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(value);
                break;
        }
    }
}
