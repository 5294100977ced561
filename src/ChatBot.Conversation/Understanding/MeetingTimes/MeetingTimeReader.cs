using System.Buffers;
using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.MeetingTimes;

/// <summary>Reads when: one concrete day, span of days, month, time or part of day out of a message.</summary>
/// <param name="options">What to assume where the text leaves something open.</param>
public sealed class MeetingTimeReader(MeetingTimeOptions? options = null)
{
    private static readonly Lexicon<bool> PastWords = Lexicon.Set(
        "忘 补 当时 已经 上次 没来成 没去成 缺席了 迟到了 参加了 参加过 去过 做了 去了 完成了 学了 献了 看了 讲了 开过 到了场");

    private static readonly Lexicon<bool> CorrectionWords = Lexicon.Set(
        "不对 哦不 噢不 喔不 啊不 呃不 额不 哎不 不不 说错 打错 写错 记错 搞错 错了 口误 更正 改成 改为 改到 应该是 应是 我是说 而是 不是");

    private static readonly SearchValues<char> NotDone = SearchValues.Create("不别想再没法办");

    // Longer texts are articles, whose times nobody means; in characters.
    private const int LongestText = 1000;

    private readonly MeetingTimeOptions _options = options ?? new();

    /// <summary>Reads the time that a message is about. Null where it names none, or is longer than a thousand characters.</summary>
    /// <param name="text">The message.</param>
    /// <param name="reference">Local time at which it was said.</param>
    /// <param name="direction">Which way to read a day without year or week.</param>
    public MeetingTime? Read(string text, DateTime reference, TimeDirection direction = TimeDirection.Auto)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            return null;
        }

        var normalized = NormalizedText.From(text);
        return Read(normalized.Plain, DateTimeRecognizer.Recognize(normalized, reference, allowDottedDates: true), reference, direction, focus: -1);
    }

    /// <summary>
    /// Reads a text that must be one point in time and nothing else, as a slash command wants it: 3月11日15:00, 明天下午三点, 下周三 14:30-16:00.
    /// </summary>
    /// <param name="text">The words of the command that stand for the time.</param>
    /// <param name="reference">Local time at which it was said; days without year or week are the coming ones.</param>
    /// <param name="start">The point, local time.</param>
    /// <param name="end">The end, where the text names one.</param>
    /// <param name="problem">What is missing or too much, when the answer is false.</param>
    /// <param name="position">Where in the text the problem lies.</param>
    public bool TryReadPoint(string text, DateTime reference, out DateTime start, out DateTime? end, out MeetingTimeProblem problem, out int position)
    {
        (start, end, position) = (default, null, 0);
        if (Read(text, reference, TimeDirection.Future) is not { } time)
        {
            problem = MeetingTimeProblem.NotATime;
            return false;
        }

        var other = FirstLetter(text, 0, time.Start) is >= 0 and var before ? before : FirstLetter(text, time.End, text.Length);
        if (other >= 0)
        {
            (problem, position) = (MeetingTimeProblem.OtherWords, other);
            return false;
        }

        problem = time switch
        {
            { Date: null } => MeetingTimeProblem.NoDay,
            { Time: null } => MeetingTimeProblem.NoTime,
            _ => MeetingTimeProblem.None,
        };
        position = time.End;
        if (problem != MeetingTimeProblem.None)
        {
            return false;
        }

        start = time.Moment!.Value;
        if (time.TimeEnd is { } timeEnd)
        {
            var day = time.DateEnd ?? time.Date!.Value;
            end = day.ToDateTime(timeEnd);
            end = end <= start ? end.Value.AddDays(1) : end;
        }

        return true;
    }

    /// <summary>Whether the sentence speaks of something past.</summary>
    internal static bool SpeaksOfPast(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (PastWords.TryMatch(text, at, out _, out var end) && !IsHypothetical(text, at) && !(text[at] == '补' && end < text.Length && text[end] is '充' or '习' or '课'))
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
            if (!IsGreeting(text, entity) && !IsThatDay(text, entity) && resolver.Resolve(entity) is { } part)
            {
                parts.Add(part);
            }
        }

        return MeetingTimeMerger.Merge(text, parts, correction, focus);
    }

    // 不想去了, 要去了: not done yet.
    private static bool IsHypothetical(ReadOnlySpan<char> text, int at) =>
        "去做参完学献看讲".Contains(text[at], StringComparison.Ordinal)
        && (text[Math.Max(0, at - 3)..at].IndexOfAny(NotDone) >= 0 || (at > 0 && text[at - 1] is '要' or '能' or '会'));

    private static int FirstLetter(string text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (char.IsLetterOrDigit(text[at]) && text[at] is not '在' and not '于')
            {
                return at;
            }
        }

        return -1;
    }

    // 座谈会当天 is the day of the meeting, whichever that is.
    private static bool IsThatDay(string text, DateTimeEntity entity) => text.AsSpan(entity.Start, entity.Length) is "当天" or "当日" or "当晚" or "那天";

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
