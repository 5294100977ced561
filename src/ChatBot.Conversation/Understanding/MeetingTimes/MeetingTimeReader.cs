using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.MeetingTimes;

/// <summary>Reads when: one concrete day, span of days, month, time or part of day out of a message.</summary>
/// <param name="options">What to assume where the text leaves something open.</param>
public sealed class MeetingTimeReader(MeetingTimeOptions? options = null)
{
    private static readonly Lexicon<bool> PastWords = Lexicon.Set(
        "忘 补 当时 已经 上次 那天 那次 没来成 没去成 缺席了 迟到了 参加了 参加过 去过 做了 去了 完成了 学了 献了 看了 讲了 开过 到了场 明明 记错 没给我 漏记 漏了");

    private static readonly Lexicon<bool> CorrectionWords = Lexicon.Set(
        "不对 哦不 噢不 喔不 啊不 呃不 额不 哎不 不不 说错 打错 写错 记错 搞错 错了 口误 更正 改成 改为 改到 应该是 应是 我是说 而是 不是");

    private readonly MeetingTimeOptions _options = options ?? new();

    /// <summary>Reads the time that a message is about. Null where it names none.</summary>
    /// <param name="text">The message.</param>
    /// <param name="reference">Local time at which it was said.</param>
    /// <param name="direction">Which way to read a day without year or week.</param>
    public MeetingTime? Read(string text, DateTime reference, TimeDirection direction = TimeDirection.Auto)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = NormalizedText.From(text);
        return Read(normalized.Plain, DateTimeRecognizer.Recognize(normalized, reference, allowDottedDates: true), reference, direction, focus: -1);
    }

    /// <summary>Whether the sentence speaks of something past.</summary>
    internal static bool SpeaksOfPast(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (PastWords.TryMatch(text, at, out _, out var end) && !(text[at] == '补' && end < text.Length && text[end] is '充' or '习' or '课'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads from entities recognised before.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="entities">What was recognised in it.</param>
    /// <param name="reference">Local time at which it was said.</param>
    /// <param name="direction">Which way to read.</param>
    /// <param name="focus">Position of the meeting's name, or -1: of several days the one before it counts.</param>
    internal MeetingTime? Read(string text, IReadOnlyList<DateTimeEntity> entities, DateTime reference, TimeDirection direction, int focus)
    {
        if (entities.Count == 0)
        {
            return null;
        }

        if (direction == TimeDirection.Auto)
        {
            direction = SpeaksOfPast(text) ? TimeDirection.Past : TimeDirection.Future;
        }

        var resolver = new MeetingTimeResolver(_options, reference, direction);
        var correction = LastCorrection(text, entities);
        var parts = new List<MeetingTime>(entities.Count);
        foreach (var entity in entities)
        {
            if (!IsGreeting(text, entity) && resolver.Resolve(entity) is { } part)
            {
                parts.Add(part);
            }
        }

        return MeetingTimeMerger.Merge(text, parts, correction, focus);
    }

    // 早上好
    private static bool IsGreeting(string text, DateTimeEntity entity) =>
        entity.Type == DateTimeType.TimeRange && entity.End < text.Length && text[entity.End] == '好';

    /// <summary>Position of the last correction that is followed by a time, or -1.</summary>
    private static int LastCorrection(string text, IReadOnlyList<DateTimeEntity> entities)
    {
        var last = entities[^1].Start;
        for (var at = last - 1; at > 0; at--)
        {
            if (CorrectionWords.Matches(text, at))
            {
                return at;
            }
        }

        return -1;
    }
}
