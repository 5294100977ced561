using System.Text;

namespace ChatBot.Conversation.Tests.Understanding;

/// <summary>Writes numbers in Chinese, to be read back.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";
    private static readonly string[] Units = ["", "十", "百", "千"];

    public static string Write(int number)
    {
        var high = number / 10_000;
        var low = number % 10_000;
        if (high == 0)
        {
            return Section(low);
        }

        return Section(high) + "万" + (low == 0 ? "" : (low < 1000 ? "零" : "") + Section(low));
    }

    private static string Section(int number)
    {
        var text = new StringBuilder();
        var needsZero = false;
        for (var place = 3; place >= 0; place--)
        {
            var digit = number / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                needsZero = text.Length > 0;
                continue;
            }

            text.Append(needsZero ? "零" : "").Append(Digits[digit]).Append(Units[place]);
            needsZero = false;
        }

        return text.ToString();
    }
}
