using System.Text;
using ChatBot.Kernel.Channels;

namespace ChatBot.Channels.WeCom.Robot;

/// <summary>Words of a robot are markdown (the dialect of page 99110).</summary>
internal static class RobotText
{
    /// <summary>A stream or markdown message, in UTF-8 bytes (pages 101031, 101138).</summary>
    public const int MaxBytes = 20480;

    /// <summary>A welcome (page 101031 names none; the limit of text elsewhere is safe).</summary>
    public const int MaxWelcomeBytes = 2048;

    /// <summary>What stands where more is to come.</summary>
    public const string More = "……";

    /// <summary>The words in messages that the platform takes whole.</summary>
    public static IReadOnlyList<string> Parts(string text, int maxBytes = MaxBytes) => TextParts.Split(Defuse(text), maxBytes);

    /// <summary>Room for what follows an answer that is cut.</summary>
    public static string CutTo(string text, int maxBytes)
    {
        var parts = Parts(text, maxBytes - Encoding.UTF8.GetByteCount(More) - 1);
        return parts.Count switch
        {
            0 => "",
            1 => parts[0],
            _ => $"{parts[0]}\n{More}",
        };
    }

    /// <summary>
    /// What people typed must not become markup: no mention of everybody, no link that hides its address, no picture, no
    /// headline, no code. The signs stay readable as their full-width sisters.
    /// </summary>
    public static string Defuse(string text)
    {
        var plain = text.Replace('<', '＜').Replace('`', '｀').Replace("](", "]（", StringComparison.Ordinal);
        return string.Join('\n', plain.Split('\n').Select(line => line.TrimStart() is ['#' or '>', ..] start
            ? (start[0] == '#' ? '＃' : '＞') + start[1..]
            : line));
    }
}
