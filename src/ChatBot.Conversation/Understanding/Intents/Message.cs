using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Slots;
using ChatBot.Conversation.Understanding.Text;
using P = ChatBot.Conversation.Understanding.Intents.IntentPatterns;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>A message with what was found in it; what several rules ask for is found once, and only when asked.</summary>
internal sealed class Message
{
    private readonly Lazy<bool> _hasLeave;
    private readonly Lazy<bool> _hasAbsence;
    private readonly Lazy<string?> _reason;
    private string? _meeting;
    private int _meetingStart;
    private int _meetingEnd;
    private bool _isMeetingRead;

    public Message(string text, DateTime reference)
    {
        var normalized = MessageText.From(text);
        Plain = normalized.Plain;
        Entities = DateTimeRecognizer.Recognize(normalized, reference, allowDottedDates: true);
        _hasLeave = new(() => P.Leave.IsMatch(Plain), LazyThreadSafetyMode.None);
        _hasAbsence = new(() => P.Absence.IsMatch(Plain), LazyThreadSafetyMode.None);
        _reason = new(ReadReason, LazyThreadSafetyMode.None);
    }

    public string Plain { get; }

    /// <summary>Dates and times in it.</summary>
    public IReadOnlyList<DateTimeEntity> Entities { get; }

    public bool HasLeave => _hasLeave.Value;

    public bool HasAbsence => _hasAbsence.Value;

    /// <summary>The sort of reason given, or null.</summary>
    public string? Reason => _reason.Value;

    public bool IsQuestion => P.Question.IsMatch(Plain);

    /// <summary>The meeting's name, or null.</summary>
    public string? ReadMeeting(out int start, out int end)
    {
        if (!_isMeetingRead)
        {
            _meeting = MeetingNameReader.Read(Plain, Entities, out _meetingStart, out _meetingEnd);
            _isMeetingRead = true;
        }

        (start, end) = (_meetingStart, _meetingEnd);
        return _meeting;
    }

    public bool TryReadQuantity(out decimal quantity, out string unit) => PointsReader.TryReadQuantity(Plain, Entities, out quantity, out unit);

    private string? ReadReason()
    {
        ReadMeeting(out var start, out var end);
        return ReasonReader.Read(Plain, start, end);
    }
}
