using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.DateTimes;

/// <summary>Reads what joins two ends into a range, and what bounds one end.</summary>
internal static class RangeReader
{
    // True where the words need 之间 after the second end.
    private static readonly Lexicon<bool> Connectors = new(
    [
        .. Lexicon.Words(false, "到 至 直到 一直到 ~ - -- ~~"),
        .. Lexicon.Words(true, "和 与 跟 及"),
    ]);

    private static readonly Lexicon<bool> Between = Lexicon.Set("之间 间 中间");

    private static readonly Lexicon<DateTimeModifier> Bounds = new(
    [
        .. Lexicon.Words(DateTimeModifier.Before, "之前 以前 前"),
        .. Lexicon.Words(DateTimeModifier.After, "之后 以后 后 过后"),
        .. Lexicon.Words(DateTimeModifier.Until, "或之前 或以前 及之前 及以前 或更早 为止 止"),
        .. Lexicon.Words(DateTimeModifier.Since, "或之后 或以后 及之后 及以后 或更晚 起 开始 以来 之后起"),
    ]);

    private static readonly Lexicon<bool> SinceWords = Lexicon.Set("自 自从");

    public static bool TryReadConnector(in ScanContext context, int at, out int end, out bool needsBetween)
    {
        var position = context.SkipBlanks(at);
        if (!Connectors.TryMatch(context.Text, position, out needsBetween, out end))
        {
            return false;
        }

        end = context.SkipBlanks(end);
        return true;
    }

    public static bool TryReadBetween(in ScanContext context, int at, out int end) =>
        Between.TryMatch(context.Text, context.SkipBlanks(at), out _, out end);

    public static bool TryReadSinceWord(in ScanContext context, int at, out int end) =>
        SinceWords.TryMatch(context.Text, at, out _, out end);

    /// <summary>之前, 及以后, 起 and the like after a point or period.</summary>
    public static bool TryReadBound(in ScanContext context, int at, bool isTime, out DateTimeModifier modifier, out int end)
    {
        var position = context.SkipBlanks(at);
        if (!Bounds.TryMatch(context.Text, position, out modifier, out end))
        {
            return false;
        }

        return (end - position, context.At(position)) switch
        {
            (1, '前') => !context.IsAny(end, "面天提台往去来段辈任夕方期途端排沿"),
            (1, '后') => !context.IsAny(end, "天勤台面续来半期备者排悔果"),
            (1, '起') => !isTime && !context.IsAny(end, "来床码草伏诉飞点身个"),
            (1, '止') => !context.IsAny(end, "步痛血损"),
            // 下午三点开始 names a point for people who arrange meetings.
            _ => !(isTime && context.StartsWith(position, "开始")),
        };
    }
}
