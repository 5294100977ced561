using ChatBot.Conversation.Understanding.DateTimes;
using ChatBot.Conversation.Understanding.Slots;
using ChatBot.Conversation.Understanding.Text;

namespace ChatBot.Conversation.Understanding.Intents;

/// <summary>A message with what was found in it; what several rules ask for is found once, and only when asked.</summary>
internal sealed class Message
{
    private readonly IntentLibrary _library;
    private readonly sbyte[] _signs;
    private readonly string?[] _sorts;
    private readonly bool[] _isSortRead;
    private string? _meeting;
    private int _meetingStart;
    private int _meetingEnd;
    private bool _isMeetingRead;
    private ulong[]? _hints;

    public Message(string text, DateTime reference, IntentLibrary library)
    {
        var normalized = MessageText.From(text);
        Plain = normalized.Plain;
        Entities = DateTimeRecognizer.Recognize(normalized, reference, allowDottedDates: true);
        _library = library;
        _signs = new sbyte[library.Signs.Length];
        _sorts = new string?[library.Sorts.Length];
        _isSortRead = new bool[library.Sorts.Length];
    }

    public string Plain { get; }

    /// <summary>Dates and times in it.</summary>
    public IReadOnlyList<DateTimeEntity> Entities { get; }

    /// <summary>The sorts of words that its library has.</summary>
    public IReadOnlyList<WordSort> Sorts => _library.Sorts;

    /// <summary>Whether it has the sign of that place in the library.</summary>
    public bool Has(int sign)
    {
        if (_signs[sign] == 0)
        {
            _signs[sign] = (sbyte)(_library.Signs[sign].IsIn(this) ? 1 : -1);
        }

        return _signs[sign] > 0;
    }

    /// <summary>Whether it has a word of a list of the library's index.</summary>
    public bool HasHint(int list) => HintIndex.Has(_hints ??= _library.Hints.Find(Plain), list);

    /// <summary>The value of a sort of words, by its place in the library; null where the message has none of the words.</summary>
    public string? ReadSort(int sort)
    {
        if (!_isSortRead[sort])
        {
            ReadMeeting(out var start, out var end);
            _sorts[sort] = _library.Sorts[sort].Read(Plain, start, end);
            _isSortRead[sort] = true;
        }

        return _sorts[sort];
    }

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

    public bool TryReadQuantity(out decimal quantity, out string unit) => QuantityReader.TryReadQuantity(Plain, Entities, out quantity, out unit);
}
